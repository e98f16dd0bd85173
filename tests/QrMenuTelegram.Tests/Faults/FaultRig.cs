using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Faults;

/// <summary>
/// The whole bridge between both simulators on real sockets, its clock moved by the test: a manager, and groups that
/// are subscribed.
/// </summary>
internal sealed class FaultRig : IAsyncDisposable
{
    private FaultRig(FakeTimeProvider time, BridgeHost bridge, Person manager) => (Time, Bridge, Manager) = (time, bridge, manager);

    public FakeTimeProvider Time { get; }

    public BridgeHost Bridge { get; }

    public Person Manager { get; }

    /// <param name="configure">Changes the settings before the first start.</param>
    /// <param name="time">The clock; a new one where null.</param>
    public static async Task<FaultRig> Start(Action<BridgeHost>? configure = null, FakeTimeProvider? time = null)
    {
        time ??= new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 16, 0, 0, TimeSpan.Zero));
        var bridge = await BridgeHost.Prepare(time);
        bridge.Settings["QrMenu:PollInterval"] = "00:00:00.5";
        bridge.Settings["QrMenu:Timeout"] = "00:01:00";
        configure?.Invoke(bridge);
        await bridge.Start();
        return new FaultRig(time, bridge, await bridge.BecomeManager());
    }

    /// <summary>A group of the manager's, subscribed; with <paramref name="topic"/>, in a topic of that name.</summary>
    public async Task<TelegramChat> Group(string title, string words = "waiter", bool super = false, string? topic = null)
    {
        var world = Bridge.Telegram.World;
        var chat =
            topic is not null ? world.AddForum(title, topic)
            : super ? world.AddSupergroup(title)
            : world.AddGroup(title);
        chat.AddBot(Manager);
        Manager.Say(chat, "/subscribe " + words, new SayOptions { TopicId = topic is null ? 0 : chat.Topics[0].Id });
        await Until(() => chat.FromBot.Any(message => message.Text.StartsWith('✅')), $"the subscription of {title}");
        return chat;
    }

    /// <summary>Lets time pass in steps; in each everything that is under way comes to its end.</summary>
    public async Task Pass(TimeSpan span, TimeSpan? step = null)
    {
        var most = step ?? TimeSpan.FromMilliseconds(250);
        for (var left = span; left > TimeSpan.Zero; left -= most)
        {
            await Settle();
            Time.Advance(left < most ? left : most);
        }
        await Settle();
    }

    /// <summary>Lets time pass until it is so; at the most some minutes of it.</summary>
    public async Task Until(Func<bool> isSo, string what, TimeSpan? step = null, int most = 1200)
    {
        for (var steps = 0; steps < most; steps++)
        {
            await Settle();
            if (isSo())
            {
                return;
            }
            Time.Advance(step ?? TimeSpan.FromMilliseconds(250));
        }
        throw new TimeoutException($"In vain: {what}\n{string.Join('\n', Bridge.Log.Lines.TakeLast(20).Select(line => line.Text))}");
    }

    /// <summary>What /status says in the manager's private chat.</summary>
    public async Task<string> Status()
    {
        var before = Manager.PrivateChat.FromBot.Count(IsStatus);
        Manager.Say("/status");
        await Until(() => Manager.PrivateChat.FromBot.Count(IsStatus) > before, "the status");
        return Manager.PrivateChat.FromBot.Last(IsStatus).Text;

        static bool IsStatus(ShownMessage message) => message.Text.StartsWith("QR Menu Telegram", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        Bridge.Telegram.Faults.Clear();
        await Bridge.DisposeAsync();
    }

    // Nothing tells that nobody has anything to do: it is so when nothing has happened for some milliseconds.
    private async Task Settle()
    {
        var (quiet, before) = (0, Activity());
        for (var looks = 0; quiet < 5 && looks < 2000; looks++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            var now = Activity();
            quiet = now == before ? quiet + 1 : 0;
            before = now;
        }
    }

    private (long, long, long, int, int, long) Activity() =>
        (
            Bridge.Menu.RequestCount,
            Calls("sendMessage") + Calls("editMessageText"),
            Calls("getUpdates"),
            Bridge.Telegram.UnderWay,
            Bridge.Telegram.PendingUpdates,
            Bridge.Get<QrMenuTelegram.Delivery.Courier>().Status.Sent
        );

    private long Calls(string method) => Bridge.Telegram.Log.Count(method);
}

internal static class ShownTexts
{
    /// <summary>How many of the bot's messages show this.</summary>
    public static int Times(this TelegramChat chat, string text) =>
        chat.FromBot.Count(message => message.Text.Contains(text, StringComparison.Ordinal));
}

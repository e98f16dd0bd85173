using QrMenuTelegram.Delivery;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reach;

/// <summary>The whole bridge between real sockets, with two ways to Telegram of which the preferred one breaks.</summary>
public sealed class BrokenLineTests
{
    private const int Calls = 12;

    [Theory]
    [InlineData(LineFault.Closed)]
    [InlineData(LineFault.Frozen)]
    [InlineData(LineFault.Reset)]
    [InlineData(LineFault.Starved)]
    [InlineData(LineFault.LosesAnswers)]
    [InlineData(LineFault.Portal)]
    public async Task Calls_go_on_by_the_other_way(LineFault fault)
    {
        await using var bridge = await BridgeHost.Prepare();
        var port = new Uri(bridge.Telegram.ApiUrl).Port;
        await using var home = new FaultyLine(port);
        await using var relay = new FaultyLine(port);
        bridge.Settings.Remove("Telegram:ApiUrl");
        bridge.Settings["Telegram:Ways:1-home:ApiUrl"] = $"http://127.0.0.1:{home.Port}";
        bridge.Settings["Telegram:Ways:2-relay:ApiUrl"] = $"http://127.0.0.1:{relay.Port}";
        await bridge.Start();
        var manager = await bridge.BecomeManager();
        manager.Say("/subscribe waiter");
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith('✅'));

        for (var table = 1; table <= Calls; table++)
        {
            if (table == 3)
            {
                home.Fault = fault;
            }
            bridge.Menu.Table($"{table}").CallWaiter();
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }
        for (var table = 1; table <= Calls; table++)
        {
            await manager.PrivateChat.WaitForMessage(message => Shows(message.Text, table));
        }

        var shown = manager.PrivateChat.FromBot.Count(message => Enumerable.Range(1, Calls).Any(table => Shows(message.Text, table)));
        shown.ShouldBeInRange(1, Calls + 2, "only what was under way may be shown twice");
        await Eventually.Until(() => bridge.Log.Lines.Any(line => line.Text.Contains("is reached by way 2-relay now instead of 1-home")));

        // Commands are read by the other way too.
        manager.Say("/status");
        var status = await manager.PrivateChat.WaitForMessage(message => message.Text.Contains("2-relay"));
        if (fault != LineFault.Starved)
        {
            // Short answers get through a starved line on a fresh connection: it may count as well again by now.
            status.Text.ShouldContain("Путь к Telegram 1-home не работает");
        }
        status.Text.ShouldContain("Путь к Telegram: 2-relay");
    }

    [Fact]
    public async Task A_minute_of_lost_answers_costs_one_copy_and_that_says_so()
    {
        await using var bridge = await BridgeHost.Prepare();
        await using var line = new FaultyLine(new Uri(bridge.Telegram.ApiUrl).Port);
        bridge.Settings["Telegram:ApiUrl"] = $"http://127.0.0.1:{line.Port}";
        bridge.SendTimeout = TimeSpan.FromSeconds(5);
        await bridge.Start();
        var manager = await bridge.BecomeManager();
        manager.Say("/subscribe kitchen");
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith('✅'));

        await Eventually.Until(() => bridge.Get<Courier>().UnderWay == 0);

        line.Fault = LineFault.LosesAnswers;
        bridge.Menu.Table("7").SaveOrder(new Dish(1, "Борщ", 350));
        await manager.PrivateChat.WaitForMessage(message => message.Text.Contains("Борщ", StringComparison.Ordinal));

        // Several times as long as an answer is waited for.
        await Task.Delay(TimeSpan.FromSeconds(11), TimeProvider.System, TestContext.Current.CancellationToken);
        manager.PrivateChat.FromBot.Count(message => message.Text.Contains("Борщ", StringComparison.Ordinal)).ShouldBe(1);
        line.Fault = LineFault.None;
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith("🔁 Возможно, повтор\n", StringComparison.Ordinal));
        manager.PrivateChat.FromBot.Count(message => message.Text.Contains("Борщ", StringComparison.Ordinal)).ShouldBe(2);
    }

    private static bool Shows(string text, int table) =>
        text.Contains($"Стол {table} ", StringComparison.Ordinal)
        || text.Contains($"Стол {table}\n", StringComparison.Ordinal)
        || text.EndsWith($"Стол {table}", StringComparison.Ordinal);
}

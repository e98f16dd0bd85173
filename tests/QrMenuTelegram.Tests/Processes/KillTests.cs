using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

[Trait("Kind", "Process")]
public sealed partial class KillTests(ITestOutputHelper output)
{
    private const int Kills = 20;

    // Milliseconds; the native program is up in a tenth of a second.
    private static readonly int StartTakes = Environment.GetEnvironmentVariable("QRMENU_TELEGRAM_PROGRAM") is null ? 600 : 120;

    [Theory]
    [InlineData(Form.Plain)]
    [InlineData(Form.Container)]
    [InlineData(Form.Unit)]
    public async Task Killed_twenty_times_in_a_busy_minute_it_loses_nothing_keeps_the_order_and_doubles_only_what_was_under_way(Form form)
    {
        var seed = int.Parse(
            Environment.GetEnvironmentVariable("QRMENU_TELEGRAM_KILL_SEED")
                ?? (TimeProvider.System.GetTimestamp() % 1_000_000).ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
        output.WriteLine($"QRMENU_TELEGRAM_KILL_SEED={seed}");
        var random = new Random(seed);
        await using var whole = await WholeProgram.Start(form);
        whole.Variables["Delivery__GroupPerMinute"] = "120";
        whole.Variables["Delivery__PrivatePerSecond"] = "10";
        whole.Telegram.Limits = new SendLimits(10, 1, 120, 30);
        var (manager, chats, dialogs) = await SetUp(whole);
        var evening = new BusyMinute(whole, manager, chats, dialogs, new Random(seed + 1));
        var shots = new Shots(random);
        whole.Telegram.Faults.While(
            call => call.IsShowing && shots.Arrived() && random.Next(2) == 0,
            new Fault.Delay(TimeSpan.FromMilliseconds(25), AfterEffect: true)
        );
        whole.Telegram.Faults.While(call => call.IsShowing && random.Next(2) == 0, new Fault.Delay(TimeSpan.FromMilliseconds(25)));

        var inDoubt = new List<string>();
        using (var enough = new CancellationTokenSource())
        {
            var going = evening.Go(enough.Token);
            for (var kill = 0; kill < Kills; kill++)
            {
                await using var bridge = whole.Run();
                await AnyMoment(whole, shots, random);
                await bridge.Kill();
                inDoubt.AddRange(InDoubt(whole));
            }
            await enough.CancelAsync();
            await going;
        }
        await using (var last = whole.Run())
        {
            await evening.AllShown();
            (await last.Stop()).Code.ShouldBe(0, last.Output);
        }

        output.WriteLine(
            $"{evening.Happened.Count} events, {inDoubt.Count} notices under way at a kill, {whole.Telegram.Log.Count("sendMessage")} sends"
        );
        inDoubt.Count.ShouldBeGreaterThan(0, "no kill struck while something was under way");
        whole.Telegram.Log.Throttled.ShouldBe(0);
        foreach (var chat in chats.Keys)
        {
            ShouldBeShownOnceAndInOrder(evening.Shown(chat), inDoubt.Where(key => key.StartsWith(chat.Id + ":", StringComparison.Ordinal)));
        }
        ShouldBeDoneOnce(whole, evening);
    }

    private static async Task<(Person Manager, Dictionary<TelegramChat, Func<string, bool>> Chats, TelegramChat Dialogs)> SetUp(
        WholeProgram whole
    )
    {
        await using var bridge = whole.Run();
        var manager = await whole.BecomeManager(bridge);
        var (hall, kitchen, dialogs) = (
            whole.Telegram.World.AddGroup("Зал"),
            whole.Telegram.World.AddGroup("Кухня"),
            whole.Telegram.World.AddGroup("Бар")
        );
        var (cash, forum) = (whole.Telegram.World.AddSupergroup("Касса"), whole.Telegram.World.AddForum("Ресторан", "Смена"));
        foreach (
            var (chat, words) in new[] { (hall, "waiter"), (kitchen, "kitchen"), (cash, "cashier"), (manager.PrivateChat, "waiter_call") }
        )
        {
            if (chat != manager.PrivateChat)
            {
                chat.AddBot(manager);
            }
            manager.Say(chat, "/subscribe " + words);
            await chat.WaitForMessage(message => message.Text.StartsWith('✅'));
        }
        dialogs.AddBot(manager);
        forum.AddBot(manager);
        manager.Say(forum, forum.Topics[0], "/subscribe waiter");
        await forum.WaitForMessage(message => message.Text.StartsWith('✅'));
        (await bridge.Stop()).Code.ShouldBe(0, bridge.Output);
        return (
            manager,
            new()
            {
                [hall] = _ => true,
                [forum] = _ => true,
                [kitchen] = code => code == "save_order",
                [cash] = code => code == "bill_request",
                [manager.PrivateChat] = code => code == "waiter_call",
            },
            dialogs
        );
    }

    // While a send is under way, at some poll, or at any moment of its start.
    private static async Task AnyMoment(WholeProgram whole, Shots shots, Random random)
    {
        var after = random.Next(40);
        switch (random.Next(4))
        {
            case 0:
                await whole.Menu.WaitForRequests(random.Next(1, 5));
                break;
            case 1:
                after = random.Next(StartTakes);
                break;
            default:
                await shots.After(random.Next(1, 8)).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
                break;
        }
        await Task.Delay(TimeSpan.FromMilliseconds(after), TimeProvider.System);
    }

    // From a copy: opening the file itself would put in order what the bridge shall find as the kill left it.
    private static List<string> InDoubt(WholeProgram whole) =>
        Query(
            whole,
            "SELECT n.chat_id || ':' || n.html FROM notices n JOIN messages m ON n.message_id = m.id WHERE m.telegram_id IS NULL",
            key => Table().Match(key) is { Success: true } match ? [match.Groups[1].Value + match.Groups[2].Value] : []
        );

    private static List<string> Query(WholeProgram whole, string sql, Func<string, IEnumerable<string>> read)
    {
        using var copy = new TemporaryFolder();
        var path = whole.Variables["Storage__Path"];
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"))
        {
            File.Copy(file, copy.File(Path.GetFileName(file)));
        }
        using var connection = new SqliteConnection($"Data Source={copy.File(Path.GetFileName(path))};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.AddRange(read(reader.GetString(0)));
        }
        return rows;
    }

    private static void ShouldBeShownOnceAndInOrder(IReadOnlyList<(int Table, string Code)> shown, IEnumerable<string> inDoubt)
    {
        var allowed = inDoubt
            .GroupBy(key => key)
            .ToDictionary(
                group => int.Parse(group.Key.AsSpan(group.Key.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture),
                group => group.Count()
            );
        foreach (var times in shown.GroupBy(event_ => event_.Table))
        {
            times.Count().ShouldBeLessThanOrEqualTo(1 + allowed.GetValueOrDefault(times.Key), $"table {times.Key}");
        }
        foreach (var ofOneKind in shown.DistinctBy(event_ => event_.Table).GroupBy(event_ => event_.Code))
        {
            ofOneKind.Select(event_ => event_.Table).ShouldBeInOrder(SortDirection.Ascending, ofOneKind.Key);
        }
    }

    private static void ShouldBeDoneOnce(WholeProgram whole, BusyMinute evening)
    {
        Query(whole, "SELECT html FROM notices WHERE html LIKE '%<b>w%'", html => [Asked().Match(html).Value])
            .ShouldBe(Enumerable.Range(0, evening.Questions).Select(number => $"<b>w{number}</b>"));
        Query(whole, "SELECT count(*) FROM invitations WHERE created_by IS NOT NULL", text => [text])
            .ShouldBe([evening.Invitations.ToString(CultureInfo.InvariantCulture)]);

        // Opened once each; then forth, back, off. A message whose send had no answer before a kill may stand there twice, and
        // whoever presses the copy goes on with the same dialog, so some steps may come again and one may be left open.
        Query(whole, "SELECT count(*) FROM dialogs WHERE state NOT LIKE '%\"IsQuick\":true%'", text => [text])
            .ShouldBe([evening.Dialogs.ToString(CultureInfo.InvariantCulture)]);
        Query(whole, "SELECT n.version FROM dialogs d JOIN notices n ON n.id = d.notice_id WHERE d.ended_at IS NOT NULL", text => [text])
            .ShouldAllBe(version => int.Parse(version, CultureInfo.InvariantCulture) >= 4);
    }

    [GeneratedRegex(@"^(-?\d+:)<b>Стол (\d+)</b>$", RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex("<b>w[0-9]+</b>")]
    private static partial Regex Asked();

    /// <summary>Tells of the moment when the n-th send from now is under way.</summary>
    private sealed class Shots(Random random)
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource? _waiting;
        private int _left;

        public Task After(int more)
        {
            lock (_lock)
            {
                _left = more;
                _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _waiting.Task;
            }
        }

        public bool Arrived()
        {
            lock (_lock)
            {
                if (--_left == 0)
                {
                    _waiting?.TrySetResult();
                }
                return random.Next(4) > 0;
            }
        }
    }
}

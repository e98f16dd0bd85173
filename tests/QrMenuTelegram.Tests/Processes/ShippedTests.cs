using System.Globalization;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>What a restaurant's evening asks of the program, in each form in which it is shipped.</summary>
[Trait("Kind", "Process")]
public sealed class ShippedTests(ITestOutputHelper output)
{
    // Directives that the forms fulfil in another way, or (docs/reliability.md) not at all.
    private static readonly string[] Elsewhere =
    [
        "Type",
        "ExecStart",
        "WorkingDirectory",
        "Restart",
        "RestartSec",
        "TimeoutStopSec",
        "WatchdogSec",
        "Group",
        "StateDirectory",
        "StateDirectoryMode",
        "ProtectClock",
        "ProtectHostname",
        "ProtectKernelLogs",
        "ProtectKernelModules",
        "ProtectControlGroups",
        "RemoveIPC",
        "MemoryMax",
    ];

    [Theory]
    [InlineData(Form.Plain)]
    [InlineData(Form.Container)]
    [InlineData(Form.Unit)]
    public async Task The_five_samples_reach_nine_groups_at_once_and_it_is_well(Form form)
    {
        await using var whole = await WholeProgram.Start(form);
        await using var bridge = whole.Run();
        var manager = await whole.BecomeManager(bridge);
        var groups = new List<TelegramChat>();
        for (var n = 1; n <= 9; n++)
        {
            groups.Add(await Subscribed(whole, manager, $"Группа {n}"));
        }
        foreach (var code in MenuSamples.Codes)
        {
            whole.Menu.AddSample(code);
        }
        foreach (var group in groups)
        {
            await whole.Telegram.WaitFor(() => Lines(group, "Стол 6") >= MenuSamples.Codes.Count, what: $"five events in {group}");
        }
        await Well(whole);
        await Stop(bridge, form);
    }

    [Theory]
    [InlineData(Form.Container)]
    [InlineData(Form.Unit)]
    public async Task A_group_with_200_notices_becomes_a_supergroup_and_goes_on(Form form)
    {
        await using var whole = await WholeProgram.Start(form);
        whole.Telegram.Limits = new SendLimits(1000, 1, 6000, 1000);
        whole.Variables["Delivery__GroupPerMinute"] = "6000";
        whole.Variables["Delivery__BotPerSecond"] = "1000";
        await using var bridge = whole.Run();
        var manager = await whole.BecomeManager(bridge);
        var hall = await Subscribed(whole, manager, "Зал");
        for (var table = 1; table <= 200; table++)
        {
            whole.Menu.Table($"{table}").SaveOrder(new Dish(1, "Уха " + new string('х', 300), 300));
        }
        await whole.Telegram.WaitFor(
            () => Enumerable.Range(1, 200).All(table => Lines(hall, $"Стол {table}") == 1),
            TimeSpan.FromSeconds(60),
            "200 orders"
        );
        var bigger = hall.Upgrade(manager);
        for (var table = 301; table <= 303; table++)
        {
            whole.Menu.Table($"{table}").CallWaiter();
        }
        await whole.Telegram.WaitFor(
            () => Enumerable.Range(301, 3).All(table => Lines(bigger, $"Стол {table}") == 1),
            what: "three calls in the supergroup"
        );
        manager.Say(bigger, "/why 5");
        await bigger.WaitForMessage(message => message.Text.Contains("Стол 5", StringComparison.Ordinal));
        await Stop(bridge, form);
    }

    [Theory]
    [InlineData(Form.Container)]
    [InlineData(Form.Unit)]
    public async Task A_database_of_version_0_1_is_brought_up_to_date_and_worked_with(Form form)
    {
        await using var whole = await WholeProgram.Start(form);
        var path = whole.Variables["Storage__Path"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (
            var packed = new GZipStream(
                File.OpenRead(Path.Combine(Repository.Root, "tests/QrMenuTelegram.Tests/Samples/schema-004.db.gz")),
                CompressionMode.Decompress
            )
        )
        await using (var file = File.Create(path))
        {
            await packed.CopyToAsync(file, TestContext.Current.CancellationToken);
        }
        var before = (
            Number(path, "SELECT count(*) FROM events"),
            Number(path, "SELECT count(*) FROM notices"),
            Number(path, "SELECT count(*) FROM calls")
        );

        // The people and the group of the file.
        var manager = whole.Telegram.World.AddPerson("Анна", id: 501);
        var hall = whole.Telegram.World.AddGroup("Зал");
        hall.Id.ShouldBe(-4_000_000_001);
        hall.AddBot(manager);
        manager.Start();
        await using var bridge = whole.Run();
        whole.Menu.Table("7").CallWaiter();
        var call = await hall.WaitForMessage(message => message.Text.Contains("Стол 7\n", StringComparison.Ordinal));
        manager.Press(call, "Принять");
        await hall.WaitForMessage(message => message.Id == call.Id && message.Text.Contains("Анна", StringComparison.Ordinal));
        await Well(whole);
        Number(path, "PRAGMA user_version").ShouldBe(QrMenuTelegram.Storage.Migrations.Embedded.Max(step => step.Number));
        Number(path, "SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'").ShouldBe(0);
        await Stop(bridge, form);
        Number(path, "SELECT count(*) FROM events").ShouldBe(before.Item1 + 1);
        Number(path, "SELECT count(*) FROM notices").ShouldBeGreaterThan(before.Item2);
        Number(path, "SELECT count(*) FROM calls").ShouldBe(before.Item3 + 1);
    }

    [Fact]
    public void The_forms_are_those_of_the_files_that_are_shipped()
    {
        var compose = Repository.Read("compose.yaml");
        foreach (var line in new[] { "read_only: true\n    cap_drop: [ALL]", "no-new-privileges:true", "mem_limit: 256m" })
        {
            compose.ShouldContain(line);
        }
        compose.ShouldNotContain("tmpfs");
        var script =
            Repository.Read("tests/QrMenuTelegram.Tests/Support/Forms/in-form")
            + Repository.Read("tests/QrMenuTelegram.Tests/Support/Forms/unit-sandbox.c");
        var service = Repository.Read("packaging/qrmenu-telegram.service").Split("[Service]")[1].Split("[Install]")[0];
        foreach (var directive in service.Split('\n').Where(line => line.Contains('=') && !line.StartsWith('#')))
        {
            (script.Contains(directive, StringComparison.Ordinal) || Elsewhere.Contains(directive.Split('=')[0])).ShouldBeTrue(
                $"in-form does not know {directive}"
            );
        }
    }

    private static async Task<TelegramChat> Subscribed(WholeProgram whole, Person manager, string title)
    {
        var group = whole.Telegram.World.AddGroup(title).AddBot(manager);
        manager.Say(group, "/subscribe manager");
        await group.WaitForMessage(message => message.Text.StartsWith('✅'));
        return group;
    }

    private static int Lines(TelegramChat chat, string line) =>
        chat.FromBot.Sum(message => message.Text.Split('\n').Count(shown => shown == line));

    private static async Task Well(WholeProgram whole)
    {
        var last = await whole.RunToEnd("health");
        for (var asked = 1; last.Code != 0 && asked < 100; asked++)
        {
            last = await whole.RunToEnd("health");
        }
        last.ShouldBe((0, "well"));
    }

    private async Task Stop(BridgeProcess bridge, Form form)
    {
        if (bridge.MemoryGroup is { } group)
        {
            output.WriteLine(
                $"{form}: {string.Join(' ', Directory.GetFiles(group, "memory.*max*").Select(file => $"{Path.GetFileName(file)} {File.ReadAllText(file).Trim()}"))}"
            );
        }
        else if (form != Form.Plain)
        {
            output.WriteLine($"{form}: without the memory limit, which this machine does not let anybody set");
        }
        (await bridge.Stop()).Code.ShouldBe(0, bridge.Output);
        bridge
            .Output.Split('\n')
            .ShouldNotContain(
                line => line.Contains(" error ", StringComparison.Ordinal) || line.StartsWith("<3>", StringComparison.Ordinal),
                bridge.Output
            );
    }

    private static long Number(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}

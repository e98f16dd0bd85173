using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Operations;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Storage.DatabaseTests;

namespace QrMenuTelegram.Tests.Faults;

/// <summary>What the machine can do to us: the disk, the clock, other programs, sleep.</summary>
[Trait("Kind", "Network")]
public sealed class MachineFaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task On_a_full_disk_nothing_is_acknowledged_and_with_room_everything_comes_once()
    {
        await using var rig = await FaultRig.Start();
        var hall = await rig.Group("Зал");
        rig.Bridge.Menu.Table("0").CallWaiter();
        await rig.Until(() => hall.Times("Стол 0\n") == 1, "the event before");
        var database = rig.Bridge.Get<Database>();

        // As full as a disk gets: the file may not grow, and what is free in it is used up.
        database.Write(t => Run(t.Connection, "PRAGMA max_page_count=" + Scalar(t.Connection, "PRAGMA page_count")));
        Fill(database);
        for (var i = 1; i <= 50; i++)
        {
            rig.Bridge.Menu.Table(i.ToString()).SaveOrder(new Dish(1, new string('у', 400), 300));
        }
        rig.Manager.Say(hall, "/why 77");
        await rig.Until(() => rig.Bridge.Get<MenuServers>().Statuses[0].Failure == PollFailure.NotStored, "the full disk");
        var waiting = rig.Bridge.Telegram.PendingUpdates;
        await rig.Pass(TimeSpan.FromMinutes(2), step: Second);
        rig.Bridge.Telegram.PendingUpdates.ShouldBe(waiting);
        rig.Bridge.Menu.Requests[^1].Hash.ShouldBe("none");
        rig.Bridge.Get<Vitals>().Problems().ShouldContain(problem => problem.Contains("could not be stored"));

        // One small enough for what was left in the file may have got in.
        Enumerable.Range(1, 50).Sum(i => hall.Times($"Стол {i}\n")).ShouldBeLessThan(3);

        database.Write(t => Run(t.Connection, "PRAGMA max_page_count=1000000"));
        await rig.Until(() => Enumerable.Range(1, 50).All(i => hall.Times($"Стол {i}\n") == 1), "everything", step: Second);
        await rig.Until(() => hall.Times("Стол 77") >= 1, "the answer to the command", step: Second);
        await rig.Pass(TimeSpan.FromMinutes(1), step: Second);
        Enumerable.Range(0, 51).ShouldAllBe(i => hall.Times($"Стол {i}\n") == 1);
    }

    [Fact]
    public async Task A_backup_tool_that_holds_the_database_for_some_seconds_only_delays()
    {
        await using var bridge = await BridgeHost.Prepare();
        await bridge.Start();
        var manager = await bridge.BecomeManager();
        manager.Say("/subscribe waiter");
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith('✅'));
        using (var tool = Foreign(bridge.DatabasePath))
        {
            Run(tool, "BEGIN IMMEDIATE");
            bridge.Menu.Table("1").CallWaiter();

            // Longer than a transaction waits, which is 5 s for each one whose turn comes before the poll's.
            await bridge.Menu.WaitFor(
                () => bridge.Get<MenuServers>().Statuses[0].Failure == PollFailure.NotStored,
                TimeSpan.FromSeconds(60),
                "a poll that can't be stored"
            );
            manager.PrivateChat.FromBot.ShouldNotContain(message => message.Text.StartsWith("Стол 1\n"));
            Run(tool, "ROLLBACK");
        }
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith("Стол 1\n", StringComparison.Ordinal));
        bridge.Menu.Table("2").CallWaiter();
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith("Стол 2\n", StringComparison.Ordinal));
        manager.PrivateChat.FromBot.Count(message => message.Text.StartsWith("Стол 1\n")).ShouldBe(1);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task A_wall_clock_that_jumps_by_hours_changes_only_the_time_that_is_shown(int hours)
    {
        var time = new JumpingTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await using var rig = await FaultRig.Start(time: time);
        var hall = await rig.Group("Зал");
        rig.Bridge.Telegram.Limits = SendLimits.Exact;
        for (var i = 0; i < 30; i++)
        {
            rig.Bridge.Menu.Table("t" + i).CallWaiter();
            if (i == 15)
            {
                time.Jump(TimeSpan.FromHours(hours));
            }
            await rig.Pass(Second);
        }
        await rig.Pass(TimeSpan.FromMinutes(2), step: Second);
        Enumerable.Range(0, 30).ShouldAllBe(i => hall.Times($"t{i}\n") == 1);
        hall.FromBot.Last(message => message.Text.Contains("t29\n")).Text.ShouldContain(hours > 0 ? "· 17:0" : "· 07:0");
        rig.Bridge.Telegram.Log.Throttled.ShouldBe(0);
        hall.Times("Задержка").ShouldBe(0);
        hall.Times("Могло случиться раньше").ShouldBe(0);
        rig.Manager.PrivateChat.Times("Нет событий").ShouldBe(0);
        rig.Bridge.Get<Vitals>().Problems().ShouldBeEmpty();

        await rig.Bridge.Stop();
        await rig.Bridge.Start();
        rig.Bridge.Menu.Table("later").CallWaiter();
        await rig.Until(() => hall.Times("later\n") == 1, "an event after a restart");
        Enumerable.Range(0, 30).ShouldAllBe(i => hall.Times($"t{i}\n") == 1);
    }

    [Fact]
    public async Task When_summer_time_ends_the_shown_hour_comes_twice_and_nothing_else_happens()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 10, 25, 0, 59, 30, TimeSpan.Zero));
        await using var rig = await FaultRig.Start(bridge => bridge.Settings["Restaurant:TimeZone"] = "Europe/Berlin", time);
        var hall = await rig.Group("Зал");
        rig.Bridge.Menu.Table("summer").CallWaiter();
        await rig.Until(() => hall.Times("summer\n") == 1, "an event in summer");
        await rig.Pass(TimeSpan.FromMinutes(1), step: Second);
        rig.Bridge.Menu.Table("winter").CallWaiter();
        await rig.Until(() => hall.Times("winter\n") == 1, "an event in winter");
        hall.FromBot.Last(message => message.Text.Contains("summer\n")).Text.ShouldContain("· 02:59");
        hall.FromBot.Last(message => message.Text.Contains("winter\n")).Text.ShouldContain("· 02:00");
        hall.FromBot.ShouldAllBe(message => !message.Text.Contains("Задержка") && !message.Text.Contains("Могло"));
    }

    [Fact]
    public async Task After_an_hour_of_sleep_it_says_what_may_be_lost_and_goes_on_within_the_limits()
    {
        await using var rig = await FaultRig.Start();
        var hall = await rig.Group("Зал");
        rig.Bridge.Menu.Table("before").CallWaiter();
        await rig.Until(() => hall.Times("before\n") == 1, "the event before");
        await rig.Pass(Second);

        // The machine sleeps: an hour goes by in which nothing of ours is done; when it wakes the network is not there yet.
        await rig.Bridge.Menu.GoDown();
        rig.Time.Advance(TimeSpan.FromHours(1));
        rig.Bridge.Menu.Table("after").CallWaiter();
        await rig.Bridge.Menu.GoUp();
        await rig.Until(() => hall.Times("after\n") == 1, "the event after");
        hall.FromBot.Last(message => message.Text.Contains("after\n")).Text.ShouldContain("Могло случиться раньше (до 5");
        await rig.Until(() => rig.Manager.PrivateChat.Times("«Terrace» снова") == 1, "what the manager hears");
        hall.Times("before\n").ShouldBe(1);
        rig.Bridge.Get<Heartbeat>().Turn();
        await rig.Until(() => rig.Bridge.Get<Vitals>().Problems().Count == 0, "that it is well", step: Second);
    }

    // Writes until not a page is left.
    private static void Fill(Database database)
    {
        for (var size = 50_000; size > 10; size /= 2)
        {
            try
            {
                while (true)
                {
                    database.Write(t =>
                        Run(
                            t.Connection,
                            $"INSERT INTO unclaimed (server, table_id, told_at) VALUES ('filler', hex(randomblob({size})), 0)"
                        )
                    );
                }
            }
            catch (Microsoft.Data.Sqlite.SqliteException)
            {
                // Less, then.
            }
        }
    }
}

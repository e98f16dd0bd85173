using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Operations;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Storage.DatabaseTests;

namespace QrMenuTelegram.Tests.Operations;

public sealed class HeartbeatTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 19, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_beat_stores_the_instant_and_writes_that_all_is_well()
    {
        await using var bridge = await BridgeHost.Prepare(_time);
        await bridge.Start();
        await Until(() => !bridge.Get<Vitals>().IsStarting);
        _time.Advance(TimeSpan.FromSeconds(7));
        bridge.Get<Heartbeat>().Turn();
        Stored(bridge, StateStore.Heartbeat).ShouldBe(_time.GetUtcNow().ToUnixTimeMilliseconds());
        var report = HealthFile.Read(bridge.DatabasePath).ShouldNotBeNull();
        report.WrittenAt.ShouldBe(_time.GetUtcNow().ToUnixTimeMilliseconds());
        report.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_can_not_be_written_is_a_problem_told_once_in_the_log_and_so_is_its_end()
    {
        await using var bridge = await BridgeHost.Prepare(_time);
        bridge.Build();
        var heartbeat = bridge.Get<Heartbeat>();
        var database = bridge.Get<Database>();
        database.Write(t => Run(t.Connection, "CREATE TRIGGER full BEFORE INSERT ON state BEGIN SELECT RAISE(ABORT, 'no room'); END"));
        heartbeat.Turn();
        heartbeat.Turn();
        HealthFile.Read(bridge.DatabasePath)!.Problems.ShouldHaveSingleItem().ShouldContain("no room");
        database.Write(t => Run(t.Connection, "DROP TRIGGER full"));
        heartbeat.Turn();
        heartbeat.Turn();
        HealthFile.Read(bridge.DatabasePath)!.Problems.ShouldNotContain(problem => problem.Contains("no room"));
        bridge.Log.Lines.Count(line => line.Text.StartsWith("Nothing can be stored", StringComparison.Ordinal)).ShouldBe(1);
        bridge.Log.Lines.Count(line => line.Text == "Storing works again").ShouldBe(1);
    }

    [Fact]
    public async Task A_clean_stop_stores_the_last_poll_and_removes_the_sign_of_life()
    {
        await using var bridge = await BridgeHost.Prepare(_time);
        await bridge.Start();
        await Until(() => bridge.Get<MenuServers>().Statuses[0].LastSuccessAt is not null);
        await Until(() => HealthFile.Read(bridge.DatabasePath) is not null);
        await bridge.Stop();
        HealthFile.Read(bridge.DatabasePath).ShouldBeNull();
        using var database = Database.Open(bridge.DatabasePath);
        database.Read(c => Scalar(c, "SELECT last_poll_at FROM servers")).ShouldBe(_time.GetUtcNow().ToUnixTimeMilliseconds().ToString());
    }

    [Fact]
    public async Task A_server_that_gives_no_events_for_a_minute_and_telegram_that_does_not_answer_are_problems()
    {
        await using var bridge = await BridgeHost.Prepare(_time);
        await bridge.Menu.GoDown();
        await bridge.Telegram.GoDown();
        await bridge.Start();
        await Until(() => bridge.Get<MenuServers>().Statuses[0].FailingSince is not null);
        await Until(() => bridge.Get<QrMenuTelegram.Updates.UpdateLoop>().Status.FailingSince is not null);
        bridge
            .Get<Vitals>()
            .Problems()
            .Select(problem => problem[..problem.IndexOf('(')])
            .ShouldBe(["Terrace: no answer yet since the start ", "Telegram: no answer yet since the start "]);
        _time.Advance(TimeSpan.FromSeconds(61));
        var problems = bridge.Get<Vitals>().Problems();
        problems.Count.ShouldBe(2);
        problems[0].ShouldStartWith("Terrace: no events since 2026-11-24 19:00:00 UTC (");
        problems[1].ShouldStartWith("Telegram: since 2026-11-24 19:00:00 UTC, ");
        problems.ShouldAllBe(problem => !problem.Contains(bridge.Telegram.Token) && !problem.Contains(bridge.Menu.Token));
    }

    [Fact]
    public async Task It_is_not_well_before_both_ends_have_answered_and_is_a_second_after()
    {
        await using var bridge = await BridgeHost.Prepare(_time);
        bridge.Menu.BreakNext(new BrokenAnswer.Html());
        await bridge.Telegram.GoDown();
        await bridge.Start();
        await Until(() => bridge.Get<MenuServers>().Statuses[0].FailingSince is not null);
        await Until(() => bridge.Get<QrMenuTelegram.Updates.UpdateLoop>().Status.FailingSince is not null);
        Beat().Count.ShouldBe(2);
        await bridge.Telegram.GoUp();
        _time.Advance(TimeSpan.FromSeconds(1));
        await Until(() => bridge.Get<MenuServers>().Statuses[0].LastSuccessAt is not null);
        Beat().ShouldNotContain(problem => problem.StartsWith("Terrace"));
        await Until(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return !bridge.Get<Vitals>().IsStarting;
        });
        _time.Advance(TimeSpan.FromSeconds(1));
        await Until(() => HealthFile.Read(bridge.DatabasePath)?.Problems.Count == 0);

        IReadOnlyList<string> Beat()
        {
            bridge.Get<Heartbeat>().Turn();
            return HealthFile.Read(bridge.DatabasePath)!.Problems;
        }
    }

    [Fact]
    public async Task A_revoked_token_is_a_problem_at_once()
    {
        await using var bridge = await BridgeHost.Prepare(_time);
        bridge.Telegram.Token = "1:another";
        await bridge.Start();
        await Until(() => bridge.Get<QrMenuTelegram.Updates.UpdateLoop>().Status.FailingSince is not null);
        bridge.Get<Vitals>().Problems().ShouldContain(problem => problem.Contains("Telegram__Token"));
    }

    [Fact]
    public async Task What_waits_for_minutes_is_a_problem_unless_its_chat_refuses()
    {
        await using var bridge = await BridgeHost.Prepare(_time);
        bridge.Build();
        var database = bridge.Get<Database>();
        database.Write(t => Run(t.Connection, "INSERT INTO chats (id, kind, title) VALUES (1, 'group', 'Hall')"));
        database.Write(t =>
            Run(
                t.Connection,
                "INSERT INTO notices (chat_id, topic_id, urgency, html, created_at) VALUES (1, 0, 0, 'x', "
                    + _time.GetUtcNow().ToUnixTimeMilliseconds()
                    + ")"
            )
        );
        Waiting().ShouldBeEmpty();
        _time.Advance(TimeSpan.FromMinutes(6));
        Waiting().ShouldBe(["1 notices wait for Telegram, the oldest for 6 min"]);
        database.Write(t => Run(t.Connection, "UPDATE chats SET refused_at = 1, refused_reason = 'Kicked', probe_at = 1"));
        Waiting().ShouldBeEmpty();

        IEnumerable<string> Waiting() => bridge.Get<Vitals>().Problems().Where(problem => problem.Contains("wait"));
    }

    [Fact]
    public async Task The_clock_goes_on_from_the_latest_instant_the_database_remembers()
    {
        await using var bridge = await BridgeHost.Prepare(_time);
        var later = _time.GetUtcNow().AddHours(2).ToUnixTimeMilliseconds();
        using (var before = Database.Open(bridge.DatabasePath))
        {
            before.Write(t => StateStore.Set(t, StateStore.Heartbeat, later - 5000));
            before.Write(t => Run(t.Connection, "INSERT INTO chats (id, kind, title) VALUES (1, 'group', 'Hall')"));
            before.Write(t =>
                Run(t.Connection, $"INSERT INTO notices (chat_id, topic_id, urgency, html, created_at) VALUES (1, 0, 0, 'x', {later})")
            );
        }
        bridge.Build().Get<Database>();
        bridge.Get<Clock>().Now.ShouldBe(new Instant(later));
    }

    private static long? Stored(BridgeHost bridge, string name) => bridge.Get<Database>().Write(t => StateStore.Get(t, name));

    private static async Task Until(Func<bool> isSo)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, giveUp.Token);
        }
    }
}

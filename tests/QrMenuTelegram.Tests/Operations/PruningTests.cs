using Microsoft.Extensions.Logging.Abstractions;
using QrMenuTelegram.Operations;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Storage.DatabaseTests;

namespace QrMenuTelegram.Tests.Operations;

public sealed class PruningTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly Clock _clock = new(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(1000)));

    public PruningTests() => Execute("INSERT INTO chats (id, kind, title) VALUES (1, 'group', 'Hall')");

    public void Dispose() => _database.Dispose();

    [Fact]
    public void What_is_finished_and_old_goes_and_what_is_young_or_waits_stays()
    {
        Message(1, daysAgo: 100);
        Message(2, daysAgo: 1);
        Notice(1, daysAgo: 100, message: 1);
        Notice(2, daysAgo: 100, message: null); // waits
        Notice(3, daysAgo: 100, message: null, ended: true);
        Notice(4, daysAgo: 1, message: 2);
        Event(1, daysAgo: 100);
        Event(2, daysAgo: 80);
        Turn().ShouldBe(4);
        Ids("notices").ShouldBe("2,4");
        Ids("messages").ShouldBe("2");
        Ids("events").ShouldBe("2");
        Turn().ShouldBe(0);
    }

    [Fact]
    public void A_clock_that_was_ahead_at_the_start_removes_nothing_that_is_young()
    {
        var time = new JumpingTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        var before = new Clock(time);
        before.ContinueFrom(new(0), null, []);
        Execute(
            $"INSERT INTO events (id, server, hash, code, table_id, table_name, received_at, seen_at, body) VALUES (1, 'T', 'h', 'c', "
                + $"'1', '1', {before.Now.Milliseconds}, {before.Now.Milliseconds}, '')"
        );
        var (last, offsets) = (before.Now, before.Offsets);

        time.Jump(TimeSpan.FromDays(700));
        var clock = new Clock(time);
        clock.ContinueFrom(last, null, offsets);
        time.Advance(TimeSpan.FromHours(2));
        Prune().ShouldBe(0);
        time.Jump(TimeSpan.FromDays(-700));
        time.Advance(TimeSpan.FromDays(2));
        Prune().ShouldBe(0);
        time.Advance(TimeSpan.FromDays(90));
        Prune().ShouldBe(1);

        int Prune() => new Pruning(_database.Database, Upkeep.Prunables, new StorageOptions(), clock, NullLogger<Pruning>.Instance).Turn();
    }

    [Fact]
    public void What_a_clock_of_1970_dated_is_not_old()
    {
        var time = new JumpingTimeProvider(DateTimeOffset.UnixEpoch);
        var before = new Clock(time);
        before.ContinueFrom(new(0), null, []);
        Execute(
            $"INSERT INTO events (id, server, hash, code, table_id, table_name, received_at, seen_at, body) VALUES (1, 'T', 'h', 'c', "
                + $"'1', '1', {before.Now.Milliseconds}, {before.Now.Milliseconds}, '')"
        );
        var (last, offsets) = (before.Now, before.Offsets);
        time.Jump(TimeSpan.FromDays(57 * 365));
        var clock = new Clock(time);
        clock.ContinueFrom(last + 1, null, offsets);
        time.Advance(TimeSpan.FromDays(2));
        new Pruning(_database.Database, Upkeep.Prunables, new StorageOptions(), clock, NullLogger<Pruning>.Instance).Turn().ShouldBe(0);
    }

    [Fact]
    public void A_message_stays_as_long_as_a_notice_of_it_is_young()
    {
        Message(1, daysAgo: 100);
        Notice(1, daysAgo: 100, message: 1);
        Notice(2, daysAgo: 1, message: 1);
        Turn();
        Ids("messages").ShouldBe("1");
        Ids("notices").ShouldBe("2");
    }

    [Fact]
    public void It_takes_small_steps()
    {
        for (var i = 1; i <= 1200; i++)
        {
            Event(i, daysAgo: 100);
        }
        Turn().ShouldBe(500);
        Turn().ShouldBe(500);
        Turn().ShouldBe(200);
    }

    [Fact]
    public void A_step_never_reads_a_whole_table()
    {
        var plans = _database.Write(t =>
        {
            var all = new List<string>();
            foreach (var table in new[] { "notices", "messages", "events", "calls", "dialogs" })
            {
                using var command = t.Connection.CreateCommand();
                command.CommandText = $"EXPLAIN QUERY PLAN DELETE FROM {table} WHERE id IN (SELECT id FROM {table} ORDER BY id LIMIT 500)";
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    all.Add(reader.GetString(3));
                }
            }
            return all;
        });
        plans
            .Count(plan =>
                plan.StartsWith("SEARCH", StringComparison.Ordinal) && plan.Contains("INTEGER PRIMARY KEY", StringComparison.Ordinal)
            )
            .ShouldBeGreaterThanOrEqualTo(4);
        plans.ShouldNotContain(plan => plan.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private int Turn() =>
        new Pruning(_database.Database, Upkeep.Prunables, new StorageOptions(), _clock, NullLogger<Pruning>.Instance).Turn();

    private long Ago(int days) => (_clock.Now - TimeSpan.FromDays(days)).Milliseconds;

    private void Message(int id, int daysAgo) =>
        Execute(
            $"INSERT INTO messages (id, chat_id, topic_id, telegram_id, begun_at, shown_at) VALUES ({id}, 1, 0, {id}, {Ago(daysAgo)}, "
                + $"{Ago(daysAgo)})"
        );

    private void Notice(int id, int daysAgo, int? message, bool ended = false) =>
        Execute(
            "INSERT INTO notices (id, chat_id, topic_id, urgency, html, created_at, message_id, ended_at) "
                + $"VALUES ({id}, 1, 0, 0, 'x', {Ago(daysAgo)}, "
                + $"{message?.ToString() ?? "NULL"}, {(ended ? Ago(daysAgo).ToString() : "NULL")})"
        );

    private void Event(int id, int daysAgo) =>
        Execute(
            "INSERT INTO events (id, server, hash, code, table_id, table_name, received_at, seen_at, body) "
                + $"VALUES ({id}, 'T', 'h', 'c', '1', '1', {Ago(daysAgo)}, {Ago(daysAgo)}, '')"
        );

    private void Execute(string sql) =>
        _database.Write(t =>
        {
            Run(t.Connection, sql);
        });

    private string? Ids(string table) => _database.Database.Read(c => Scalar(c, $"SELECT group_concat(id) FROM {table}"));
}

using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Faults;

namespace QrMenuTelegram.Tests.Storage;

/// <summary>Every statement that the whole bridge runs while it works, as it really runs it.</summary>
[Trait("Kind", "Network")]
public sealed class QueryPlanTests
{
    // The restaurant's own and what is forgotten after minutes; by their names in the statements.
    private static readonly string[] FewRows =
    [
        "chats",
        "c",
        "people",
        "p",
        "subscriptions",
        "s",
        "mutes",
        "halls",
        "hall_tables",
        "tables",
        "servers",
        "state",
        "attempts",
        "invitations",
        "boards",
        "b",
        "table_owners",
        "o",
        "report_requests",
        "report_times",
        "presences",
        "menus",
        "m",
        "json_each",
        "CONSTANT",
    ];

    // What waits, what has changed, what is in doubt, what nobody was told: they hold a few rows however much lies in the past.
    private static readonly string[] Small = ["notices_waiting", "messages_changed", "messages_in_doubt", "events_untold"];

    [Fact]
    public async Task No_statement_reads_through_what_grows_with_the_past()
    {
        await using var rig = await FaultRig.Start();
        await rig.Bridge.Stop();
        rig.Bridge.Build();
        var (database, gate, statements) = (rig.Bridge.Get<Database>(), new Lock(), new HashSet<string>());
        database.Write(t =>
            SQLitePCL.raw.sqlite3_trace(
                t.Connection.Handle,
                (SQLitePCL.strdelegate_trace)(
                    (_, sql) =>
                    {
                        lock (gate)
                        {
                            statements.Add(sql);
                        }
                    }
                ),
                null
            )
        );
        await rig.Bridge.Run();

        // A bit of everything, but for the one upgrade in a group's life: that gives all its rows another id.
        var (hall, bar, yard) = (await rig.Group("Зал"), await rig.Group("Бар"), await rig.Group("Двор", topic: "Смена"));
        foreach (var table in new[] { "1", "2" })
        {
            rig.Bridge.Menu.Table(table).SaveOrder(new Dish(1, "Уха", 300));
            rig.Bridge.Menu.Table(table).CallWaiter();
        }
        rig.Bridge.Menu.Add("\"no event\"");
        await rig.Until(() => hall.Times("Стол 2\n") == 2, "the events");
        rig.Manager.Say(hall, "/subscribe");
        await rig.Until(() => hall.FromBot.Any(message => message.HasButton("subscribe:x")), "the dialog");
        rig.Manager.Press(hall.FromBot.Last(message => message.HasButton("subscribe:x")), "subscribe:x");
        foreach (
            var words in new[]
            {
                "/status",
                "/tables",
                "/why 1",
                "/subscriptions",
                "/halls",
                "/hall Зал 1 2",
                "/managers",
                "/unsubscribe 1",
                "/test",
                "/language en",
                "/help",
                "/invite",
            }
        )
        {
            rig.Manager.Say(words);
        }
        await rig.Pass(TimeSpan.FromSeconds(30));
        bar.KickBot(rig.Manager);
        yard.DeleteTopic(yard.Topics[0].Id);
        rig.Bridge.Menu.Table("3").CallWaiter();
        await rig.Pass(TimeSpan.FromMinutes(2), step: TimeSpan.FromSeconds(2));

        lock (gate)
        {
            statements.Count.ShouldBeGreaterThan(100);
            database
                .Write(t =>
                    statements
                        .Where(sql =>
                            !sql.StartsWith("--", StringComparison.Ordinal)
                            && sql.Split(' ', '\n')[0] is "SELECT" or "UPDATE" or "DELETE" or "INSERT" or "WITH"
                            && !IsPruning(sql)
                        )
                        .SelectMany(sql =>
                            Plan(t, sql)
                                .Where(IsLong)
                                .Select(step => step + " ← " + sql.ReplaceLineEndings(" ")[..Math.Min(sql.Length, 90)])
                        )
                        .Distinct()
                        .ToList()
                )
                .ShouldBeEmpty();
        }
    }

    private static bool IsLong(string step) =>
        (step.StartsWith("SCAN", StringComparison.Ordinal) || IsWholeChat(step))
        && !FewRows.Contains(step.Split(' ')[1])
        && !Small.Any(step.Contains);

    // By an index, but all that a chat ever got.
    private static bool IsWholeChat(string step) =>
        step.Contains("(chat_id=?)", StringComparison.Ordinal) || step.Contains("(chat_id=? AND telegram_id>?)", StringComparison.Ordinal);

    // The oldest few by their key: PruningTests.
    private static bool IsPruning(string sql) =>
        sql.StartsWith("DELETE", StringComparison.Ordinal) && sql.Contains("ORDER BY id LIMIT", StringComparison.Ordinal);

    private static List<string> Plan(Transaction transaction, string sql)
    {
        using var command = transaction.Connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }
        return steps;
    }
}

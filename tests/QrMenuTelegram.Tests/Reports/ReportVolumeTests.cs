using Microsoft.Data.Sqlite;
using QrMenuTelegram.Events;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reports;

public sealed class ReportVolumeTests
{
    [Fact]
    public void A_day_among_a_hundred_thousand_events_is_found_by_an_index_and_read_alone()
    {
        using var rig = new ReportRig();
        Fill(rig, events: 100_000, calls: 20_000);
        rig.Event("2026-11-24 13:00", EventCodes.SaveOrder, "a", 100);
        rig.Call("2026-11-24 13:00");

        var orders = Plan(rig, FiguresStore.OrdersSql, ("@until", 1), ("@at", 1), ("@id", 1), ("@atOnce", 1));
        orders.ShouldContain("USING INDEX events_by_arrival");
        orders.ShouldNotContain("SCAN");
        orders.ShouldNotContain("TEMP B-TREE");
        var calls = Plan(rig, FiguresStore.CallsSql, ("@from", 1), ("@until", 1));
        calls.ShouldContain("USING INDEX calls_by_opening");
        calls.ShouldNotContain("TEMP B-TREE");
        Plan(rig, OwnFigures.Sql, ("@from", 1), ("@person", 1)).ShouldContain("USING INDEX calls_by_opening");

        var report = rig.Report().Html;
        report.ShouldContain("Вызовов: <b>1</b>");
        report.ShouldContain("Заказов: <b>1</b>, на 100");
    }

    private static string Plan(ReportRig rig, string sql, params (string Name, object Value)[] parameters) =>
        rig.Database.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value);
            }
            using var reader = command.ExecuteReader();
            List<string> steps = [];
            while (reader.Read())
            {
                steps.Add(reader.GetString(3));
            }
            return string.Join('\n', steps);
        });

    // A month of them, up to the evening before.
    private static void Fill(ReportRig rig, int events, int calls)
    {
        var (from, until) = (rig.At("2026-10-24 05:00"), rig.At("2026-11-24 04:59"));
        rig.Database.Write(transaction =>
        {
            Many(
                transaction.Connection,
                events,
                from,
                until,
                """
                INSERT INTO events (server, hash, code, table_id, table_name, received_at, seen_at, body)
                VALUES ('Центр', @i, 'save_order', '1', '6', @at, @at, '{"code":"save_order","order":{"guid":"' || @i || '","sum":100}}')
                """
            );
            for (var n = 0; n < calls; n++)
            {
                new PastCall(from + ((until - from) * n / calls)).Insert(transaction.Connection);
            }
        });
    }

    private static void Many(SqliteConnection connection, int count, Instant from, Instant until, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var i = command.Parameters.Add("@i", SqliteType.Text);
        var at = command.Parameters.Add("@at", SqliteType.Integer);
        for (var n = 0; n < count; n++)
        {
            i.Value = n.ToString();
            at.Value = (from + ((until - from) * n / count)).Milliseconds;
            command.ExecuteNonQuery();
        }
    }
}

using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

public sealed class AcceptTests : IDisposable
{
    private readonly PollingRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task An_answer_is_stored_with_its_tables_and_the_cursor_in_one_transaction()
    {
        _rig.Start();
        var read = (PollAnswer.Updates)EventReader.Read("R", Samples.Answer("bill_request"), Excerpt.Plain);
        _rig.Server.Put(read.Events[0]);
        _rig.Server.Make(EventCodes.WaiterCall, "77", "0x2");
        await _rig.Pass(1);
        Rows("SELECT server, hash, code, table_id, table_name, received_at = seen_at, older_by, body FROM events ORDER BY id")
            .ShouldBe([
                ["R", "0xa1fb9fc1", "bill_request", "1000028", "6", 1L, 300_000L, read.Events[0].Body],
                ["R", "0x2", "waiter_call", "77", "77", 1L, 300_000L, """{"hash":"0x2","code":"waiter_call","table":77}"""],
            ]);
        Rows("SELECT name, cursor, newest_event_at = (SELECT max(received_at) FROM events) FROM servers")
            .ShouldBe([
                ["R", "0x2", 1L],
            ]);
        _rig.Database.Write(TableStore.All)
            .Select(table => (table.Server, table.Id, table.Name, table.LastCode))
            .ShouldBe([("R", "1000028", "6", "bill_request"), ("R", "77", "77", "waiter_call")]);
    }

    [Fact]
    public async Task An_event_that_names_no_table_name_gets_the_one_an_earlier_event_taught_us()
    {
        _rig.Start();
        _rig.Server.Put(((PollAnswer.Updates)EventReader.Read("R", Samples.Answer("waiter_call"), Excerpt.Plain)).Events[0]);
        _rig.Server.Make(EventCodes.BillRequest, "1000028");
        await _rig.Pass(1);
        Rows("SELECT table_name FROM events")
            .ShouldBe([
                ["6"],
                ["6"],
            ]);
        _rig.Database.Write(transaction => TableStore.NameOf(transaction, "R", "1000028"))!.Value.Text.ShouldBe("6");
        _rig.Database.Write(transaction => TableStore.NameOf(transaction, "S", "1000028")).ShouldBeNull();
    }

    [Fact]
    public async Task Polls_that_repeat_events_write_nothing()
    {
        _rig.Start();
        for (var i = 0; i < 5; i++)
        {
            _rig.Server.Make(table: i.ToString());
        }
        await _rig.Pass(1);
        var changes = _rig.Changes();
        for (var i = 0; i < 40; i++)
        {
            await _rig.Poller.Turn(CancellationToken.None);
            _rig.Time.Advance(TimeSpan.FromSeconds(1));
        }
        _rig.Changes().ShouldBe(changes);
        _rig.Server.Asked.Count(cursor => cursor is null).ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task One_event_that_can_not_be_announced_stops_no_other_and_goes_to_the_managers_as_it_is()
    {
        _rig.Announcing = table =>
        {
            if (table == "2")
            {
                throw new FormatException("Ivan ordered <b>");
            }
        };
        _rig.Start();
        for (var i = 1; i <= 3; i++)
        {
            _rig.Server.Make(table: i.ToString());
        }
        await _rig.Pass(1);
        Rows("SELECT table_id FROM calls")
            .ShouldBe([
                ["1"],
                ["3"],
            ]);
        Rows("SELECT table_id FROM events")
            .ShouldBe([
                ["1"],
                ["2"],
                ["3"],
            ]);
        var alert = _rig.Alerts.ShouldHaveSingleItem();
        alert.Key.ShouldBe("alert.event_failed");
        (alert.Values["server"], alert.Values["code"], alert.Values["table"]).ShouldBe(("R", EventCodes.WaiterCall, "2"));
        alert.Values["body"].ShouldContain("\"table\":2");
        alert.Time("received").ShouldBe(_rig.Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        alert.Span("older").ShouldBe(TimeSpan.FromMinutes(5));
        _rig.Poller.Status.NotAnnounced.ShouldBe(1);
        var line = _rig.Log.Lines.ShouldHaveSingleItem();
        line.Level.ShouldBe(LogLevel.Error);
        line.Text.ShouldContain("event 2 could not be announced (SqliteException)");
        line.Text.ShouldNotContain("Ivan");
        await _rig.Pass(60);
        _rig.Alerts.Count.ShouldBe(1);
        _rig.Server.Make(table: "2");
        await _rig.Pass(1);
        _rig.Alerts[1].Values["older"].ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SQLitePCL.raw.SQLITE_FULL)]
    [InlineData(SQLitePCL.raw.SQLITE_IOERR)]
    [InlineData(SQLitePCL.raw.SQLITE_CORRUPT)]
    public async Task When_the_disk_fails_nothing_counts_as_stored_and_all_comes_when_it_is_well_again(int code)
    {
        var full = true;
        _rig.Announcing = table =>
        {
            if (full && table == "2")
            {
                throw new SqliteException("database or disk is full", code);
            }
        };
        _rig.Start();
        _rig.Server.Make(table: "1");
        _rig.Server.Make(table: "2");
        await _rig.Pass(20);
        _rig.Announced.ShouldBeEmpty();
        Rows("SELECT * FROM events").ShouldBeEmpty();
        _rig.Poller.Status.Failure.ShouldBe(PollFailure.NotStored);
        _rig.Log.Lines.ShouldHaveSingleItem()
            .Text.ShouldMatch("^R: no events, NotStored: the events could not be stored: .*database or disk is full");
        full = false;
        await _rig.Pass(15);
        _rig.Announced.Select(a => a.Event.TableId).ShouldBe(["1", "2"]);
        _rig.Poller.Status.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task An_element_that_is_no_event_is_stored_as_received_and_counted()
    {
        _rig.Start();
        var read = (PollAnswer.Updates)
            EventReader.Read(
                "R",
                Encoding.UTF8.GetBytes("""{"result":true,"data":{"updates":["what",{"hash":"1","code":"new_kind"}]}}"""),
                Excerpt.Plain
            );
        _rig.Server.Put(read.Events[0]);
        _rig.Server.Put(read.Events[1]);
        await _rig.Pass(60);
        Rows("SELECT code, body FROM events")
            .ShouldBe([
                ["", "\"what\""],
                ["new_kind", """{"hash":"1","code":"new_kind"}"""],
            ]);
        _rig.Announced.Select(a => a.Event).ShouldBe(read.Events);
        (_rig.Poller.Status.EventsRead, _rig.Poller.Status.NotUnderstood).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Ten_thousand_events_in_one_answer_are_one_quick_commit()
    {
        _rig.Start();
        for (var i = 0; i < 10_000; i++)
        {
            _rig.Server.Make(table: (i % 50).ToString());
        }
        var clock = TimeProvider.System.GetTimestamp();
        await _rig.Pass(1);
        var took = TimeProvider.System.GetElapsedTime(clock);
        _rig.Announced.Count.ShouldBe(10_000);
        _rig.Announced.Select(a => a.At).Distinct().ShouldHaveSingleItem();
        // Measured half a second on an idle core; the bound only catches what is not linear.
        took.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        TestContext.Current.SendDiagnosticMessage($"10,000 events accepted in {took.TotalMilliseconds:0} ms");
        await _rig.Pass(600);
        _rig.Announced.Count.ShouldBe(10_000);
    }

    [Theory]
    [InlineData("SELECT id FROM events WHERE server = 'R' AND seen_at >= 5 ORDER BY seen_at, id", "events_seen")]
    public void Finding_what_is_known_does_not_read_all_of_history(string sql, string index)
    {
        _rig.Start();
        string.Join('\n', Rows("EXPLAIN QUERY PLAN " + sql).Select(row => row[^1]))
            .ShouldContain($"USING COVERING INDEX {index} (server=? AND seen_at>?)");
    }

    private List<object[]> Rows(string sql) =>
        _rig.Database.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<object[]>();
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }
            return rows;
        });
}

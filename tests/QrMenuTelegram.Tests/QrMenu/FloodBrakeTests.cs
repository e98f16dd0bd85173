using System.Globalization;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

public sealed class FloodBrakeTests : IDisposable
{
    private readonly PollingRig _rig = new();
    private int _random;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_thousand_new_events_each_second_are_stored_in_bounded_number_and_told_once()
    {
        _rig.Start();
        await _rig.Pass(20);
        await Flood(seconds: 300, perSecond: 1_000, () => Junk(_random));
        Stored().ShouldBeLessThan(FloodBrake.Burst + (6 * 300));
        _rig.Alerts.Select(alert => alert.Key).ShouldBe(["alert.server_flood"]);
        _rig.Poller.Status.FloodingSince.ShouldNotBeNull();
        _rig.Poller.Status.HeldBack.ShouldBeGreaterThan(200_000);

        _rig.Server.Restart();
        await _rig.Pass(120);
        _rig.Alerts.Select(alert => alert.Key).ShouldBe(["alert.server_flood", "alert.server_flood_over"]);
        _rig.Poller.Status.FloodingSince.ShouldBeNull();
        var calls = _rig.Announced.Count;
        _rig.Server.Make(table: "5");
        await _rig.Pass(2);
        _rig.Announced.Count.ShouldBe(calls + 1);
    }

    [Fact]
    public async Task In_a_flood_the_calls_of_tables_known_before_still_come()
    {
        _rig.Start();
        await _rig.Pass(20);
        for (var table = 1; table <= 20; table++)
        {
            _rig.Server.Make(EventCodes.SaveOrder, Text(table));
        }
        await _rig.Pass(180);
        await Flood(seconds: 10, perSecond: 1_000, () => Junk(_random));
        for (var table = 1; table <= 20; table++)
        {
            await Flood(seconds: 1, perSecond: 1_000, () => Junk(_random));
            var call = _rig.Server.Make(EventCodes.WaiterCall, Text(table), "0xca11" + Text(table));
            await _rig.Pass(1);
            _rig.Announced.ShouldContain(announced => announced.Event.Hash == call.Hash);
        }
    }

    [Fact]
    public async Task A_server_that_gives_its_whole_queue_new_hashes_at_each_poll_shows_each_event_once_a_minute_at_most()
    {
        _rig.Start();
        await _rig.Pass(20);
        for (var i = 0; i < 200; i++)
        {
            _rig.Server.Restart();
            for (var table = 1; table <= 60; table++)
            {
                _rig.Server.Make(EventCodes.SaveOrder, Text(table));
            }
            await _rig.Pass(1);
        }
        // 12,000 "new" events in 200 s, of 60 real ones: the burst, what the brake lets fill up meanwhile, and 60 a minute.
        Stored().ShouldBeLessThan(FloodBrake.Burst + (int)(30 * FloodBrake.PerSecond) + (60 * 4));
    }

    [Fact]
    public async Task A_busy_house_and_the_backlog_after_an_outage_are_no_flood()
    {
        _rig.Start();
        for (var i = 0; i < FloodBrake.Backlog; i++)
        {
            _rig.Server.Put(Junk(i));
        }
        await _rig.Pass(1);
        Stored().ShouldBe(FloodBrake.Backlog);
        for (var second = 0; second < 300; second++)
        {
            for (var i = 0; i < 9; i++)
            {
                _rig.Server.Put(Junk(_random));
            }
            await _rig.Pass(1);
        }
        Stored().ShouldBe(FloodBrake.Backlog + (300 * 9));
        _rig.Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_answer_is_stored_in_pieces_each_with_its_cursor()
    {
        _rig.Start();
        for (var i = 0; i < 1_000; i++)
        {
            _rig.Server.Put(Junk(i));
        }
        _rig.Announcing = table =>
        {
            if (table == Junk(700).TableId)
            {
                throw new SqliteException("no room", SQLitePCL.raw.SQLITE_FULL);
            }
        };
        await _rig.Pass(1);
        Stored().ShouldBe(600);
        _rig.Database.Write(transaction => ServerStore.Find(transaction, "R"))!.Cursor.ShouldBe(Junk(599).Hash);
        _rig.Crash();
        _rig.Announcing = null;
        _rig.Start();
        await _rig.Pass(2);
        _rig.Announced.Select(announced => announced.Event.Hash).ShouldBe(Enumerable.Range(0, 1_000).Select(i => Junk(i).Hash));
    }

    private async Task Flood(int seconds, int perSecond, Func<MenuEvent> make)
    {
        for (var second = 0; second < seconds; second++)
        {
            _rig.Server.Restart();
            for (var i = 0; i < perSecond; i++)
            {
                _rig.Server.Put(make());
            }
            await _rig.Pass(1);
        }
    }

    private MenuEvent Junk(int number)
    {
        _random++;
        var hash = "0x" + (0xe0000000u + (uint)number).ToString("x8", CultureInfo.InvariantCulture);
        var table = Text(1_000_000 + number);
        return new MenuEvent(
            "R",
            hash,
            EventCodes.WaiterCall,
            table,
            null,
            null,
            null,
            null,
            true,
            $$"""{"hash":"{{hash}}","code":"waiter_call","table":{{table}}}"""
        );
    }

    private long Stored() =>
        _rig.Database.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM events";
            return (long)command.ExecuteScalar()!;
        });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

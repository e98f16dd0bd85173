using Dapper;
using QrMenuTelegram.Alarms;
using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Storage.DatabaseTests;

namespace QrMenuTelegram.Tests.Alarms;

public sealed class AlarmWorkerTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly AlarmRig _alarm = new();

    private CallRig Rig => _alarm.Rig;

    public void Dispose() => _alarm.Dispose();

    [Fact]
    public void A_call_that_no_chat_shows_raises_the_alarm_after_exactly_its_time()
    {
        Rig.Guest(EventCodes.WaiterCall);
        var called = Rig.Clock.Now;
        _alarm.Pass(AlarmRig.After - TimeSpan.FromMilliseconds(1));
        _alarm.Told.ShouldBe("");
        _alarm.Pass(TimeSpan.FromMilliseconds(2));
        _alarm.Told.ShouldBe("raised");
        _alarm.Newest!.Until.ShouldBe(called + (long)AlarmRig.After.TotalMilliseconds);
        _alarm.Newest.Since.ShouldBe(called);
    }

    [Fact]
    public void A_call_that_is_shown_raises_none_though_nobody_takes_it()
    {
        Rig.Guest(EventCodes.WaiterCall);
        _alarm.Pass(AlarmRig.After - Second);
        _alarm.Show();
        _alarm.Pass(TimeSpan.FromMinutes(30));
        _alarm.Told.ShouldBe("");
    }

    [Fact]
    public void A_message_of_which_nobody_knows_whether_it_arrived_is_not_shown()
    {
        Rig.Guest(EventCodes.WaiterCall);
        Rig.Write(t =>
            t.Connection.Execute(
                """
                INSERT INTO messages (id, chat_id, topic_id, begun_at) SELECT id, chat_id, topic_id, created_at FROM notices;
                UPDATE notices SET message_id = id
                """
            )
        );
        _alarm.Pass(AlarmRig.After + Second);
        _alarm.Told.ShouldBe("raised");
    }

    [Fact]
    public void A_call_that_was_taken_or_has_ended_raises_none()
    {
        Rig.Guest(EventCodes.WaiterCall);
        Rig.Press(CallRig.Ivan, "Принять");
        Rig.Guest(EventCodes.BillRequest, table: "7");
        Rig.Write(t => t.Connection.Execute("UPDATE calls SET closed_at = 1, outcome = 'paid', due_at = NULL WHERE table_name = '7'"));
        _alarm.Pass(TimeSpan.FromMinutes(9));
        _alarm.Told.ShouldBe("");
    }

    [Fact]
    public void A_call_for_which_there_is_nobody_to_tell_raises_it()
    {
        Rig.Write(t => t.Connection.Execute("DELETE FROM subscriptions; UPDATE people SET is_manager = 0"));
        Rig.Guest(EventCodes.WaiterCall);
        Rig.Notices.ShouldBeEmpty();
        _alarm.Pass(AlarmRig.After + Second);
        _alarm.Told.ShouldBe("raised");
    }

    [Fact]
    public void One_message_tells_of_all_that_waits_and_one_that_it_is_over()
    {
        Rig.Guest(EventCodes.WaiterCall, table: "6");
        _alarm.Pass(TimeSpan.FromMinutes(1));
        Rig.Guest(EventCodes.BillRequest, table: "7");
        _alarm.Pass(TimeSpan.FromMinutes(1) + Second);
        _alarm
            .Newest!.Calls.Select(call => (call.Table, call.Code))
            .ShouldBe([("6", EventCodes.WaiterCall), ("7", EventCodes.BillRequest)]);
        for (var table = 8; table < 12; table++)
        {
            Rig.Guest(EventCodes.WaiterCall, $"{table}");
            _alarm.Pass(TimeSpan.FromMinutes(5));
        }
        _alarm.Told.ShouldBe("raised");

        var shown = Rig.Clock.Now;
        _alarm.Show();
        _alarm.Pass(AlarmRig.After - TimeSpan.FromSeconds(6));
        _alarm.Told.ShouldBe("raised");
        _alarm.Pass(TimeSpan.FromSeconds(12));
        _alarm.Told.ShouldBe("raised, over");
        _alarm.Newest!.Until.ShouldBeInRange(shown - 5_000, shown);
        _alarm.Pass(TimeSpan.FromHours(1));
        _alarm.Told.ShouldBe("raised, over");
    }

    [Fact]
    public void What_comes_and_goes_within_its_time_is_one_outage_and_a_later_one_another()
    {
        for (var i = 0; i < 5; i++)
        {
            Rig.Guest(EventCodes.WaiterCall, table: $"{i}");
            _alarm.Pass(AlarmRig.After + Second);
            _alarm.Show();
            _alarm.Pass(TimeSpan.FromSeconds(20));
        }
        _alarm.Told.ShouldBe("raised");
        _alarm.Pass(TimeSpan.FromMinutes(5));
        Rig.Guest(EventCodes.WaiterCall, table: "20");
        _alarm.Pass(AlarmRig.After + Second);
        _alarm.Told.ShouldBe("raised, over, raised");
    }

    [Fact]
    public void A_restart_amid_an_outage_tells_nothing_anew_and_still_tells_its_end()
    {
        Rig.Guest(EventCodes.WaiterCall);
        var called = Rig.Clock.Now;
        _alarm.Pass(AlarmRig.After + Second);
        for (var i = 0; i < 3; i++)
        {
            _alarm.Restart();
            _alarm.Pass(TimeSpan.FromMinutes(1));
        }
        _alarm.Told.ShouldBe("raised");
        _alarm.Show();
        _alarm.Restart();
        _alarm.Pass(AlarmRig.After + TimeSpan.FromSeconds(6));
        _alarm.Told.ShouldBe("raised, over");
        _alarm.Newest!.Since.ShouldBe(called);
    }

    [Fact]
    public void What_waited_while_the_bridge_was_off_has_some_seconds_to_be_shown()
    {
        using var alarm = new AlarmRig();
        alarm.Rig.Guest(EventCodes.WaiterCall);
        alarm.Rig.Clock.ContinueFrom(alarm.Rig.Clock.Now + 3_600_000);
        alarm.Restart();
        alarm.Pass(TimeSpan.FromSeconds(14));
        alarm.Told.ShouldBe("");
        alarm.Pass(TimeSpan.FromSeconds(2));
        alarm.Told.ShouldBe("raised");
    }

    [Fact]
    public void A_channel_that_fails_is_tried_again_and_the_log_and_the_managers_hear_of_it_once()
    {
        _alarm.Broken = "mail.example:465, connecting: Connection refused";
        Rig.Guest(EventCodes.WaiterCall);
        _alarm.Pass(AlarmRig.After + TimeSpan.FromMinutes(5));
        _alarm.Attempts.ShouldBeInRange(6, 12);
        Rig.In(CallRig.Private(CallRig.Boss)).Count(text => text.Contains("Connection refused", StringComparison.Ordinal)).ShouldBe(1);
        Rig.Log.Lines.Count(line => line.Text.StartsWith("Alarm__Mail: the alarm can't be sent", StringComparison.Ordinal)).ShouldBe(1);

        _alarm.Broken = null;
        _alarm.Pass(TimeSpan.FromMinutes(1));
        _alarm.Told.ShouldBe("raised");
    }

    [Fact]
    public void What_was_never_told_is_never_told_to_be_over()
    {
        _alarm.Broken = "no network";
        Rig.Guest(EventCodes.WaiterCall);
        _alarm.Pass(AlarmRig.After + TimeSpan.FromMinutes(5));
        _alarm.Show();
        _alarm.Broken = null;
        _alarm.Pass(TimeSpan.FromHours(1));
        _alarm.Told.ShouldBe("");
    }

    [Fact]
    public void A_disk_that_takes_nothing_keeps_the_alarm_from_nobody_and_doubles_nothing()
    {
        Rig.Guest(EventCodes.WaiterCall);
        Rig.Write(t => Run(t.Connection, "CREATE TRIGGER full BEFORE INSERT ON state BEGIN SELECT RAISE(ABORT, 'no room'); END"));
        Rig.Time.Advance(AlarmRig.After);
        for (var i = 0; i < 3; i++)
        {
            Should.Throw<Exception>(() => _alarm.Worker.Turn()).Message.ShouldContain("no room");
            Rig.Time.Advance(Second);
        }
        _alarm.Told.ShouldBe("raised");
        Rig.Write(t => Run(t.Connection, "DROP TRIGGER full"));
        _alarm.Pass(Second);
        _alarm.Restart();
        _alarm.Pass(TimeSpan.FromMinutes(1));
        _alarm.Told.ShouldBe("raised");
    }

    [Fact]
    public void Without_a_channel_nothing_of_it_runs()
    {
        Rig.Get<IReadOnlyList<QrMenuTelegram.Workers.IWorker>>().ShouldNotContain(worker => worker is AlarmWorker);
        using var configured = new CallRig(("Alarm__Url", "https://sms.example/send"), ("Alarm__After", "5m"));
        configured.Get<IReadOnlyList<QrMenuTelegram.Workers.IWorker>>().OfType<AlarmWorker>().ShouldHaveSingleItem();
    }
}

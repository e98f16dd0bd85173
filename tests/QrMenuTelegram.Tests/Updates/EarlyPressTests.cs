using Dapper;
using QrMenuTelegram.Events;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Updates;

/// <summary>Buttons that are pressed as soon as their message arrives, before Telegram's answer to our send.</summary>
public sealed class EarlyPressTests : IDisposable
{
    private const int NotKnownYet = 777;

    private readonly CallRig _rig = new() { ShowsAtOnce = false };

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_dialog_goes_on()
    {
        _rig.Say(Boss, "/subscribe", Hall);
        UnderWay();
        var before = _rig.Notices[^1];
        var button = ButtonsOf(before)[0];
        _rig.PressData(Boss, button, Hall, NotKnownYet).ShouldBeNull();
        _rig.Notices[^1].Id.ShouldBe(before.Id);
        _rig.Notices[^1].Version.ShouldBe(before.Version + 1);
    }

    [Fact]
    public void A_button_that_no_message_under_way_has_is_old()
    {
        _rig.Say(Boss, "/subscribe", Hall);
        UnderWay();
        _rig.PressData(Boss, "subscribe:nonsense", Hall, NotKnownYet)!.ShouldContain("больше не действует");
    }

    [Fact]
    public void A_call_is_taken()
    {
        _rig.Guest(EventCodes.WaiterCall);
        UnderWay();
        _rig.PressData(Ivan, $"claim:t:{_rig.Call.Id}", Hall, NotKnownYet).ShouldBe("Стол 6: принято. Гость ждал 0 с");
    }

    [Fact]
    public void Details_of_a_report_change_where_they_stand_and_come_anew_where_their_message_is_older_than_the_database()
    {
        var day = Period.SingleDay(new DateOnly(2026, 11, 23));
        _rig.Say(Boss, "/report");
        _rig.Get<ReportDesk>().Turn();
        _rig.Guest(EventCodes.WaiterCall);
        _rig.PressData(Boss, ReportButtons.Data(false, "tables", day, 0), Private(Boss), NotKnownYet);
        _rig.Get<ReportDesk>().Turn();
        UnderWay();
        var details = _rig.Notices[^1];
        _rig.PressData(Boss, ButtonsOf(details)[0], Private(Boss), NotKnownYet);
        _rig.Get<ReportDesk>().Turn();
        _rig.Notices[^1].Id.ShouldBe(details.Id);
        _rig.Notices[^1].Version.ShouldBe(details.Version + 1);

        _rig.PressData(Boss, ReportButtons.Data(true, "days", day, 0), Private(Boss), NotKnownYet);
        _rig.Get<ReportDesk>().Turn();
        _rig.Notices[^1].Id.ShouldBeGreaterThan(details.Id);
    }

    private void UnderWay() =>
        _rig.Write(t =>
            t.Connection.Execute(
                """
                INSERT INTO messages (id, chat_id, topic_id, begun_at) SELECT id, chat_id, topic_id, created_at FROM notices
                    WHERE message_id IS NULL;
                UPDATE notices SET message_id = id WHERE message_id IS NULL;
                """
            )
        );

    private static IReadOnlyList<string> ButtonsOf(BridgeParts.Notice notice) =>
        [.. QrMenuTelegram.Delivery.ButtonsJson.Read(notice.Buttons).SelectMany(row => row).Select(button => button.Data)];
}

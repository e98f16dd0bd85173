using QrMenuTelegram.Calls.Boards;
using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

/// <summary>Since when somebody waits, as phones are given it: they keep the age current, and no edit is spent on it.</summary>
public sealed class LiveTimesTests : IDisposable
{
    private const string Made = "<tg-time unix=\"1795449720\" format=\"r\">19:02</tg-time>";

    private readonly CallRig _rig = new(("Messages__LiveTimes", "true"));

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_call_its_reminder_and_the_managers_alarm_say_since_when()
    {
        _rig.Guest(EventCodes.WaiterCall);
        Newest().ShouldBe($"<b>Стол 6</b>\n🔔 Зовут официанта · {Made}");
        _rig.Pass(TimeSpan.FromSeconds(61));
        Newest().ShouldBe($"🔁 <b>Повтор: стол 6 ждёт</b> · {Made}\n🔔 Зовут официанта");
        _rig.Pass(TimeSpan.FromMinutes(2));
        _rig.Notices.ShouldContain(notice =>
            notice.Html.StartsWith($"🚨 <b>Стол 6: никто не подошёл</b>\n🔔 Зовут официанта · {Made}", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Once_somebody_goes_it_says_how_long_it_took()
    {
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Time.Advance(TimeSpan.FromSeconds(12));
        _rig.Press(Ivan, "Принять", Hall);
        Newest().ShouldBe("<b>Стол 6</b>\n🔔 Зовут официанта · 19:02\n🏃 Идёт <b>Иван</b> · через 12\u00A0с");
    }

    [Fact]
    public void A_board_is_edited_only_when_a_line_or_a_colour_changes()
    {
        _rig.Say(Boss, "/board", Hall);
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        _rig.Get<BoardKeeper>().Turn();
        var board = _rig.Notices.Single(notice => notice.Html.Contains("Ждут: 1", StringComparison.Ordinal));
        board.Html.ShouldContain($"🟢 <b>6</b> · вызов официанта · {Made}");
        for (var second = 0; second < 80; second += 20)
        {
            _rig.Time.Advance(TimeSpan.FromSeconds(20));
            _rig.Get<BoardKeeper>().Turn();
        }
        _rig.Notices.Single(notice => notice.Id == board.Id).Version.ShouldBe(board.Version);
    }

    [Fact]
    public void Open_calls_are_taken_where_they_are_listed()
    {
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Guest(EventCodes.BillRequest, "7");
        _rig.Say(Boss, "/open").ShouldHaveSingleItem().Text.ShouldEndWith("[Принять · 6] [Принять · 7]\n[🔄 Обновить]");
        _rig.Press(Boss, "Принять · 6", Private(Boss)).ShouldBe("Стол 6: принято. Гость ждал 0 с");
        Newest(Boss.Id).ShouldContain("🏃 Мария");
        _rig.Notices.Last(notice => notice.ChatId == Boss.Id)
            .AllButtons.Select(button => button.Text)
            .ShouldBe(["Принять · 7", "🔄 Обновить"]);
    }

    private string Newest(long? chat = null) => _rig.Notices.Last(notice => notice.ChatId == (chat ?? Hall.Id)).Html;
}

using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

/// <summary>A call that its chat would not take.</summary>
public sealed class ForwardedCallTests : IDisposable
{
    private readonly CallRig _rig = new() { ShowsAtOnce = false };

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_managers_can_take_it_and_it_is_kept_current()
    {
        _rig.Guest(EventCodes.WaiterCall);
        Refuse();
        Forwarded().ShouldBe("↪️ Не дошло в Зал:\nСтол 6\n🔔 Зовут официанта · 19:02\n[Принять]");
        _rig.Guest(EventCodes.WaiterCall);
        Forwarded().ShouldContain("🔁 ×2, ждут 0 с");
        _rig.Press(Boss, "Принять", Private(Boss)).ShouldBe("Стол 6: принято. Гость ждал 0 с");
        Forwarded().ShouldEndWith("🏃 Идёт Мария · через 0 с\n[Готово]\n[🏃 Мария] [Отпустить]");
        _rig.Call.ClaimedBy.ShouldBe(Boss.Id);
    }

    [Fact]
    public void One_that_comes_while_the_chat_refuses_is_there_once_and_rings_where_nobody_else_was_rung()
    {
        Refuse();
        var seen = _rig.Guest(EventCodes.WaiterCall).Where(notice => notice.ChatId == Boss.Id).ToList();
        seen.ShouldHaveSingleItem().Text.ShouldEndWith("[Принять]");
        seen[0].Silent.ShouldBeFalse();
        var bill = _rig.Guest(EventCodes.BillRequest).Where(notice => notice.ChatId == Boss.Id).ToList();
        bill.ShouldHaveSingleItem().Silent.ShouldBeTrue("the cashiers were rung");
    }

    [Fact]
    public void Reminders_go_to_the_chats_that_take_them_and_the_managers_hear_when_the_ladder_says_so()
    {
        _rig.Guest(EventCodes.BillRequest);
        Refuse();
        _rig.ShowsAtOnce = true;
        _rig.Show();
        _rig.Pass(TimeSpan.FromMinutes(2)).ShouldAllBe(notice => notice.ChatId == Cashiers.Id);
        _rig.Show();
        _rig.Pass(TimeSpan.FromMinutes(1)).Single(notice => notice.ChatId == Boss.Id).Text.ShouldStartWith("🚨 Стол 6: никто не подошёл");
    }

    private void Refuse() => _rig.Write(t => _rig.Get<ChatStates>().Refused(t, Hall.Id, RefusalReason.Kicked));

    private string Forwarded() => _rig.In(Private(Boss)).Single(text => text.StartsWith("↪️", StringComparison.Ordinal));
}

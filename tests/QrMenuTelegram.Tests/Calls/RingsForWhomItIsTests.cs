using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

/// <summary>A call rings where it is for today, not where it was for when it was opened.</summary>
public sealed class RingsForWhomItIsTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly CallRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_chat_that_was_unsubscribed_is_reminded_no_more_and_goes_on_showing_who_went()
    {
        _rig.Guest(EventCodes.BillRequest);
        _rig.Say(Boss, "/unsubscribe all", Hall);
        _rig.Pass(Minute * 1.1).ShouldHaveSingleItem().ChatId.ShouldBe(Cashiers.Id);
        _rig.Press(Olga, "Принять", Cashiers);
        _rig.In(Hall)[0].ShouldContain("🏃 Идёт Ольга");
    }

    [Fact]
    public void Where_nobody_else_has_it_the_managers_do()
    {
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Say(Boss, "/unsubscribe all", Hall);
        var shown = _rig.Pass(Minute * 1.1).ShouldHaveSingleItem();
        shown.ChatId.ShouldBe(Boss.Id);
        shown.Text.ShouldContain("Никто не подписан");
        shown.Text.ShouldContain("[Принять]");
        _rig.Pass(Minute).ShouldHaveSingleItem().Text.ShouldStartWith("‼️ Повтор: стол 6 ждёт 2 мин");
        _rig.Pass(Minute).ShouldHaveSingleItem().Text.ShouldStartWith("🚨 Стол 6");
    }

    [Fact]
    public void A_press_again_rings_where_it_is_for_today_too()
    {
        using var rig = new CallRig(("Calls__Remind", "false"));
        rig.Guest(EventCodes.WaiterCall);
        rig.Say(Boss, "/unsubscribe all", Hall);
        rig.Pass(Minute * 3);
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Boss.Id);
    }

    [Fact]
    public void A_hall_that_lost_the_table_hears_no_more_of_it_and_who_is_subscribed_now_does()
    {
        _rig.Say(Boss, "/unsubscribe all", Hall);
        _rig.Say(Boss, "/hall Веранда 6 7");
        _rig.Say(Boss, "/subscribe waiter Веранда", Hall);
        _rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Hall.Id);
        _rig.Say(Boss, "/hall Веранда 7");
        _rig.Say(Boss, "/subscribe waiter 6", Cashiers)[0].Text.ShouldBe("Стол 6\n🔔 Зовут официанта · 19:02\n[Принять]");
        foreach (var mark in (string[])["🔁 Повтор", "‼️ Повтор"])
        {
            _rig.Pass(Minute * 1.05)
                .ShouldHaveSingleItem()
                .ShouldSatisfyAllConditions(seen => seen.ChatId.ShouldBe(Cashiers.Id), seen => seen.Text.ShouldStartWith(mark));
        }
    }

    [Fact]
    public void What_every_chat_muted_meanwhile_the_managers_get()
    {
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Say(Boss, "/mute 30m", Hall);
        var shown = _rig.Pass(Minute * 1.1).ShouldHaveSingleItem();
        (shown.ChatId, shown.Text.Contains("🔕 Все подписанные чаты это отключили")).ShouldBe((Boss.Id, true));
    }

    [Fact]
    public void A_group_that_the_bot_left_is_not_waited_for()
    {
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Write(t => _rig.Get<ChatStates>().Refused(t, Hall.Id, RefusalReason.Kicked));
        _rig.Pass(Minute * 1.1).ShouldHaveSingleItem().ChatId.ShouldBe(Boss.Id);
    }

    [Fact]
    public void An_owner_who_gave_his_tables_back_is_reminded_no_more_and_the_hall_gets_the_call()
    {
        using var rig = new CallRig(("Calls__HallAfter", "00:30:00"));
        rig.Say(Boss, "/take 5-8");
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Boss.Id);
        rig.Say(Boss, "/release");
        rig.Pass(Minute * 1.1).ShouldHaveSingleItem().ChatId.ShouldBe(Hall.Id);
        rig.Pass(Minute).ShouldHaveSingleItem().ChatId.ShouldBe(Hall.Id);
    }

    [Fact]
    public void A_holder_who_cannot_be_written_to_is_asked_where_the_call_is_for_today()
    {
        _rig.Guest(EventCodes.BillRequest);
        _rig.Press(Ivan, "Принять");
        _rig.Say(Boss, "/unsubscribe all", Hall);
        _rig.Pass(Minute * 11).ShouldHaveSingleItem().ChatId.ShouldBe(Cashiers.Id);
    }
}

using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

/// <summary>Calls that nobody marked: whoever calls next at the table is heard like anybody else.</summary>
public sealed class ForgottenCallTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(EventCodes.WaiterCall, 3)]
    [InlineData(EventCodes.WaiterCall, 57)]
    [InlineData(EventCodes.BillRequest, 20)]
    public void A_press_after_the_ladder_is_a_new_call_with_its_own_ladder(string code, int minutesLater)
    {
        using var rig = new CallRig(("Calls__MissedAfter", "01:00:00"));
        rig.Guest(code);
        rig.Pass(Minute * 3.1).Count.ShouldBeGreaterThan(2);
        rig.Pass(Minute * (minutesLater - 3)).ShouldBeEmpty();

        var anew = rig.Guest(code).First(seen => seen.ChatId == Hall.Id);
        anew.Silent.ShouldBeFalse();
        anew.Text.ShouldContain(
            code == EventCodes.BillRequest ? "Раньше просили счёт в 19:02, не отмечено" : "Раньше звали в 19:02, не отмечено"
        );
        anew.Text.ShouldNotContain("×2");
        rig.Call.Times.ShouldBe(1);
        rig.Count("SELECT count(*) FROM calls WHERE outcome = 'unmarked' AND times = 1").ShouldBe(1);
        rig.In(Hall)[0].ShouldContain("Не отмечено за");
        rig.In(Hall)[0].ShouldNotContain("[Принять]");

        rig.Pass(61 * Second).ShouldContain(seen => seen.ChatId == Hall.Id && seen.Text.StartsWith("🔁 Повтор: стол 6 ждёт 1 мин"));
        rig.Pass(Minute).ShouldContain(seen => seen.Text.StartsWith("‼️ Повтор: стол 6 ждёт 2 мин"));
        rig.Pass(Minute).ShouldContain(seen => seen.ChatId == Boss.Id && seen.Text.StartsWith("🚨 Стол 6: никто не подошёл, ждут 3 мин"));
    }

    [Fact]
    public void A_press_while_steps_are_still_to_come_folds()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.Pass(Minute * 2.5);
        rig.Guest(EventCodes.WaiterCall).ShouldBeEmpty();
        rig.Call.Times.ShouldBe(2);
        rig.Pass(Minute).ShouldHaveSingleItem().ChatId.ShouldBe(Boss.Id);
    }

    [Theory]
    [InlineData(EventCodes.OnlinePayment, null)]
    [InlineData(EventCodes.SaveOrder, "B")]
    public void A_press_after_the_guests_changed_is_a_new_call(string code, string? order)
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.SaveOrder, order: "A");
        rig.Guest(EventCodes.WaiterCall);
        rig.Pass(10 * Second);
        rig.Guest(code, order: order ?? "A");
        rig.Count("SELECT count(*) FROM calls WHERE closed_at IS NULL").ShouldBe(1, "nothing ends before somebody calls again");
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().Text.ShouldContain("Раньше звали в 19:02, не отмечено");
        rig.Count("SELECT count(*) FROM calls WHERE outcome = 'unmarked'").ShouldBe(1);
        rig.Guest(EventCodes.WaiterCall).ShouldBeEmpty();
        rig.Call.Times.ShouldBe(2);
    }

    [Theory]
    [InlineData(EventCodes.AdditionalOrder, "A", "6")]
    [InlineData(EventCodes.SaveOrder, "A", "6")]
    [InlineData(EventCodes.SaveOrder, "B", "7")]
    [InlineData(EventCodes.OnlinePayment, "B", "7")]
    public void What_does_not_say_that_the_guests_changed_folds(string code, string order, string table)
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.SaveOrder, order: "A");
        rig.Guest(EventCodes.WaiterCall);
        rig.Guest(code, table, order);
        rig.Guest(EventCodes.WaiterCall).ShouldBeEmpty();
        rig.Call.Times.ShouldBe(2);
    }

    [Fact]
    public void Two_bills_of_one_table_do_not_end_each_other()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.SaveOrder, order: "A");
        rig.Guest(EventCodes.SaveOrder, order: "B");
        rig.Guest(EventCodes.BillRequest, order: "A");
        rig.Guest(EventCodes.BillRequest, order: "B").ShouldBeEmpty();
        rig.Call.Times.ShouldBe(2);
    }

    [Fact]
    public void A_bill_asked_for_by_another_party_is_a_new_call()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.BillRequest, order: "A");
        rig.Guest(EventCodes.BillRequest, order: "B").ShouldNotBeEmpty();
        rig.Count("SELECT count(*) FROM calls WHERE outcome = 'unmarked'").ShouldBe(1);
    }

    [Fact]
    public void Whoever_holds_a_call_of_guests_who_left_does_not_hold_the_next_one()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.Press(Ivan, "Принять");
        rig.Guest(EventCodes.WaiterCall).ShouldBeEmpty();
        rig.Guest(EventCodes.OnlinePayment);
        var anew = rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem();
        anew.Text.ShouldEndWith("[Принять]");
        anew.Text.ShouldNotContain("не отмечено");
        rig.Count("SELECT count(*) FROM calls WHERE outcome = 'taken'").ShouldBe(1);
    }

    [Fact]
    public void Whoever_holds_a_call_hears_alone_for_as_long_as_it_may_stay_open_and_no_longer()
    {
        using var rig = new CallRig(("Calls__MissedAfter", "00:20:00"), ("Calls__HolderAfter", "00:00:00"));
        rig.Guest(EventCodes.WaiterCall);
        rig.Press(Ivan, "Принять");
        rig.Pass(Minute * 15);
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().Text.ShouldStartWith("⏰ Стол 6 · Иван");
        rig.Pass(Minute * 6);
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().Text.ShouldEndWith("[Принять]");
    }

    [Fact]
    public void What_rang_for_the_holder_alone_keeps_nobody_from_hearing_after_the_release()
    {
        using var rig = new CallRig();
        rig.Meet(Ivan);
        rig.Guest(EventCodes.WaiterCall);
        rig.Press(Ivan, "Принять");
        rig.Pass(Minute * 5);
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Ivan.Id);
        rig.Press(Ivan, "Отпустить");
        rig.Pass(10 * Second);
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Hall.Id);
    }

    [Fact]
    public void Without_a_ladder_presses_ring_every_two_minutes_and_fold_for_an_hour_at_the_most()
    {
        using var rig = new CallRig(("Calls__Remind", "false"), ("Calls__MissedAfter", "00:10:00"));
        rig.Guest(EventCodes.WaiterCall);
        rig.Pass(Minute * 3);
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().Text.ShouldStartWith("🔁 Повтор: стол 6 ждёт 3 мин");
        rig.Pass(Minute * 6.5);
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().Text.ShouldStartWith("🔁 Повтор: стол 6 ждёт 9 мин");
        rig.Pass(Minute);
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().Text.ShouldContain("Раньше звали в 19:02, не отмечено");
    }

    [Fact]
    public void An_owner_who_did_nothing_about_a_call_does_not_have_the_next_one_to_himself()
    {
        using var rig = new CallRig(("Calls__HallAfter", "00:10:00"));
        rig.Say(Boss, "/take 5-8");
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Boss.Id);
        rig.Pass(Minute * 3.1);
        rig.Guest(EventCodes.WaiterCall).Select(seen => seen.ChatId).ShouldBe([Boss.Id, Hall.Id]);
    }

    [Fact]
    public void A_report_counts_both_parties_and_the_first_as_not_marked()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.Pass(Minute * 10);
        rig.Guest(EventCodes.WaiterCall);
        rig.Press(Ivan, "Принять");
        rig.Count("SELECT count(*) FROM calls WHERE outcome = 'unmarked' AND first_claimed_at IS NULL").ShouldBe(1);
        rig.Count("SELECT max(first_claimed_at - opened_at) FROM calls").ShouldBe(0);
    }

    [Fact]
    public void The_alarm_says_who_goes_and_each_time_once()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.BillRequest);
        rig.Pass(Minute * 3.1);
        rig.In(Private(Boss))[^1].ShouldContain("Напоминали: 19:03, 19:04\n");
        rig.Press(Ivan, "Принять");
        var alarm = rig.In(Private(Boss))[^1];
        alarm.ShouldStartWith("🏃 Стол 6: идёт Иван, ждали 3 мин\n");
        alarm.ShouldNotContain("никто не подошёл");
        rig.Press(Ivan, "Готово");
        rig.In(Private(Boss))[^1].ShouldStartWith("☑️ Стол 6: готово, ждали 3 мин\n");
    }
}

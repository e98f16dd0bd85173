using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

public sealed class CallLifeTests
{
    [Fact]
    public void The_evening_of_one_call_reads_so()
    {
        using var rig = new CallRig();
        var evening = new List<string>();
        rig.Guest(EventCodes.BillRequest);
        rig.Time.Advance(TimeSpan.FromSeconds(12));
        Look("a guest asks for the bill");
        evening.Add("Иван presses: " + rig.Press(Ivan, "Принять"));
        Look("taken");
        rig.Time.Advance(TimeSpan.FromSeconds(12));
        evening.Add("Ольга presses: " + rig.PressData(Olga, $"claim:t:{rig.Call.Id}", Cashiers, 2));
        evening.Add("Иван presses: " + rig.Press(Ivan, "Готово"));
        Look("done");
        Snapshot.Match("an evening of one call", string.Join("\n\n", evening) + "\n");

        void Look(string when)
        {
            foreach (var chat in new[] { Hall, Cashiers })
            {
                evening.Add($"--- {when}: {chat.Title}\n" + string.Join("\n..\n", rig.In(chat)));
            }
        }
    }

    [Fact]
    public void The_first_press_wins_in_whichever_chat_and_everybody_sees_who()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.BillRequest).Select(seen => seen.ChatId).ShouldBe([Hall.Id, Cashiers.Id]);
        rig.Time.Advance(TimeSpan.FromSeconds(12));
        rig.Press(Olga, "Принять", Cashiers).ShouldBe("Стол 6: принято. Гость ждал 12 с");
        rig.Time.Advance(TimeSpan.FromSeconds(12));
        rig.PressData(Ivan, $"claim:t:{rig.Call.Id}", Hall, 1).ShouldBe("Ольга уже идёт (12 с)");
        rig.Call.ClaimedBy.ShouldBe(Olga.Id);
        foreach (var chat in new[] { Hall, Cashiers })
        {
            var shown = rig.In(chat).ShouldHaveSingleItem();
            shown.ShouldContain("🏃 Идёт Ольга · через 12 с");
            shown.ShouldEndWith("[Готово]\n[🏃 Ольга] [Отпустить]");
        }
    }

    [Fact]
    public void Only_whoever_holds_it_or_a_manager_ends_or_releases_it()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.PressData(Ivan, "claim:d:1", Hall, 1).ShouldBe("Этот вызов сейчас ни за кем. Сначала примите его");
        rig.Press(Ivan, "Принять");
        rig.Press(Olga, "Готово").ShouldBe("Вызов принял другой сотрудник: Иван");
        rig.Press(Olga, "Отпустить").ShouldBe("Вызов принял другой сотрудник: Иван");
        rig.Press(Ivan, "Отпустить").ShouldBe("Стол 6: отпущено, вызов снова ждёт");
        rig.Call.IsClaimed.ShouldBeFalse();
        rig.Press(Olga, "Принять");
        rig.Press(Boss, "Готово").ShouldBe("Стол 6: готово");
        rig.Call.Outcome.ShouldBe(CallOutcomes.Done);
        rig.In(Hall).ShouldHaveSingleItem().ShouldContain("☑️ Готово: Ольга");
    }

    [Fact]
    public void A_new_call_after_the_last_was_closed_is_a_new_message()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.Press(Ivan, "Принять");
        rig.Press(Ivan, "Готово");
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().Text.ShouldEndWith("[Принять]");
        rig.In(Hall).Count.ShouldBe(2);
    }

    [Fact]
    public void A_guest_who_presses_five_times_makes_one_call_that_rings_again_after_two_minutes()
    {
        using var rig = new CallRig(("Calls__Remind", "false"));
        rig.Guest(EventCodes.WaiterCall);
        for (var i = 0; i < 3; i++)
        {
            rig.Pass(TimeSpan.FromSeconds(30));
            rig.Guest(EventCodes.WaiterCall).ShouldBeEmpty();
        }
        rig.In(Hall).ShouldHaveSingleItem().ShouldContain("🔁 ×4, ждут 1 мин");
        rig.Pass(TimeSpan.FromMinutes(3));
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().Text.ShouldStartWith("🔁 Повтор: стол 6 ждёт 4 мин");
        rig.In(Hall)[0].ShouldContain("🔁 ×5, ждут 4 мин");
        rig.Guest(EventCodes.WaiterCall).ShouldBeEmpty();
        rig.Call.Times.ShouldBe(6);
    }

    [Fact]
    public void Different_codes_and_different_tables_never_fold_together()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.Guest(EventCodes.BillRequest);
        rig.Guest(EventCodes.WaiterCall, "7");
        rig.Count("SELECT count(*) FROM calls WHERE times = 1").ShouldBe(3);
        rig.In(Hall).Count.ShouldBe(3);
    }

    [Fact]
    public void Whoever_holds_a_call_hears_when_the_guest_presses_again()
    {
        using var rig = new CallRig();
        rig.Meet(Ivan);
        rig.Guest(EventCodes.WaiterCall);
        rig.Press(Ivan, "Принять");
        rig.Pass(TimeSpan.FromMinutes(3));
        var heard = rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem();
        heard.ChatId.ShouldBe(Ivan.Id);
        heard.Text.ShouldContain("Зовут официанта ещё раз · ×2");
        rig.Press(Ivan, "Готово", Private(Ivan)).ShouldBe("Стол 6: готово");
    }

    [Fact]
    public void A_payment_ends_the_bill_request_of_its_order_and_nothing_else()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.BillRequest, "6", order: "A");
        rig.Guest(EventCodes.BillRequest, "7", order: "B");
        rig.Guest(EventCodes.WaiterCall, "6");
        rig.Guest(EventCodes.OnlinePayment, "6", order: "A").ShouldNotBeEmpty();
        rig.Count("SELECT count(*) FROM calls WHERE outcome = 'paid' AND table_name = '6' AND code = 'bill_request'").ShouldBe(1);
        rig.Count("SELECT count(*) FROM calls WHERE closed_at IS NULL").ShouldBe(2);
        rig.In(Hall)[0].ShouldContain("💳 Оплачено онлайн");
    }

    [Fact]
    public void By_option_taking_a_waiter_call_is_all_there_is_to_it()
    {
        using var rig = new CallRig(("Calls__CloseOnTake", "true"));
        rig.Guest(EventCodes.WaiterCall);
        rig.Press(Ivan, "Принять").ShouldStartWith("Стол 6: принято");
        rig.Call.Outcome.ShouldBe(CallOutcomes.Taken);
        rig.Guest(EventCodes.BillRequest);
        rig.Press(Ivan, "Принять");
        rig.Call.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void By_option_only_staff_take_calls()
    {
        using var rig = new CallRig(("Calls__OnlyStaff", "true"));
        rig.Guest(EventCodes.WaiterCall);
        rig.Press(Ivan, "Принять")!.ShouldStartWith("Вызовы принимают только сотрудники");
        rig.Call.IsClaimed.ShouldBeFalse();
        rig.Count("UPDATE people SET is_staff = 1 WHERE id = 11 RETURNING 1");
        rig.Press(Ivan, "Принять")!.ShouldStartWith("Стол 6: принято");
    }

    [Fact]
    public void A_press_from_a_chat_that_does_not_show_the_call_or_of_a_call_that_is_not_there_changes_nothing()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.PressData(Olga, "claim:t:1", Cashiers, 5).ShouldBe(rig.PressData(Olga, "claim:t:99", Hall, 5));
        rig.PressData(Olga, "claim:x:1", Hall, 1).ShouldNotBeNull();
        rig.PressData(Olga, "claim:t:", Hall, 1).ShouldNotBeNull();
        rig.PressData(Olga, "claim:t:-1", Hall, 1).ShouldNotBeNull();
        rig.Call.IsClaimed.ShouldBeFalse();
    }

    [Fact]
    public void A_call_is_taken_by_typing_the_table()
    {
        using var rig = new CallRig();
        rig.Say(Ivan, "/claim", Hall).ShouldHaveSingleItem().Text.ShouldBe("Сейчас никто не ждёт.");
        rig.Guest(EventCodes.WaiterCall, "VIP");
        rig.Guest(EventCodes.WaiterCall, "7");
        rig.Say(Ivan, "/claim", Hall).ShouldHaveSingleItem().Text.ShouldEndWith("[Принять · VIP] [Принять · 7]");
        rig.Say(Ivan, "/claim vip", Hall).ShouldHaveSingleItem().Text.ShouldStartWith("Стол VIP: принято");
        rig.Say(Olga, "/claim VIP", Hall).ShouldHaveSingleItem().Text.ShouldStartWith("Иван уже идёт");
        rig.Say(Olga, "/claim 99", Hall).ShouldHaveSingleItem().Text.ShouldStartWith("За столом «99» сейчас никто не ждёт");
        rig.Say(Olga, "/claim 7", Hall, anonymous: true).ShouldHaveSingleItem().Text.ShouldContain("от имени группы");
        rig.Say(Olga, "/claim 7").ShouldHaveSingleItem().Text.ShouldStartWith("За столом «7» сейчас никто не ждёт");
    }

    [Fact]
    public void Each_chat_reads_it_in_its_language()
    {
        using var rig = new CallRig();
        rig.Say(Boss, "/language en", Cashiers);
        rig.Guest(EventCodes.BillRequest);
        rig.Press(Ivan, "Принять", Hall);
        rig.In(Cashiers)[^1].ShouldContain("🏃 Иван is going");
        rig.In(Cashiers)[^1].ShouldEndWith("[Done]\n[🏃 Иван] [Release]");
    }

    [Fact]
    public void Names_of_people_and_tables_are_escaped()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall, "<b>&6");
        rig.Press(Ivan with { Name = "<i>Zed</i> & Co" }, "Принять")!.ShouldStartWith("Стол <b>&6: принято");
        rig.In(Hall)[0].ShouldContain("🏃 Идёт <i>Zed</i> & Co");
    }
}

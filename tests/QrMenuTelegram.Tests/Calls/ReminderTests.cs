using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

public sealed class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_call_that_nobody_takes_climbs_the_ladder_and_ends_as_missed()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.Pass(TimeSpan.FromSeconds(59)).ShouldBeEmpty();
        var first = rig.Pass(TimeSpan.FromSeconds(2)).ShouldHaveSingleItem();
        first.ShouldBe(new Seen(Hall.Id, "🔁 Повтор: стол 6 ждёт 1 мин\n🔔 Зовут официанта\n[Принять]", false));
        rig.Pass(Minute).ShouldHaveSingleItem().Text.ShouldStartWith("‼️ Повтор: стол 6 ждёт 2 мин");
        var managers = rig.Pass(Minute).ShouldHaveSingleItem();
        managers.ChatId.ShouldBe(Boss.Id);
        managers.Text.ShouldBe(
            """
            🚨 Стол 6: никто не подошёл, ждут 3 мин
            🔔 Зовут официанта с 19:02
            Напоминали: 19:03, 19:04
            Видят: Зал
            [Принять]
            """
        );
        rig.Pass(TimeSpan.FromMinutes(56)).ShouldBeEmpty();
        rig.Call.IsOpen.ShouldBeTrue();
        rig.Pass(TimeSpan.FromMinutes(2)).ShouldBeEmpty();
        rig.Call.Outcome.ShouldBe(CallOutcomes.Missed);
        rig.In(Hall)[0].ShouldEndWith("⌛️ Никто не принял за 1 ч");
        rig.Count("SELECT count(*) FROM calls WHERE due_at IS NOT NULL").ShouldBe(0);
    }

    [Fact]
    public void A_claim_stops_the_reminders_and_a_release_begins_them_anew()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.Pass(TimeSpan.FromSeconds(50));
        rig.Press(Ivan, "Принять");
        rig.Pass(TimeSpan.FromMinutes(5)).ShouldBeEmpty();
        rig.Press(Ivan, "Отпустить");
        rig.Pass(TimeSpan.FromSeconds(59)).ShouldBeEmpty();
        rig.Pass(TimeSpan.FromSeconds(2)).ShouldHaveSingleItem().Text.ShouldStartWith("🔁 Повтор: стол 6 ждёт 6 мин");
    }

    [Fact]
    public void Every_reminder_shows_who_took_the_call()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.Pass(TimeSpan.FromSeconds(200));
        rig.Press(Ivan, "Принять");
        rig.In(Hall).Count.ShouldBe(3);
        rig.In(Hall)
            .Concat(rig.In(Private(Boss)))
            .ShouldAllBe(text => text.Contains("🏃 Идёт Иван · через 3 мин") && text.EndsWith("[Готово]\n[🏃 Иван] [Отпустить]"));
    }

    [Fact]
    public void Whoever_took_it_and_does_not_say_done_is_asked_once_in_private_or_where_it_is_shown()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.Press(Ivan, "Принять");
        var asked = rig.Pass(TimeSpan.FromMinutes(11)).ShouldHaveSingleItem();
        asked.ChatId.ShouldBe(Hall.Id);
        asked.Text.ShouldStartWith("⏰ Стол 6 · Иван\n🔔 Зовут официанта\nПринято 10 мин назад.");
        rig.Pass(TimeSpan.FromMinutes(48)).ShouldBeEmpty();
        rig.Pass(TimeSpan.FromMinutes(2)).ShouldBeEmpty();
        rig.Call.Outcome.ShouldBe(CallOutcomes.Taken);

        rig.Meet(Olga);
        rig.Guest(EventCodes.WaiterCall);
        rig.Press(Olga, "Принять");
        rig.Pass(TimeSpan.FromMinutes(11)).ShouldHaveSingleItem().ChatId.ShouldBe(Olga.Id);
    }

    [Fact]
    public void A_bridge_that_was_down_for_twenty_minutes_sends_one_summary()
    {
        using var rig = new CallRig();
        for (var table = 1; table <= 40; table++)
        {
            rig.Guest(EventCodes.WaiterCall, table.ToString());
        }
        var after = rig.Sleep(TimeSpan.FromMinutes(20));
        after.Select(seen => seen.ChatId).ShouldBe([Hall.Id, Boss.Id], ignoreOrder: true);
        after[0].Text.ShouldStartWith("⏳ Ждут: 40\n🔴 Стол 1 · вызов · 20 мин\n");
        after[0].Text.ShouldContain("[Принять · 1] [Принять · 2]");
        rig.Pass(TimeSpan.FromMinutes(5)).ShouldBeEmpty();
        rig.Press(Ivan, "Принять · 2");
        rig.In(Hall)[^1].ShouldStartWith("⏳ Ждут: 39\n🔴 Стол 1 · вызов · 25 мин\n🏃 Стол 2 · вызов · Иван");
    }

    [Fact]
    public void A_summary_says_how_many_wait_then_how_many_are_under_way_then_that_nobody_waits()
    {
        using var rig = new CallRig();
        for (var table = 1; table <= 4; table++)
        {
            rig.Guest(EventCodes.WaiterCall, table.ToString());
        }
        rig.Sleep(TimeSpan.FromMinutes(2)).ShouldHaveSingleItem().Text.ShouldStartWith("⏳ Ждут: 4\n");
        for (var table = 1; table <= 4; table++)
        {
            rig.Press(Ivan, $"Принять · {table}");
        }
        rig.In(Hall)[^1].ShouldStartWith("🏃 Ещё не закончено: 4\n🏃 Стол 1 · вызов · Иван");
        foreach (var message in rig.Notices.Where(notice => notice.ChatId == Hall.Id).SkipLast(1))
        {
            rig.PressData(Ivan, Done(message), Hall, (int)message.Id);
        }
        rig.In(Hall)[^1].ShouldStartWith("✅ Никто не ждёт\n☑️ Стол 1 · вызов · Иван");

        static string Done(BridgeParts.Notice notice) =>
            ButtonsJson.Read(notice.Buttons).SelectMany(row => row).Single(button => button.Text == "Готово").Data;
    }

    [Fact]
    public void Nobody_is_reminded_outside_working_hours_and_the_call_ends_all_the_same()
    {
        // It is 19:02.
        using var rig = new CallRig(("Restaurant__Hours", "10:00-19:00"));
        rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem();
        rig.Pass(TimeSpan.FromMinutes(61)).ShouldBeEmpty();
        rig.Call.Outcome.ShouldBe(CallOutcomes.Missed);
    }

    [Fact]
    public void A_reminder_that_was_not_shown_before_somebody_took_the_call_is_never_shown()
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.ShowsAtOnce = false;
        rig.Pass(TimeSpan.FromSeconds(61)).ShouldHaveSingleItem();
        rig.Pass(Minute).ShouldBeEmpty(); // one that waits already is enough
        rig.Press(Ivan, "Принять");
        rig.In(Hall).ShouldHaveSingleItem().ShouldContain("🏃 Идёт Иван");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reminder_whose_send_failed_is_not_tried_again_once_somebody_took_the_call(bool isAnswered)
    {
        using var rig = new CallRig();
        rig.Guest(EventCodes.WaiterCall);
        rig.ShowsAtOnce = false;
        rig.Pass(TimeSpan.FromSeconds(61)).ShouldHaveSingleItem();
        var operation = rig.Write(t =>
        {
            var reminders = NoticeStore.WaitingFor(t, Hall.Id, 0, 10);
            var message = MessageStore.BeginSend(t, Hall.Id, 0, rig.Clock.Now);
            NoticeStore.Carry(t, message, reminders);
            return new Operation(
                AttemptStore.Begin(t, Hall.Id, rig.Clock.Now),
                Hall.Id,
                0,
                message,
                null,
                reminders,
                new MessageContent("", TextFormat.Html, [])
            );
        });
        rig.Press(Ivan, "Принять");
        var book = new DeliveryRecorder(rig.Get<ChatStates>(), rig.Get<IDeliveryEvents>(), rig.Clock);
        if (isAnswered)
        {
            rig.Write(t => book.Record(t, new Finished(operation, new SendOutcome.Throttled(TimeSpan.FromSeconds(1)))));
        }
        else
        {
            // The next run of the program knows nothing of what became of it.
            rig.Write(t => book.ForgetInDoubt(t, [])).ShouldBe(1);
        }
        rig.Write(t => NoticeStore.WaitingFor(t, Hall.Id, 0, 10)).ShouldBeEmpty();
        rig.In(Hall).ShouldAllBe(text => text.Contains("🏃 Идёт Иван"));
    }

    [Fact]
    public void A_summary_that_was_not_shown_before_all_its_calls_were_taken_is_never_shown()
    {
        using var rig = new CallRig();
        for (var table = 1; table <= 4; table++)
        {
            rig.Guest(EventCodes.WaiterCall, table.ToString());
        }
        rig.ShowsAtOnce = false;
        rig.Sleep(TimeSpan.FromMinutes(2)).ShouldHaveSingleItem().Text.ShouldStartWith("⏳ Ждут: 4");
        for (var table = 1; table <= 3; table++)
        {
            rig.Press(Ivan, "Принять");
        }
        rig.In(Hall)[^1].ShouldStartWith("⏳ Ждут: 1");
        rig.Press(Ivan, "Принять");
        rig.In(Hall).Count.ShouldBe(4);
    }

    [Fact]
    public void Ladders_are_data_by_code_and_by_hall()
    {
        using var rig = new CallRig(
            ("Calls__Steps__1__After", "00:00:30"),
            ("Calls__Steps__1__Silent", "true"),
            ("Calls__Codes__bill_request__Steps__1__After", "00:05:00"),
            ("Calls__Codes__bill_request__Steps__1__To", "managers"),
            ("Calls__Halls__Веранда__Steps__1__After", "00:00:10")
        );
        rig.Say(Boss, "/hall Веранда 20-30");
        rig.Guest(EventCodes.WaiterCall, "6");
        rig.Guest(EventCodes.BillRequest, "6");
        rig.Guest(EventCodes.WaiterCall, "25");
        rig.Pass(TimeSpan.FromSeconds(11)).ShouldHaveSingleItem().Text.ShouldContain("стол 25");
        var general = rig.Pass(TimeSpan.FromSeconds(20)).ShouldHaveSingleItem();
        general.Text.ShouldContain("стол 6");
        general.Silent.ShouldBeTrue();
        rig.Pass(TimeSpan.FromMinutes(4)).ShouldBeEmpty();
        rig.Pass(TimeSpan.FromMinutes(1)).ShouldHaveSingleItem().ChatId.ShouldBe(Boss.Id);
    }
}

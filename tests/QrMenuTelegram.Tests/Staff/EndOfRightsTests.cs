using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.People;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Staff;

/// <summary>A person's rights end in one place, with everything that hangs on them.</summary>
public sealed class EndOfRightsTests : IDisposable
{
    private readonly CallRig _rig = new(("Calls__HallAfter", "00:01:00"));

    public EndOfRightsTests()
    {
        _rig.Meet(Ivan);
        _rig.Meet(Olga);
        Hire(Ivan);
        _rig.Get<BotAccount>().Tell(_rig.Telegram.Me);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_calls_of_a_removed_waiter_go_back_to_the_hall_and_his_buttons_do_nothing()
    {
        _rig.Say(Ivan, "/take 6");
        _rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Ivan.Id);
        var old = (int)_rig.Notices[^1].Id;
        var data = "claim:t:" + _rig.Call.Id;
        _rig.Press(Ivan, "Принять", Private(Ivan));
        Remove(Ivan);

        _rig.Call.ShouldSatisfyAllConditions(call => call.IsOpen.ShouldBeTrue(), call => call.ClaimedBy.ShouldBeNull());
        _rig.In(Hall).ShouldHaveSingleItem().ShouldEndWith("[Принять]");
        _rig.In(Private(Ivan)).ShouldAllBe(text => !text.Contains('[') && !text.Contains("Зовут"));
        foreach (var verb in "tdr")
        {
            _rig.PressData(Ivan, $"claim:{verb}:{_rig.Call.Id}", Private(Ivan), old);
        }
        _rig.PressData(Ivan, data, Hall, old).ShouldBe("Вызовы принимают только сотрудники. Попросите менеджера пригласить вас.");
        (_rig.Call.ClaimedBy, _rig.Call.IsOpen).ShouldBe((null, true));
        _rig.Pass(TimeSpan.FromMinutes(30)).ShouldNotContain(seen => seen.ChatId == Ivan.Id);
        _rig.Count("SELECT count(*) FROM table_owners").ShouldBe(0);
    }

    [Fact]
    public void A_call_that_only_he_was_shown_goes_to_the_managers_where_no_chat_is_subscribed()
    {
        _rig.Write(t => t.Connection.Execute("DELETE FROM subscriptions"));
        _rig.Say(Ivan, "/take 6");
        _rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Ivan.Id);
        Remove(Ivan);
        _rig.In(Private(Boss)).ShouldContain(text => text.Contains("Стол 6\n🔔 Зовут официанта") && text.Contains("[Принять]"));
    }

    [Fact]
    public void The_button_in_the_list_of_the_staff_ends_all_that()
    {
        _rig.Say(Ivan, "/take 6");
        _rig.Guest(EventCodes.BillRequest);
        _rig.Say(Boss, "/staff");
        _rig.PressData(Boss, $"staff:R:{Ivan.Id}", Private(Boss), (int)_rig.Notices[^1].Id).ShouldBe("Больше не в персонале: Иван");
        _rig.In(Private(Ivan))[^1].ShouldBe("Мария убрал(а) вас из персонала. Вызовы вам больше не приходят.");
        _rig.In(Hall).ShouldHaveSingleItem().ShouldContain("Просят счёт");
    }

    [Fact]
    public void Whoever_comes_back_takes_calls_again()
    {
        Remove(Ivan);
        Hire(Ivan);
        _rig.Say(Ivan, "/take 6");
        _rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Ivan.Id);
        _rig.Press(Ivan, "Принять", Private(Ivan));
        _rig.Call.ClaimedBy.ShouldBe(Ivan.Id);
    }

    [Fact]
    public void A_removed_manager_keeps_nothing_in_private()
    {
        Appoint(Olga);
        foreach (
            var command in new[]
            {
                "/subscribe waiter",
                "/subscribe manager 1-3",
                "/board",
                "/report at 23:30",
                "/mute 30m 9",
                "/subscribe",
                "/invite manager",
                "/report",
            }
        )
        {
            _rig.Say(Olga, command);
        }
        var code = _rig.In(Private(Olga)).Single(text => text.Contains("?start=")).Split("?start=")[1].Split('\n')[0];
        _rig.ShowsAtOnce = false;
        _rig.Guest(EventCodes.SaveOrder);
        Demote(Olga);

        foreach (var table in new[] { "subscriptions", "report_times", "report_requests", "mutes" })
        {
            _rig.Count($"SELECT count(*) FROM {table} WHERE chat_id = {Olga.Id}").ShouldBe(0, table);
        }
        _rig.Count($"SELECT count(*) FROM boards WHERE chat_id = {Olga.Id} AND taken_down = 0").ShouldBe(0);
        _rig.Count($"SELECT count(*) FROM dialogs WHERE chat_id = {Olga.Id} AND ended_at IS NULL").ShouldBe(0);
        _rig.Count($"SELECT count(*) FROM notices WHERE chat_id = {Olga.Id} AND ended_at IS NULL AND (message_id IS NULL OR buttons <> '')")
            .ShouldBe(0);
        _rig.In(Private(Olga)).ShouldNotContain(text => text.Contains(code));
        _rig.Say(Ivan, "/start " + code).ShouldHaveSingleItem().Text.ShouldStartWith("Этот код не подходит.");
        _rig.Guest(EventCodes.SaveOrder).ShouldNotContain(seen => seen.ChatId == Olga.Id);
    }

    [Fact]
    public void An_order_that_waited_only_for_him_goes_to_the_other_managers()
    {
        _rig.Write(t => t.Connection.Execute("DELETE FROM subscriptions"));
        Appoint(Olga);
        _rig.Say(Olga, "/subscribe kitchen");
        _rig.ShowsAtOnce = false;
        _rig.Guest(EventCodes.SaveOrder).ShouldHaveSingleItem().ChatId.ShouldBe(Olga.Id);
        Demote(Olga);
        _rig.In(Private(Olga)).ShouldNotContain(text => text.Contains("Новый заказ"));
        _rig.In(Private(Boss)).ShouldContain(text => text.StartsWith("↪️ Не дошло в Ольга:\nСтол 6\n🍽 Новый заказ"));
    }

    [Fact]
    public void A_call_that_ended_but_still_looks_open_in_private_is_taken_away_too()
    {
        _rig.Write(t => t.Connection.Execute("DELETE FROM subscriptions"));
        Appoint(Olga);
        _rig.Guest(EventCodes.WaiterCall);
        _rig.In(Private(Olga)).ShouldContain(text => text.Contains("[Принять]"));
        _rig.Press(Boss, "Принять", Private(Boss));
        _rig.Press(Boss, "Готово", Private(Boss));
        Demote(Olga);
        _rig.In(Private(Olga)).ShouldNotContain(text => text.Contains("Зовут"));
        _rig.Count($"SELECT count(*) FROM call_notices k JOIN notices n ON n.id = k.notice_id WHERE n.chat_id = {Olga.Id}").ShouldBe(0);
        _rig.In(Private(Boss)).ShouldContain(text => text.Contains("Зовут") && text.Contains("Готово: Мария"));
    }

    [Fact]
    public void A_demoted_manager_who_is_of_the_staff_keeps_his_tables_and_what_he_holds()
    {
        Hire(Olga);
        Appoint(Olga);
        _rig.Say(Olga, "/subscribe cashier");
        _rig.Say(Olga, "/take 6");
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Press(Olga, "Принять", Private(Olga));
        _rig.Guest(EventCodes.BillRequest, table: "9");
        Demote(Olga);

        _rig.Call.TableName.ShouldBe("9");
        _rig.Count($"SELECT count(*) FROM calls WHERE claimed_by = {Olga.Id}").ShouldBe(1);
        _rig.Count($"SELECT count(*) FROM table_owners WHERE person_id = {Olga.Id}").ShouldBe(1);
        _rig.In(Private(Olga)).Where(text => text.Contains('[')).ShouldHaveSingleItem().ShouldEndWith("[Готово]\n[🏃 Ольга] [Отпустить]");
        _rig.Guest(EventCodes.WaiterCall, table: "9").ShouldNotContain(seen => seen.ChatId == Olga.Id);
        _rig.Press(Olga, "Готово", Private(Olga));
        _rig.Count("SELECT count(*) FROM calls WHERE outcome = 'done'").ShouldBe(1);
    }

    [Fact]
    public void Whoever_the_settings_name_no_longer_is_not_brought_back_by_his_own_link()
    {
        _rig.Write(t => PeopleStore.MakeManagerBySetting(t, Olga.Id, new(1)));
        _rig.Say(Olga, "/subscribe waiter");
        _rig.Say(Olga, "/invite manager");
        var code = _rig.In(Private(Olga))[^1].Split("?start=")[1].Split('\n')[0];
        _rig.Write(_rig.Get<EndOfRights>().Settle);
        _rig.Say(Olga, "/start " + code).ShouldHaveSingleItem().Text.ShouldStartWith("Этот код не подходит.");
        _rig.Write(t => PeopleStore.IsManager(t, Olga.Id)).ShouldBeFalse();
        _rig.Guest(EventCodes.SaveOrder).ShouldNotContain(seen => seen.ChatId == Olga.Id);
    }

    [Fact]
    public void What_an_earlier_version_left_of_a_removed_manager_ends_at_the_next_start()
    {
        Appoint(Olga);
        _rig.Say(Olga, "/subscribe waiter");
        _rig.Write(t => PeopleStore.RemoveManager(t, Olga.Id));
        _rig.Write(_rig.Get<EndOfRights>().Settle);
        _rig.Guest(EventCodes.WaiterCall).ShouldNotContain(seen => seen.ChatId == Olga.Id);
    }

    [Fact]
    public void At_the_moment_of_delivery_the_rights_of_now_are_asked_for()
    {
        _rig.Say(Ivan, "/take 6");
        _rig.ShowsAtOnce = false;
        _rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Ivan.Id);
        _rig.Write(t => t.Connection.Execute("UPDATE people SET is_staff = 0, removed_at = 1 WHERE id = @id", new { id = Ivan.Id }));
        Deliver();
        _rig.Count($"SELECT count(*) FROM notices WHERE chat_id = {Ivan.Id} AND urgency = 0 AND ended_at IS NULL").ShouldBe(0);
        _rig.In(Hall).ShouldHaveSingleItem().ShouldContain("Зовут официанта");
    }

    [Fact]
    public void What_was_on_its_way_to_him_is_not_tried_again()
    {
        _rig.Say(Ivan, "/take 6");
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Write(t =>
            t.Connection.Execute(
                "UPDATE notices SET message_id = NULL, shown_version = 0 WHERE chat_id = @id AND urgency = 0",
                new { id = Ivan.Id }
            )
        );
        Deliver();
        _rig.Count($"SELECT count(*) FROM messages WHERE chat_id = {Ivan.Id} AND telegram_id IS NULL").ShouldBe(1);
        _rig.ShowsAtOnce = false;
        Remove(Ivan);
        Deliver();
        _rig.Count($"SELECT count(*) FROM notices WHERE chat_id = {Ivan.Id} AND urgency = 0 AND ended_at IS NULL").ShouldBe(0);
        _rig.In(Hall).ShouldHaveSingleItem().ShouldContain("Зовут официанта");
    }

    [Fact]
    public void A_message_that_shows_closed_calls_beside_open_ones_is_taken_from_him_whole()
    {
        _rig.Say(Ivan, "/take 6 7");
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Guest(EventCodes.WaiterCall, table: "7");
        _rig.Press(Ivan, "Принять", Private(Ivan));
        _rig.Press(Ivan, "Готово", Private(Ivan));
        _rig.Write(t =>
            t.Connection.Execute(
                "UPDATE notices SET message_id = (SELECT min(message_id) FROM notices WHERE chat_id = @id AND urgency = 0) WHERE "
                    + "chat_id = @id AND urgency = 0",
                new { id = Ivan.Id }
            )
        );
        Remove(Ivan);
        _rig.In(Private(Ivan)).ShouldNotContain(text => text.Contains("Зовут официанта"));
    }

    [Fact]
    public void A_message_whose_buttons_were_about_to_go_is_taken_from_him_too()
    {
        _rig.Say(Ivan, "/take 6");
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Press(Ivan, "Принять", Private(Ivan));
        _rig.Press(Ivan, "Готово", Private(Ivan));
        _rig.Count($"SELECT count(*) FROM messages WHERE chat_id = {Ivan.Id} AND changed = 1").ShouldBe(1);
        Remove(Ivan);
        _rig.In(Private(Ivan)).ShouldNotContain(text => text.Contains("Зовут официанта"));
    }

    // The first turn only recovers; a turn begins what may go and records what came back.
    private void Deliver()
    {
        _rig.Get<Courier>().Turn();
        _rig.Get<Courier>().Turn();
    }

    private void Hire(Sender person) => _rig.Write(t => StaffStore.Add(t, person.Id));

    private void Appoint(Sender person) => _rig.Write(t => PeopleStore.MakeManager(t, person.Id));

    private void Remove(Sender person)
    {
        _rig.Write(t => _rig.Get<EndOfRights>().OfStaff(t, person.Id));
        _rig.Show();
    }

    private void Demote(Sender person)
    {
        _rig.Write(t => _rig.Get<EndOfRights>().OfManager(t, person.Id));
        _rig.Show();
    }
}

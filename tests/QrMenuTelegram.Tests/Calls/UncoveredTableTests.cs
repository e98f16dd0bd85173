using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.People;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

/// <summary>A table that no chat covers: its calls are calls all the same.</summary>
public sealed class UncoveredTableTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly CallRig _rig = new();

    public UncoveredTableTests()
    {
        foreach (var chat in new[] { Hall, Cashiers })
        {
            _rig.Say(Boss, "/unsubscribe all", chat);
        }
        _rig.Say(Boss, "/subscribe waiter 1-8", Hall);
        _rig.Say(Boss, "/subscribe cashier 1-8", Cashiers);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Every_press_reaches_the_managers_with_its_button_and_the_sentence_comes_once_an_hour()
    {
        var first = _rig.Guest(EventCodes.WaiterCall, "10").ShouldHaveSingleItem();
        first.ChatId.ShouldBe(Boss.Id);
        first.Text.ShouldContain("Никто не подписан");
        first.Text.ShouldContain("[Принять]\n[Стол 10 → Зал]");
        _rig.Press(Boss, "Принять", Private(Boss));
        _rig.Press(Boss, "Готово", Private(Boss));

        foreach (var code in new[] { EventCodes.WaiterCall, EventCodes.BillRequest })
        {
            var again = _rig.Guest(code, "10").ShouldHaveSingleItem();
            (again.ChatId, again.Silent).ShouldBe((Boss.Id, false));
            again.Text.ShouldEndWith("[Принять]");
            again.Text.ShouldNotContain("подписан");
        }
        _rig.Guest(EventCodes.WaiterCall, "11").ShouldHaveSingleItem().Text.ShouldContain("Никто не подписан");
        _rig.Say(Boss, "/open").ShouldHaveSingleItem().Text.ShouldStartWith("Ждут: 3");
        _rig.Time.Advance(TimeSpan.FromMinutes(61));
        _rig.Guest(EventCodes.OnlinePayment, "10").ShouldContain(seen => seen.Text.Contains("Никто не подписан") && !seen.Silent);
    }

    [Fact]
    public void It_climbs_the_ladder_and_ends_as_missed_like_any_other()
    {
        _rig.Guest(EventCodes.BillRequest, "10");
        _rig.Pass(Minute * 1.1)
            .ShouldHaveSingleItem()
            .ShouldBe(new Seen(Boss.Id, "🔁 Повтор: стол 10 ждёт 1 мин\n🧾 Просят счёт\n[Принять]", false));
        _rig.Pass(Minute).ShouldHaveSingleItem().Text.ShouldStartWith("‼️ Повтор: стол 10 ждёт 2 мин");
        _rig.Pass(Minute).ShouldHaveSingleItem().Text.ShouldStartWith("🚨 Стол 10: никто не подошёл, ждут 3 мин");
        _rig.Pass(TimeSpan.FromHours(1)).ShouldBeEmpty();
        _rig.Call.Outcome.ShouldBe(CallOutcomes.Missed);
    }

    [Fact]
    public void Orders_payments_and_what_nobody_knows_come_each_time_with_a_sound_once_an_hour()
    {
        foreach (var code in new[] { EventCodes.SaveOrder, EventCodes.OnlinePayment })
        {
            var table = code == EventCodes.SaveOrder ? "10" : "11";
            var first = _rig.Guest(code, table).ShouldHaveSingleItem();
            (first.ChatId, first.Silent).ShouldBe((Boss.Id, false));
            first.Text.ShouldContain("Никто не подписан");
            first.Text.ShouldContain($"[Стол {table} → ");
            var second = _rig.Guest(code, table).ShouldHaveSingleItem();
            (second.ChatId, second.Silent).ShouldBe((Boss.Id, true));
            second.Text.ShouldNotContain("подписан");
        }
        _rig.Guest(EventCodes.WaiterCall, "10").ShouldHaveSingleItem().Silent.ShouldBeFalse();
        for (var i = 0; i < 2; i++)
        {
            var unknown = _rig.Odd("robot_called").ShouldHaveSingleItem();
            (unknown.ChatId, unknown.Silent).ShouldBe((Boss.Id, i > 0));
        }
    }

    [Fact]
    public void A_call_that_names_no_table_rings_each_time()
    {
        _rig.Guest(EventCodes.WaiterCall, "", tableId: "");
        var second = _rig.Guest(EventCodes.WaiterCall, "", tableId: "").ShouldHaveSingleItem();
        (second.ChatId, second.Silent).ShouldBe((Boss.Id, false));
    }

    [Fact]
    public void A_press_gives_the_table_to_a_chat_which_gets_what_waits_there()
    {
        _rig.Guest(EventCodes.SaveOrder, "10");
        _rig.Time.Advance(TimeSpan.FromMinutes(61));
        _rig.Guest(EventCodes.WaiterCall, "10");
        _rig.Press(Ivan, "Стол 10 → Зал", Private(Boss)).ShouldBe("Извините, это только для менеджеров.");
        _rig.Press(Boss, "Стол 10 → Зал", Private(Boss)).ShouldBe("✅ Стол 10 → Зал");

        var hall = _rig.In(Hall);
        hall.ShouldContain(text => text.StartsWith("✅ Мария: сюда теперь приходит стол 10 · официанты"));
        hall.ShouldContain(text => text.Contains("🔔 Зовут официанта") && text.EndsWith("[Принять]"));
        _rig.In(Private(Boss))[^1].ShouldNotContain("подписан");
        _rig.In(Private(Boss))[^1].ShouldNotContain("→ Зал");
        _rig.Guest(EventCodes.BillRequest, "10").ShouldHaveSingleItem().ChatId.ShouldBe(Hall.Id);

        _rig.Press(Boss, "Стол 10 → Зал", Private(Boss)).ShouldBe("Уже подписан: Зал");
        _rig.In(Private(Boss)).ShouldAllBe(text => !text.Contains("→ Зал"), "the order says so no more either");
        _rig.Count("SELECT count(*) FROM subscriptions WHERE tables = '10'").ShouldBe(1);
    }

    [Theory]
    [InlineData("subscribe:give:1:-100")]
    [InlineData("subscribe:give:99:-100:0")]
    [InlineData("subscribe:give:1:-777:0")]
    [InlineData("subscribe:give:x:y:z")]
    public void A_button_that_names_nothing_changes_nothing(string data)
    {
        _rig.Guest(EventCodes.WaiterCall, "10");
        _rig.PressData(Boss, data, Private(Boss), 1).ShouldNotBeNullOrEmpty();
        _rig.Count("SELECT count(*) FROM subscriptions").ShouldBe(2);
    }

    [Fact]
    public void Where_no_chat_gets_calls_the_groups_are_offered()
    {
        _rig.Say(Boss, "/unsubscribe all", Hall);
        _rig.Guest(EventCodes.WaiterCall, "10").ShouldHaveSingleItem().Text.ShouldContain("[Стол 10 → Зал]\n[Стол 10 → Касса]");
        _rig.Press(Boss, "Стол 10 → Касса", Private(Boss));
        _rig.Guest(EventCodes.SaveOrder, "10").ShouldHaveSingleItem().ChatId.ShouldBe(Cashiers.Id);
    }

    [Fact]
    public void What_came_before_there_was_a_manager_is_told_to_the_first_one()
    {
        _rig.Count("UPDATE people SET is_manager = 0 RETURNING 1");
        _rig.Guest(EventCodes.WaiterCall, "10").ShouldBeEmpty();
        _rig.Guest(EventCodes.WaiterCall, "10").ShouldBeEmpty();
        _rig.Guest(EventCodes.SaveOrder, "10").ShouldBeEmpty();
        _rig.Pass(Minute * 2);
        _rig.Call.Times.ShouldBe(2);
        _rig.Call.IsOpen.ShouldBeTrue();

        _rig.Write(t => PeopleStore.MakeManager(t, Olga.Id));
        var told = _rig.Say(Olga, "/start").Where(seen => seen.ChatId == Olga.Id).ToList();
        told.ShouldContain(seen => seen.Text.Contains("🔔 Зовут официанта") && seen.Text.Contains("×2") && seen.Text.Contains("[Принять]"));
        told.ShouldContain(seen => seen.Text.Contains("🍽"));
        _rig.Say(Olga, "/start").ShouldHaveSingleItem("each is told once");
        _rig.Pass(Minute * 1.1).ShouldHaveSingleItem().ChatId.ShouldBe(Olga.Id);
    }
}

using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Announcements;

public sealed class EventAnnouncerTests : IDisposable
{
    private readonly Conversation _talk = new("Север", "Юг");

    public void Dispose() => _talk.Dispose();

    [Fact]
    public void Every_subscribed_chat_gets_it_once_in_its_language_with_the_restaurants_name()
    {
        _talk.Type("/subscribe waiter 1-8");
        _talk.Type("/subscribe manager");
        _talk.Type("/subscribe cashier", Conversation.Kitchen);
        _talk.Write(t => ChatStore.SetLanguage(t, Conversation.Kitchen, "en"));
        var shown = _talk.Announce(Sample(EventCodes.BillRequest, "6"), "6");
        shown
            .Select(notice => (notice.ChatId, notice.Urgency, notice.Subject))
            .ShouldBe([(Conversation.Hall, Urgency.Bill, "event:1"), (Conversation.Kitchen, Urgency.Bill, "event:1")]);
        shown[0].Text.ShouldStartWith("Стол 6 · Юг");
        shown[1].Text.ShouldStartWith("Table 6 · Юг");
    }

    [Theory]
    [InlineData(EventCodes.WaiterCall, Urgency.Call)]
    [InlineData(EventCodes.BillRequest, Urgency.Bill)]
    [InlineData(EventCodes.OnlinePayment, Urgency.Payment)]
    [InlineData(EventCodes.SaveOrder, Urgency.Order)]
    [InlineData(EventCodes.AdditionalOrder, Urgency.Order)]
    public void Urgency_goes_by_the_code(string code, Urgency urgency)
    {
        _talk.Type("/subscribe waiter");
        _talk.Announce(Sample(code, "6"), "6").ShouldHaveSingleItem().Urgency.ShouldBe(urgency);
    }

    [Fact]
    public void What_is_not_understood_and_what_has_an_unknown_code_goes_to_the_managers()
    {
        _talk.Type("/subscribe waiter");
        _talk.Type("/subscribe manager 99", Conversation.Kitchen);
        _talk
            .Announce(Sample("robot_called", "6"), "6")
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                notice => notice.ChatId.ShouldBe(Conversation.Kitchen),
                notice => notice.Urgency.ShouldBe(Urgency.Order)
            );
        _talk
            .Announce(Sample(EventCodes.WaiterCall, "6") with { Understood = false }, "6")
            .ShouldHaveSingleItem()
            .ChatId.ShouldBe(Conversation.Kitchen);
    }

    [Fact]
    public void What_nobody_is_subscribed_to_goes_to_the_managers_each_time_and_rings_once_per_table_and_hour()
    {
        _talk.MakeManager(Conversation.Anna);
        _talk.Type("/subscribe kitchen");
        var first = _talk.Announce(Sample(EventCodes.WaiterCall, "6"), "6").ShouldHaveSingleItem();
        first.ChatId.ShouldBe(Conversation.Anna);
        first.Urgency.ShouldBe(Urgency.Call);
        first.Text.ShouldContain("никто не подписан", Case.Insensitive);
        _talk.Announce(Sample(EventCodes.OnlinePayment, "6"), "6").ShouldHaveSingleItem().Text.ShouldNotContain("подписан");
        _talk.Announce(Sample(EventCodes.WaiterCall, "7"), "7").ShouldHaveSingleItem();
        _talk.Announce(Sample(EventCodes.WaiterCall, "6") with { Server = "Север" }, "6").ShouldHaveSingleItem();
        _talk.Time.Advance(TimeSpan.FromMinutes(59));
        _talk.Announce(Sample(EventCodes.WaiterCall, "6"), "6").ShouldHaveSingleItem().Text.ShouldNotContain("подписан");
        _talk.Time.Advance(TimeSpan.FromMinutes(2));
        _talk.Announce(Sample(EventCodes.WaiterCall, "6"), "6").ShouldHaveSingleItem().Text.ShouldContain("подписан");
    }

    [Fact]
    public void Without_anybody_to_tell_the_hour_does_not_begin()
    {
        _talk.Announce(Sample(EventCodes.WaiterCall, "6"), "6").ShouldBeEmpty();
        _talk.MakeManager(Conversation.Anna);
        _talk.Announce(Sample(EventCodes.WaiterCall, "6"), "6").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("", "🔔 Зовут официанта", "стол")]
    [InlineData("online_payment", "онлайн", "")]
    [InlineData("SAVE_ORDER", "Борщ", "")]
    [InlineData("additional_order", "Чай с чабрецом", "")]
    [InlineData("bill_request", "счёт", "")]
    public void A_test_shows_a_sample_marked_as_such(string words, string says, string and)
    {
        _talk.Type("/subscribe waiter");
        var shown = _talk.Type("/test " + words);
        shown.ShouldContain("проверка");
        shown.ShouldContain(says, Case.Insensitive);
        shown.ShouldContain(and, Case.Insensitive);
        shown.ShouldNotContain("не приходят");
    }

    [Fact]
    public void A_test_says_when_the_real_thing_would_not_come()
    {
        _talk.Type("/subscribe kitchen");
        _talk.Type("/test").ShouldContain("Настоящие такие события сюда не приходят");
        _talk.Type("/test waiters").ShouldContain("Зовут официанта");
        _talk.Type("/test кухня").ShouldContain("Новый заказ");
        _talk.Type("/test веранда").ShouldStartWith("Нет события «веранда».");
        _talk.Type("/test waiter_cal").ShouldStartWith("Нет события «waiter_cal». Может быть, waiter_call?");
    }

    private static MenuEvent Sample(string code, string table) => new("Юг", "0x1", code, "id" + table, table, null, null, null, true, "{}");
}

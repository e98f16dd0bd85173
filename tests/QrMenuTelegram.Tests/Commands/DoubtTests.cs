using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Commands;

/// <summary>What people type, misread in earlier versions with a ✅: understood now, or asked about.</summary>
public sealed class DoubtTests : IDisposable
{
    private readonly Conversation _talk = new();

    public void Dispose() => _talk.Dispose();

    [Theory]
    [InlineData("waiter_call bill_request 1-8", "вызов официанта, просьба о счёте · столы 1-8")]
    [InlineData("waiter 1\u22128", "официанты · столы 1-8")]
    [InlineData("waiter 1-8\u200b", "официанты · столы 1-8")]
    [InlineData("waiter (1-8)", "официанты · столы 1-8")]
    [InlineData("официантам столы с 1 по 8", "официанты · столы 1-8")]
    [InlineData("waiter 1-8 кроме 5", "официанты · столы 1-4, 6-8")]
    [InlineData("кухня", "кухня · все столы")]
    [InlineData("waiter все столы", "официанты · все столы")]
    public void A_list_is_understood_however_it_is_typed(string words, string what) =>
        _talk.Check("/subscribe " + words, $"✅ Этот чат получает: {what} (№1)");

    [Theory]
    [InlineData("waiter kitchen", "Что подписать: «waiter» или «kitchen»?")]
    [InlineData("официанты касса", "Что подписать: «waiter» или «cashier»?")]
    [InlineData("kitchen bill_request 5", "Что подписать: «kitchen» или «bill_request»?")]
    [InlineData("waiter 5 kitchen", "«kitchen» — это роль или событие, а не стол?")]
    [InlineData("waiter 5 официант", "«официант» — это роль или событие, а не стол?")]
    [InlineData("waiter 1-8 call", "«call» — это роль или событие, а не стол?")]
    [InlineData("waiter все кроме 5", "«Все, кроме …» не получится")]
    [InlineData("waiter_call, bil_request", "Нет события «bil_request». Может быть, bill_request?")]
    [InlineData("waiter Терраса", "❓ Стол Терраса? Такой ещё не встречался.\n[Да] [Нет]")]
    [InlineData("waiter 1 вип по", "❓ Столы вип, \"по\"? Такие ещё не встречались.\n[Да] [Нет]")]
    [InlineData("waiter N6", "❓ Стол N6? Такой ещё не встречался.\n[Да] [Нет]")]
    public void What_is_not_understood_is_asked_about_and_nothing_is_subscribed(string words, string question)
    {
        _talk.Type("/subscribe " + words).ShouldStartWith(question);
        _talk.Subscriptions.ShouldBeEmpty();
    }

    [Fact]
    public void Yes_does_what_was_typed_once()
    {
        _talk.Type("/subscribe waiter 1 вип");
        var question = _talk.NewestNotice;
        _talk.Press("Да").ShouldBe("❓ Стол вип? Такой ещё не встречался.");
        _talk.Subscriptions.Single().Tables.Select(table => table.Text).ShouldBe(["1", "вип"]);
        _talk.PressData("subscribe:sure:1", question).ShouldStartWith("(Здесь уже всё решено.)");
        _talk.Subscriptions.Count.ShouldBe(1);
    }

    [Fact]
    public void No_changes_nothing_and_says_how_to_type_it()
    {
        _talk.Type("/subscribe waiter вип");
        _talk.Press("Нет").ShouldStartWith("Ничего не изменилось. Столы пишут так: /subscribe … 1-8 12 VIP");
        _talk.Subscriptions.ShouldBeEmpty();
    }

    [Fact]
    public void A_table_that_an_event_named_or_that_stands_in_quotes_is_no_question()
    {
        _talk.SawTable("Вип");
        _talk.Check("/subscribe waiter вип", "✅ Этот чат получает: официанты · стол вип (№1)");
        _talk.Type("/subscribe kitchen \"kitchen\"").ShouldStartWith("✅ Этот чат получает: кухня · стол kitchen (№2)");
        _talk.Type("/hall Кухня \"по\" 1-3").ShouldStartWith("✅ Зал «Кухня»: 1-3, \"по\"");
        _talk.Check("/subscribe cashier Кухня", "✅ Этот чат получает: касса · зал «Кухня» (№3)");
    }

    [Fact]
    public void A_hall_is_asked_about_too()
    {
        _talk.Type("/hall Терраса с 1 по 4, бар").ShouldBe("❓ Стол бар? Такой ещё не встречался.\n[Да] [Нет]");
        _talk.Press("Да");
        _talk.Type("/halls").ShouldContain("Терраса: 1-4, бар");
    }

    [Theory]
    [InlineData("Зал и\u0306", "\"Зал й\"")]
    [InlineData("\u04103", "A3")]
    [InlineData("A3", "\u04103")]
    [InlineData("VIP", "VI\u0420")]
    [InlineData("Ёлка 1", "\"елка 1\"")]
    [InlineData("１２", "12")]
    [InlineData("Стол 12", "12")]
    [InlineData("Table 12", "№12")]
    [InlineData("12\u200B", "12")]
    public void An_event_reaches_whoever_named_its_table_as_it_looks(string ofEvent, string typed)
    {
        _talk.Type("/subscribe waiter_call " + typed).ShouldStartWith("✅");
        _talk.Announce(AnEvent.Sample(EventCodes.WaiterCall), ofEvent).Single().ChatId.ShouldBe(Conversation.Hall);
        _talk.Announce(AnEvent.Sample(EventCodes.WaiterCall), "77").ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_tables_that_look_the_same_it_is_asked_whether_both_are_meant()
    {
        _talk.SawTable("A3");
        _talk.SawTable("\u04103");
        _talk.Type("/subscribe waiter a3").ShouldStartWith("❓ Столы «A3» и «\u04103» выглядят одинаково");
        _talk.Subscriptions.ShouldBeEmpty();
        _talk.Press("Да");
        _talk.Subscriptions.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/why стол 6", "Стол 6")]
    [InlineData("/why №6 счёт", "Стол 6\n\nпросьба о счёте:")]
    public void Why_reads_a_table_in_the_same_way(string typed, string begins) => _talk.Type(typed).ShouldStartWith(begins);

    [Fact]
    public void Numbers_of_subscriptions_are_a_list_too()
    {
        _talk.Type("/subscribe waiter 1");
        _talk.Type("/subscribe kitchen 2");
        _talk.Type("/subscribe cashier 3");
        _talk.Type("/unsubscribe №1 и 3").ShouldStartWith("Подписки отменены:");
        _talk.Subscriptions.Single().Id.ShouldBe(2);
    }
}

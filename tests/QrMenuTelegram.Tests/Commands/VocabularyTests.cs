using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Commands;

public sealed class VocabularyTests
{
    private static readonly Vocabulary Words = new(Conversation.Texts);

    [Theory]
    [InlineData("waiter", "waiter", "")]
    [InlineData("Kitchen 1-8", "kitchen", "1-8")]
    [InlineData("bill_request,waiter_call", "bill_request waiter_call", "")]
    [InlineData("waiter_call bill_request 1-8", "waiter_call bill_request", "1-8")]
    [InlineData("waiter_call и bill_request, 1-8", "waiter_call bill_request", "1-8")]
    [InlineData("официант", "waiter", "")]
    [InlineData("Официанты столы 1-8", "waiter", "столы 1-8")]
    [InlineData("кухня", "kitchen", "")]
    [InlineData("КАССА 5", "cashier", "5")]
    [InlineData("менеджеры", "manager", "")]
    [InlineData("счёт", "bill_request", "")]
    [InlineData("счет 6", "bill_request", "6")]
    [InlineData("вызов официанта 6", "waiter_call", "6")]
    [InlineData("заказ, дозаказ, оплата", "save_order additional_order online_payment", "")]
    [InlineData("call bill order payment", "waiter_call bill_request save_order online_payment", "")]
    [InlineData("waiter call 1", "waiter_call", "1")]
    [InlineData("wаiter\u200B 1", "waiter", "1")]
    [InlineData("waiter kitchen", "waiter kitchen", "")]
    [InlineData("waiter \"kitchen\"", "waiter", "\"kitchen\"")]
    [InlineData("waiter Летняя веранда", "waiter", "Летняя веранда")]
    [InlineData("1-8", "", "1-8")]
    public void Roles_and_events_are_understood_in_every_language(string typed, string found, string rest)
    {
        string.Join(' ', Words.Take(typed, _ => false, out var place)).ShouldBe(found);
        place.ShouldBe(rest);
    }

    [Fact]
    public void A_hall_that_is_called_like_a_role_is_a_hall()
    {
        Words.Take("waiter Кухня", place => place == "Кухня", out var rest).Single().Role.ShouldBe(Role.Waiter);
        rest.ShouldBe("Кухня");
    }

    [Theory]
    [InlineData("6 счёт", "bill_request", "6")]
    [InlineData("у окна вызов официанта", "waiter_call", "у окна")]
    [InlineData("6 waiter_call", "waiter_call", "6")]
    [InlineData("6", "", "6")]
    [InlineData("счёт", "", "счёт")]
    public void They_may_stand_behind_a_table(string typed, string found, string rest)
    {
        string.Join(' ', Words.TakeLast(typed, out var table)).ShouldBe(found);
        table.ShouldBe(rest);
    }

    [Fact]
    public void Each_language_has_words_for_each_of_them() =>
        Conversation
            .Texts.Languages.SelectMany(
                language => Role.All.Select(role => role.Name).Concat(QrMenuTelegram.Events.EventCodes.All),
                (language, name) => (language, name)
            )
            .ShouldAllBe(one => Conversation.Texts.Plain(one.language, TextKey.TypedWords(one.name)).Length > 0);

    [Fact]
    public void No_word_means_two_things() => Words.Phrases.Select(QrMenuTelegram.Events.TableName.MakeKey).ShouldBeUnique();
}

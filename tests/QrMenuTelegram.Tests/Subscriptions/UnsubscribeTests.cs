using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Subscriptions;

public sealed class UnsubscribeTests : IDisposable
{
    private readonly Conversation _talk = new();

    public UnsubscribeTests()
    {
        _talk.Type("/subscribe waiter 1-8");
        _talk.Type("/subscribe kitchen");
        _talk.Type("/subscribe kitchen", Conversation.Kitchen);
        _talk.Type("/subscribe cashier", topic: 7);
    }

    public void Dispose() => _talk.Dispose();

    [Theory]
    [InlineData("2", "Подписка отменена:\n№2 кухня · все столы", "1 3 4")]
    [InlineData("№1, 2", "Подписки отменены:\n№1 официанты · столы 1-8\n№2 кухня · все столы", "3 4")]
    [InlineData("all", "Подписки отменены:\n№1 официанты · столы 1-8\n№2 кухня · все столы", "3 4")]
    [InlineData("4", "Подписка отменена:\n№4 касса · все столы · 👥 Зал, тема 7", "1 2 3")]
    [InlineData("3", "Нет подписки «3». Есть: 1 2 4\nПишите так: /unsubscribe 3 5 или /unsubscribe all", "1 2 3 4")]
    [InlineData("2 x", "Нет подписки «x». Есть: 1 2 4\nПишите так: /unsubscribe 3 5 или /unsubscribe all", "1 2 3 4")]
    public void Numbers_end_subscriptions_of_this_chat(string words, string answer, string left)
    {
        _talk.Check("/unsubscribe " + words, answer);
        string.Join(' ', _talk.Subscriptions.Select(subscription => subscription.Id)).ShouldBe(left);
    }

    [Fact]
    public void In_private_the_number_of_any_chat_will_do() =>
        _talk.Check("/unsubscribe 3", "Подписка отменена:\n№3 кухня · все столы · 👥 Кухня", Conversation.Anna);

    [Fact]
    public void Buttons_mark_and_end()
    {
        _talk
            .Type("/unsubscribe")
            .ShouldBe(
                """
                Какие подписки этого чата отменить?
                [№1 официанты · 1-8]
                [№2 кухня · все столы]
                [Отмена]
                """
            );
        _talk
            .Press("№2")
            .ShouldBe(
                """
                Какие подписки этого чата отменить?
                [№1 официанты · 1-8]
                [❌ №2 кухня · все столы]
                [Отменить отмеченные (1)]
                [Отмена]
                """
            );
        _talk.Press("Отменить отмеченные").ShouldBe("Подписка отменена:\n№2 кухня · все столы");
        _talk.PressData("unsubscribe:ok").ShouldStartWith("(Здесь уже всё решено.)");
    }

    [Fact]
    public void What_another_ended_meanwhile_is_no_longer_offered()
    {
        _talk.Type("/unsubscribe");
        var dialog = _talk.NewestNotice;
        _talk.Press("№2");
        _talk.Type("/unsubscribe 2");
        _talk.PressData("unsubscribe:t:2:0", dialog).ShouldStartWith("(Подписку №2 уже отменили.)");
        _talk.PressData("unsubscribe:ok", dialog).ShouldStartWith("(Ничего не отмечено.)");
        _talk.Type("/unsubscribe 1");
        _talk.PressData("unsubscribe:t:1:1", dialog).ShouldContain("нет подписок");
    }

    [Fact]
    public void A_topic_is_asked_for_its_own()
    {
        _talk.Type("/unsubscribe", topic: 7).ShouldContain("[№4 касса · все столы]\n[Отмена]");
        _talk.Press("№4");
        _talk.Press("Отменить отмеченные").ShouldStartWith("Подписка отменена");
        _talk.Check("/unsubscribe", "У этой темы нет подписок. Подписать: /subscribe", topic: 7);
    }
}

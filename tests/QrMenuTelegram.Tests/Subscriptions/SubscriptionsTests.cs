using QrMenuTelegram.Delivery;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Subscriptions;

public sealed class SubscriptionsTests
{
    [Fact]
    public void A_chat_sees_its_own_a_topic_its_own_and_a_private_chat_all()
    {
        using var talk = new Conversation("Север", "Юг");
        talk.Check("/subscriptions", "У этого чата нет подписок. Подписать: /subscribe");
        talk.Type("/subscriptions", Conversation.Anna).ShouldStartWith("Ещё ни один чат не подписан.");
        talk.Type("/hall @Юг Двор 1-5");
        talk.Type("/subscribe waiter Двор");
        talk.Type("/subscribe cashier @Север", topic: 7);
        talk.Type("/subscribe kitchen", Conversation.Kitchen);
        talk.Check(
            "/subscriptions",
            """
            Подписки этого чата:
            №1 официанты · зал «Двор» · Юг

            👥 Зал, тема 7
            №2 касса · все столы · Север
            """
        );
        talk.Check("/subscriptions", "Подписки этой темы:\n№2 касса · все столы · Север", topic: 7);
        talk.Check(
            "/subscriptions",
            """
            👥 Зал
            №1 официанты · зал «Двор» · Юг

            👥 Зал, тема 7
            №2 касса · все столы · Север

            👥 Кухня
            №3 кухня · все столы
            """,
            Conversation.Anna
        );
    }

    [Fact]
    public void A_hundred_chats_come_in_pages()
    {
        using var talk = new Conversation();
        talk.Write(t =>
        {
            for (var i = 0; i < 100; i++)
            {
                ChatStore.Remember(
                    t,
                    new QrMenuTelegram.Telegram.ChatInfo(-1000 - i, QrMenuTelegram.Telegram.ChatKind.Group, "Чат <" + i + ">")
                );
            }
        });
        for (var i = 0; i < 100; i++)
        {
            talk.Type("/subscribe waiter 1-8", -1000 - i);
        }
        talk.Type("/subscriptions", Conversation.Anna).ShouldEndWith("Страница 1 из 4\n[Дальше ›]");
        var second = talk.Press("Дальше", Conversation.Anna);
        second.ShouldStartWith("👥 Чат <25>\n№26 официанты · столы 1-8");
        second.ShouldEndWith("Страница 2 из 4\n[‹ Назад] [Дальше ›]");
        talk.PressData("subscriptions:p77", chat: Conversation.Anna).ShouldEndWith("Страница 4 из 4\n[‹ Назад]");
        talk.PressData("subscriptions:x", chat: Conversation.Anna).ShouldStartWith("(Эта кнопка больше не действует.");
    }
}

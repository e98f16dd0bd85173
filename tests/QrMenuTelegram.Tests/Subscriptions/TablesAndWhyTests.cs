using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Subscriptions;

public sealed class TablesAndWhyTests
{
    [Fact]
    public void Tables_are_listed_with_halls_chats_and_the_last_event()
    {
        using var talk = new Conversation();
        talk.Type("/tables").ShouldStartWith("Пока не встречался ни один стол.");
        talk.SawTable("10", code: EventCodes.BillRequest);
        talk.Time.Advance(TimeSpan.FromDays(2));
        talk.SawTable("2");
        talk.SawTable("A1", code: "robot_called");
        talk.Type("/hall Терраса 2 3");
        talk.Type("/subscribe waiter Терраса");
        talk.Type("/subscribe kitchen 2", Conversation.Kitchen);
        talk.Check(
            "/tables",
            """
            Столы, которые уже встречались (3):
            2 · Терраса · 2 чата · вызов официанта 19:00
            10 · ⚠️ никто не подписан · просьба о счёте 05.01.2026
            A1 · ⚠️ никто не подписан · robot_called 19:00
            """
        );
    }

    [Fact]
    public void Why_names_the_chats_and_the_subscription_that_says_so()
    {
        using var talk = new Conversation();
        talk.SawTable("6");
        talk.Type("/subscribe waiter 1-8");
        talk.Type("/subscribe waiter");
        talk.Type("/subscribe kitchen", Conversation.Kitchen);
        talk.Check(
            "/why 6",
            """
            Стол 6

            вызов официанта, просьба о счёте, онлайн-оплата:
            • 👥 Зал ← №1 официанты · столы 1-8

            заказ, дозаказ:
            • 👥 Зал ← №1 официанты · столы 1-8
            • 👥 другой чат ← №3 кухня · все столы
            """
        );
        talk.Check(
            "/why 6 SAVE_ORDER",
            """
            Стол 6

            заказ:
            • 👥 Зал ← №1 официанты · столы 1-8
            • 👥 другой чат ← №3 кухня · все столы
            """
        );
    }

    [Fact]
    public void Why_says_when_nobody_would_get_it_and_what_to_do()
    {
        using var talk = new Conversation();
        talk.SawTable("VIP 1");
        talk.Check(
            "/why vip 1 waiter_call",
            """
            Стол vip 1

            вызов официанта:
            ⚠️ Никто не подписан: /subscribe — увидит первый менеджер, когда он появится
            """
        );
        talk.Type("/subscribe manager 99", Conversation.Kitchen);
        talk.Check(
            "/why \"VPI 1\" waiter_call",
            """
            Стол VPI 1
            ℹ️ Такой стол ещё не встречался. Может быть, VIP 1? Все столы: /tables

            вызов официанта:
            ⚠️ Никто не подписан: /subscribe
            Увидят менеджеры:
            • 👥 другой чат
            """
        );
        talk.Check(
            "/why 6 waiter_cal",
            "Нет события «waiter_cal». Может быть, waiter_call?\nБывают: waiter_call, bill_request, online_payment, save_order, "
                + "additional_order"
        );
        talk.Check("/why", "Пишите так: /why 6 или /why 6 waiter_call");
    }

    [Fact]
    public void Why_looks_at_the_restaurants_that_have_such_a_table()
    {
        using var talk = new Conversation("Север", "Юг");
        talk.Type("/subscribe waiter @Юг");
        talk.Type("/why 6 waiter_call")
            .ShouldBe(
                """
                Стол 6

                🏠 Север
                вызов официанта:
                ⚠️ Никто не подписан: /subscribe — увидит первый менеджер, когда он появится

                🏠 Юг
                вызов официанта:
                • 👥 Зал ← №1 официанты · все столы · Юг
                """
            );
        talk.SawTable("6", "Юг");
        talk.Type("/why 6 waiter_call").ShouldNotContain("Север");
        talk.Type("/why @Север 6 waiter_call").ShouldContain("Север\nвызов официанта:\n⚠️ Никто не подписан");
        talk.Type("/subscribe waiter @Север", Conversation.Kitchen);
    }
}

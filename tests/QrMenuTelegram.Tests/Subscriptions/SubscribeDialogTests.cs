using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Subscriptions;

public sealed class SubscribeDialogTests
{
    [Fact]
    public void One_message_leads_from_the_role_to_all_tables()
    {
        using var talk = new Conversation();
        talk.Type("/subscribe")
            .ShouldBe(
                """
                На что подписать этот чат?
                Отдельные события можно указать словами: /subscribe waiter_call,bill_request
                [Официанты — все события]
                [Кухня — заказы и дозаказы]
                [Касса — счета и оплаты]
                [Менеджеры — всё и предупреждения]
                [Отмена]
                """
            );
        talk.Press("Кухня")
            .ShouldBe(
                """
                Подписка: кухня
                Какие столы?
                [Все столы]
                [Выбрать столы…]
                [‹ Назад] [Отмена]
                """
            );
        talk.Press("Все столы")
            .ShouldBe(
                """
                ✅ Этот чат получает: кухня · все столы (№1)
                [Только часть столов…]
                [🧪 Проверить]
                """
            );
        talk.Subscriptions.Single().Role!.Name.ShouldBe("kitchen");
    }

    [Fact]
    public void Tables_are_marked_from_those_seen_and_those_of_halls()
    {
        using var talk = new Conversation();
        talk.SawTable("2");
        talk.SawTable("10");
        talk.Type("/hall Терраса 10 VIP");
        talk.Type("/subscribe");
        talk.Press("Официанты").ShouldContain("[Терраса]");
        talk.Press("Выбрать столы")
            .ShouldBe(
                """
                Подписка: официанты
                Отметьте столы.
                [2] [10] [VIP]
                [✏️ Написать номера…]
                [‹ Назад] [Отмена]
                """
            );
        talk.Press("10");
        talk.Press("VIP")
            .ShouldBe(
                """
                Подписка: официанты
                Отметьте столы: 10, VIP
                [2] [✅ 10] [✅ VIP]
                [Готово (2)]
                [✏️ Написать номера…]
                [‹ Назад] [Отмена]
                """
            );
        talk.Press("✅ 10").ShouldContain("[2] [10] [✅ VIP]");
        talk.Press("Готово")
            .ShouldBe(
                "✅ Этот чат получает: официанты · стол VIP (№1)\nℹ️ Ещё не встречались: VIP. Проверьте, так ли они называются: /tables\n"
                    + "[🧪 Проверить]"
            );
    }

    [Fact]
    public void A_hall_is_one_press_away()
    {
        using var talk = new Conversation();
        talk.Type("/hall Терраса 1-3");
        talk.Type("/subscribe");
        talk.Press("Касса");
        talk.Press("Терраса").ShouldBe("✅ Этот чат получает: касса · зал «Терраса» (№1)\n[🧪 Проверить]");
    }

    [Fact]
    public void With_several_restaurants_it_asks_which()
    {
        using var talk = new Conversation("Север", "Юг");
        talk.SawTable("5", "Юг");
        talk.SawTable("6", "Север");
        talk.Type("/subscribe");
        talk.Press("Официанты")
            .ShouldBe(
                """
                Подписка: официанты
                Какой ресторан?
                [Все рестораны]
                [Север]
                [Юг]
                [‹ Назад] [Отмена]
                """
            );
        talk.Press("Юг");
        talk.Press("Выбрать столы")
            .ShouldBe(
                """
                Подписка: официанты · Юг
                Отметьте столы.
                [5]
                [✏️ Написать номера…]
                [‹ Назад] [Отмена]
                """
            );
        talk.Press("5");
        talk.Press("Готово").ShouldBe("✅ Этот чат получает: официанты · стол 5 · Юг (№1)\n[🧪 Проверить]");
    }

    [Fact]
    public void Back_leads_step_by_step_to_the_start_and_cancel_changes_nothing()
    {
        using var talk = new Conversation("Север", "Юг");
        var first = talk.Type("/subscribe");
        talk.Press("Официанты");
        talk.Press("Юг");
        talk.Press("Выбрать столы");
        talk.Press("‹ Назад").ShouldContain("Какие столы?");
        talk.Press("‹ Назад").ShouldContain("Какой ресторан?");
        talk.Press("‹ Назад").ShouldBe(first);
        talk.Press("Отмена").ShouldBe("Отменено, ничего не изменилось.");
        talk.Subscriptions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("subscribe:role:waiter", "Этот шаг уже пройден.")]
    [InlineData("subscribe:t:0:1", "Уже отмечено: 2")]
    [InlineData("subscribe:t:1:0", "Отметка уже снята: 3")]
    [InlineData("subscribe:hall:1", "Этот шаг уже пройден.")]
    [InlineData("subscribe:t:99:1", "Этот шаг уже пройден.")]
    [InlineData("subscribe:nonsense", "Этот шаг уже пройден.")]
    [InlineData("subscribe:", "Этот шаг уже пройден.")]
    public void A_press_on_an_old_picture_does_nothing_twice_and_is_answered(string data, string toast)
    {
        using var talk = new Conversation();
        talk.SawTable("2");
        talk.SawTable("3");
        talk.Type("/subscribe");
        talk.Press("Официанты");
        talk.Press("Выбрать");
        var now = talk.Press("2");
        talk.PressData(data).ShouldBe($"({toast})\n{now}");
    }

    [Fact]
    public void A_finished_dialog_and_one_that_is_forgotten_say_so()
    {
        using var talk = new Conversation();
        talk.Type("/subscribe");
        talk.Press("Касса");
        talk.PressData("subscribe:all").ShouldStartWith("✅");
        talk.PressData("subscribe:all").ShouldStartWith("(Этот шаг уже пройден.)");
        talk.PressData("subscribe:all", isKnown: false).ShouldStartWith("(Эта кнопка больше не действует.");
        talk.Subscriptions.Count.ShouldBe(1);
    }

    [Fact]
    public void A_hall_that_was_removed_meanwhile_is_answered()
    {
        using var talk = new Conversation();
        talk.Type("/hall Терраса 1-3");
        talk.Type("/subscribe");
        var dialog = talk.NewestNotice;
        talk.Press("Касса");
        talk.Type("/hall Терраса -");
        talk.PressData("subscribe:hall:1", dialog).ShouldStartWith("(Этого зала больше нет.)");
    }

    [Fact]
    public void Many_tables_come_in_pages_that_keep_their_marks()
    {
        using var talk = new Conversation();
        talk.Type("/hall Большой 1-100");
        talk.Type("/subscribe");
        talk.Press("Официанты");
        talk.Press("Выбрать").ShouldContain("[31] [32] [33] [34] [35]\n[Дальше ›]");
        talk.Press("35");
        talk.Press("Дальше").ShouldContain("[36] [37] [38] [39] [40]");
        talk.Press("36").ShouldContain("Отметьте столы: 35, 36");
        talk.PressData("subscribe:p:99").ShouldContain("[96] [97] [98] [99] [100]");
        talk.Press("Готово").ShouldStartWith("✅ Этот чат получает: официанты · столы 35, 36 (№2)".Replace("№2", "№1"));
    }

    [Fact]
    public void Names_of_any_length_and_kind_make_buttons()
    {
        using var talk = new Conversation();
        talk.SawTable(new string('я', 300));
        talk.SawTable("<b>&\"'");
        talk.SawTable("طاولة 5");
        talk.SawTable("🍕");
        talk.Type("/subscribe");
        talk.Press("Официанты");
        talk.Press("Выбрать");
        talk.Press("<b>").ShouldContain("Отметьте столы: \"<b>&\"\"'\"");
        talk.Press("яя").ShouldContain("✅ яя");
        talk.Press("Готово").ShouldStartWith("✅");
        talk.Subscriptions.Single().Tables.Count.ShouldBe(2);
    }

    [Fact]
    public void Without_any_table_seen_it_offers_numbers()
    {
        using var talk = new Conversation();
        talk.Type("/subscribe");
        talk.Press("Кухня");
        talk.Press("Выбрать").ShouldContain("[1–10] [1–20] [1–30] [1–50]\n[✏️ Написать номера…]");
        talk.Press("1–20").ShouldStartWith("✅ Этот чат получает: кухня · столы 1-20 (№1)");
    }

    [Theory]
    [InlineData("subscribe:first:0")]
    [InlineData("subscribe:first:100")]
    [InlineData("subscribe:first:x")]
    [InlineData("subscribe:first")]
    public void Odd_numbers_subscribe_to_nothing(string data)
    {
        using var talk = new Conversation();
        talk.Type("/subscribe");
        talk.Press("Кухня");
        talk.Press("Выбрать");
        talk.PressData(data).ShouldStartWith("(Этот шаг уже пройден.)");
        talk.Subscriptions.ShouldBeEmpty();
    }
}

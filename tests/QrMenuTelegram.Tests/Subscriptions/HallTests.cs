using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Subscriptions;

public sealed class HallTests
{
    [Theory]
    [InlineData("/hall Терраса 20-28 VIP", "✅ Зал «Терраса»: 20-28, VIP (10 столов)\nПодписать чат: /subscribe waiter Терраса")]
    [InlineData("/hall \"Летняя веранда\" 30", "✅ Зал «Летняя веранда»: 30 (1 стол)\nПодписать чат: /subscribe waiter \"Летняя веранда\"")]
    [InlineData(
        "/hall «Летняя  веранда»: 30, 31",
        "✅ Зал «Летняя веранда»: 30, 31 (2 стола)\nПодписать чат: /subscribe waiter \"Летняя веранда\""
    )]
    [InlineData("/hall Бар VIP", "✅ Зал «Бар»: VIP (1 стол)\nПодписать чат: /subscribe waiter Бар")]
    [InlineData(
        "/hall Летняя веранда 30-32",
        "Название из нескольких слов пишите в кавычках: /hall \"Летняя веранда\" 30-32\nЕсли это название из одного слова: /hall "
            + "\"Летняя\" веранда 30-32"
    )]
    [InlineData("/hall Терраса 8-1", "«8-1» — наоборот. Пишите так: 1-8")]
    [InlineData("/hall 5 1-8", "«5» не годится: зал спутают со столом. Назовите его словом: /hall \"Зал 1\" 1-8")]
    [InlineData("/hall A1-A8 1-8", "«A1-A8» не годится: зал спутают со столом. Назовите его словом: /hall \"Зал 1\" 1-8")]
    [InlineData("/hall все 1-8", "«все» не годится: зал спутают со столом. Назовите его словом: /hall \"Зал 1\" 1-8")]
    [InlineData("/hall Тераса -", "Нет зала «Тераса».\nЗадать: /hall Тераса 1-8")]
    public void The_typed_forms_define_halls(string typed, string answer)
    {
        using var talk = new Conversation();
        talk.Check(typed, answer);
    }

    [Fact]
    public void A_hall_can_be_changed_shown_listed_and_removed()
    {
        using var talk = new Conversation();
        talk.Check("/halls", "Залов пока нет. Задать: /hall Терраса 20-28 VIP");
        talk.Type("/hall \"Летняя веранда\" 1-3");
        talk.Type("/hall Бар 9");
        talk.Type("/subscribe waiter \"Летняя веранда\"");
        talk.Check(
            "/hall летняя веранда 1-4",
            """
            ✅ Зал «летняя веранда»: 1-4 (4 стола)
            Было: 1-3
            1 подписка этого зала уже действует по-новому.
            """
        );
        talk.Check(
            "/halls",
            """
            Залы:
            Бар: 9 (1 стол, без подписок)
            летняя веранда: 1-4 (4 стола, 1 подписка)
            """
        );
        talk.Type("/hall Летняя веранда").ShouldStartWith("летняя веранда: 1-4 (4 стола, 1 подписка)\n\nПишите так:");
        talk.Check(
            "/hall \"летняя веранда\" -",
            """
            Зал «летняя веранда» нужен подпискам, поэтому он остался. Сначала отмените их (можно в личном чате с ботом): /unsubscribe 1
            №1 официанты · зал «летняя веранда» · 👥 Зал
            """
        );
        talk.Check("/hall бар —", "Зал «Бар» удалён.");
        talk.Type("/hall Бор").ShouldStartWith("Нет зала «Бор».");
        talk.Type("/hall летня_веранда 1").ShouldStartWith("✅");
        talk.Type("/hall \"летняя верданда\" -").ShouldStartWith("Нет зала «летняя верданда». Может быть, «летняя веранда»?\nЗалы: ");
    }

    [Fact]
    public void Halls_of_one_name_on_several_servers_are_told_apart()
    {
        using var talk = new Conversation("Север", "Юг", "Кафе на углу");
        talk.Check("/hall @Юг Двор 1-5", "✅ Зал «Двор» · Юг: 1-5 (5 столов)\nПодписать чат: /subscribe waiter Двор");
        talk.Check("/subscribe waiter Двор", "✅ Этот чат получает: официанты · зал «Двор» · Юг (№1)");
        talk.Type("/hall @Север Двор 7");
        talk.Check("/subscribe kitchen Двор", "Зал «Двор» есть в нескольких ресторанах. Укажите, в каком: @Север, @Юг");
        talk.Check("/subscribe kitchen @север Двор", "✅ Этот чат получает: кухня · зал «Двор» · Север (№2)");
        talk.Check("/subscribe kitchen @Кафе на углу Двор", "В ресторане Кафе на углу нет зала «Двор»; он есть в: @Север, @Юг");
        talk.Check("/subscribe kitchen @Сервер 1", "Нет ресторана «Сервер». Может быть, @Север?\nЕсть: @Кафе на углу, @Север, @Юг");
        talk.Check("/subscribe kitchen @\"кафе на углу\" 1", "✅ Этот чат получает: кухня · стол 1 · Кафе на углу (№3)");
    }
}

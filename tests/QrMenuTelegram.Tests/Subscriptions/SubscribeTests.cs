using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Subscriptions;

public sealed class SubscribeTests : IDisposable
{
    private readonly Conversation _talk = new();

    public void Dispose() => _talk.Dispose();

    [Theory]
    [InlineData("waiter", "✅ Этот чат получает: официанты · все столы (№1)")]
    [InlineData("Waiter все", "✅ Этот чат получает: официанты · все столы (№1)")]
    [InlineData("waiter 1-8 12 VIP", "✅ Этот чат получает: официанты · столы 1-8, 12, VIP (№1)")]
    [InlineData("cashier 7", "✅ Этот чат получает: касса · стол 7 (№1)")]
    [InlineData("kitchen \"летняя веранда\"", "✅ Этот чат получает: кухня · зал «Летняя веранда» (№1)")]
    [InlineData("kitchen Летняя веранда", "✅ Этот чат получает: кухня · зал «Летняя веранда» (№1)")]
    [InlineData("waiter_call, bill_request 5", "✅ Этот чат получает: вызов официанта, просьба о счёте · стол 5 (№1)")]
    [InlineData("manager @центр", "✅ Этот чат получает: менеджеры · все столы (№1)")]
    public void The_typed_forms_subscribe(string words, string answer)
    {
        _talk.Type("/hall \"Летняя веранда\" 20-25");
        _talk.Check("/subscribe " + words, answer);
        _talk.Subscriptions.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("waitr 5", "Не понимаю «waitr». Может быть, waiter? Пишите так:")]
    [InlineData("1-8", "Не понимаю «1-8». Пишите так:")]
    [InlineData("офицант", "Не понимаю «офицант». Может быть, официант? Пишите так:")]
    [InlineData("waiter 8-1", "«8-1» — наоборот. Пишите так: 1-8")]
    [InlineData("waiter стол", "«стол»: пишите только номер. Если стол так и называется — в кавычках: \"стол\"")]
    [InlineData("waiter \"VIP", "Кавычка не закрыта: \"VIP. Пишите так: \"VIP\"")]
    [InlineData("waiter 1- VIP", "Не понимаю «1-». Столы подряд пишут так: 1-8")]
    [InlineData("waiter 1-5000", "«1-5000» — слишком много: в одном списке до 1000 столов.")]
    [InlineData("waiter Летня веранда", "Нет ни зала, ни стола «Летня веранда». Может быть, зал \"Летняя веранда\"?")]
    [InlineData("waiter \"летняя верданда\"", "Нет ни зала, ни стола «летняя верданда». Может быть, зал \"Летняя веранда\"?")]
    [InlineData("waiter Главный зал", "Нет ни зала, ни стола «Главный зал».")]
    [InlineData("waiter 5 \"Летняя веранда\"", "«Летняя веранда» — это зал, а зал указывают один, без столов.")]
    [InlineData("waiter @Север", "Нет ресторана «Север».")]
    public void What_is_wrong_is_answered_with_the_right_form(string words, string begins)
    {
        _talk.Type("/hall \"Летняя веранда\" 20-25");
        _talk.Type("/subscribe " + words).ShouldStartWith(begins);
        _talk.Subscriptions.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_again_says_so_and_a_wider_one_says_what_is_now()
    {
        _talk.Check("/subscribe waiter 1-8", "✅ Этот чат получает: официанты · столы 1-8 (№1)");
        _talk.Check("/subscribe waiter 1-8", "Уже подписано: №1 официанты · столы 1-8");
        _talk.Type("/subscribe waiter_call 5").ShouldStartWith("Это уже входит в подписку №1 официанты · столы 1-8. Ничего не изменилось.");
        _talk.Check(
            "/subscribe waiter",
            "✅ Этот чат получает: официанты · все столы (№2)\nПрежние подписки теперь лишние, их можно отменить: /unsubscribe 1"
        );
        _talk.Check(
            "/subscribe manager",
            "✅ Этот чат получает: менеджеры · все столы (№3)\nПрежние подписки теперь лишние, их можно отменить: /unsubscribe 1 2"
        );
        _talk.Type("/subscribe kitchen", Conversation.Kitchen).ShouldStartWith("✅");
    }

    [Fact]
    public void Tables_that_were_never_seen_are_taken_and_pointed_out()
    {
        _talk.SawTable("1");
        _talk.SawTable("B7");
        _talk.Check(
            "/subscribe waiter 1 V7",
            "✅ Этот чат получает: официанты · столы 1, V7 (№1)\nℹ️ Ещё не встречались: V7. Похоже на: B7. Проверьте, так ли они "
                + "называются: /tables"
        );
    }

    [Fact]
    public void A_topic_subscribes_itself()
    {
        _talk.Check("/subscribe kitchen", "✅ Эта тема получает: кухня · все столы (№1)", topic: 7);
        _talk.Subscriptions.Single().To.TopicId.ShouldBe(7);
    }
}

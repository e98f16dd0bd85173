using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Announcements;

public sealed class DeliveryAlertsTests : IDisposable
{
    private readonly Conversation _talk = new();

    public DeliveryAlertsTests() => _talk.MakeManager(Conversation.Anna);

    public void Dispose() => _talk.Dispose();

    [Fact]
    public void A_chat_that_refuses_is_told_once_with_the_reason_the_mend_and_what_waits()
    {
        _talk.Type("/subscribe waiter");
        var held = Held(3, "event:");
        Refuse(Conversation.Hall, "Kicked");
        var told = Told((_, chat) => new DeliveryFact.ChatRefused(chat, [.. held, new HeldNotice(99, Urgency.Reply, "ответ", null)]));
        told.Select(notice => notice.ChatId).ShouldAllBe(chat => chat == Conversation.Anna);
        told[0]
            .Text.ShouldBe(
                """
                🚫 Чат Зал не принимает сообщения:
                бота удалили из чата. Добавьте его снова: подписки сохранились.
                Не доставлено: 3. Пока чат не вернётся, его события приходят сюда.
                """
            );
        told.Skip(1).Select(notice => notice.Text).ShouldBe([.. held.Select(notice => "↪️ Не дошло в Зал:\n" + notice.Html)]);
        told.Skip(1).ShouldAllBe(notice => notice.Silent);
    }

    [Fact]
    public void An_event_that_the_managers_have_already_is_not_forwarded()
    {
        _talk.Type("/subscribe manager", Conversation.Kitchen);
        _talk.Type("/subscribe waiter");
        var seen = _talk.Announce(new MenuEvent("Центр", "1", EventCodes.WaiterCall, "6", "6", null, null, null, true, "{}"), "6");
        seen.Count.ShouldBe(2);
        Refuse(Conversation.Hall, "Kicked");
        Told((_, chat) => new DeliveryFact.ChatRefused(chat, [new HeldNotice(1, Urgency.Call, "x", "event:1")]))
            .ShouldHaveSingleItem()
            .Text.ShouldStartWith("🚫 Чат Зал");
        Told((_, chat) => new DeliveryFact.HeldBack(chat, new HeldNotice(7, Urgency.Call, "y", "event:2"))).ShouldHaveSingleItem();
        Told((_, chat) => new DeliveryFact.HeldBack(chat, new HeldNotice(8, Urgency.Call, "y", "event:2"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("alert")]
    [InlineData("forward:event:1")]
    [InlineData(null)]
    public void Alerts_and_what_was_forwarded_are_not_forwarded_again(string? subject)
    {
        Refuse(Conversation.Hall, "Kicked");
        Told((_, chat) => new DeliveryFact.HeldBack(chat, new HeldNotice(1, Urgency.Call, "x", subject))).ShouldBeEmpty();
    }

    [Fact]
    public void A_managers_chat_that_refuses_leaves_the_alerts_to_the_managers_themselves()
    {
        _talk.Type("/subscribe manager", Conversation.Kitchen);
        _talk.Write(ManagerAlerts.Destinations).ShouldBe([new Destination(Conversation.Kitchen)]);
        Refuse(Conversation.Kitchen, "Kicked");
        _talk.Write(ManagerAlerts.Destinations).ShouldBe([new Destination(Conversation.Anna)]);
        Refuse(Conversation.Anna, "BlockedByUser");
        _talk.Write(ManagerAlerts.Destinations).ShouldBe([new Destination(Conversation.Kitchen)]);
    }

    [Fact]
    public void A_text_at_its_longest_is_forwarded_whole()
    {
        Refuse(Conversation.Hall, "Kicked");
        var longest = new string('я', 4096);
        Told((_, chat) => new DeliveryFact.HeldBack(chat, new HeldNotice(1, Urgency.Call, longest, "event:1")))
            .ShouldHaveSingleItem()
            .Text.ShouldBe(longest);
    }

    [Fact]
    public void A_deleted_topic_leaves_its_subscriptions_to_the_chat_and_both_are_told()
    {
        _talk.Type("/subscribe kitchen", topic: 7);
        var told = _talk.Shown(t => _talk.Get<ChatStates>().LoseTopic(t, Conversation.Hall, 7));
        told.Select(notice => (notice.ChatId, notice.Text))
            .ShouldBe([
                (Conversation.Hall, "⚠️ Тема удалена или закрыта: её сообщения теперь приходят сюда. Изменить подписки: /subscriptions"),
                (Conversation.Anna, "⚠️ В чате Зал удалена или закрыта тема. Её подписки теперь действуют для всего чата."),
            ]);
        _talk.Subscriptions.Single().To.ShouldBe(new Destination(Conversation.Hall));
        _talk.Shown(t => _talk.Get<ChatStates>().LoseTopic(t, Conversation.Hall, 7)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chat_with_a_new_id_keeps_its_subscriptions_each_once(bool isNewOneKnown)
    {
        _talk.Type("/subscribe waiter 1-8");
        _talk.Type("/subscribe kitchen");
        if (isNewOneKnown)
        {
            _talk.Type("/subscribe kitchen", Conversation.Kitchen);
        }
        var to = isNewOneKnown ? Conversation.Kitchen : -777;
        _talk.Write(_talk.Get<Routes>().Current);
        _talk.Write(t => _talk.Get<ChatStates>().Migrate(t, Conversation.Hall, to));
        _talk
            .Write(_talk.Get<Routes>().Current)
            .Subscriptions.Select(subscription => (subscription.To.ChatId, subscription.Role!.Name))
            .ShouldBe([(to, "waiter"), (to, "kitchen")]);
    }

    [Fact]
    public void What_is_added_for_a_chat_that_refuses_goes_to_the_managers_at_once()
    {
        _talk.Type("/subscribe waiter");
        Refuse(Conversation.Hall, "Kicked");
        _talk
            .Announce(new MenuEvent("Центр", "1", EventCodes.WaiterCall, "6", "6", null, null, null, true, "{}"), "6")
            .Select(notice => (notice.ChatId, notice.Text.Split('\n')[0]))
            .ShouldBe([(Conversation.Hall, "Стол 6"), (Conversation.Anna, "↪️ Не дошло в Зал:")]);
    }

    [Fact]
    public void What_only_a_manager_who_blocked_the_bot_was_to_hear_is_told_to_the_next_manager_at_once_and_once()
    {
        Refuse(Conversation.Anna, "BlockedByUser");
        _talk
            .Announce(new MenuEvent("Центр", "1", EventCodes.WaiterCall, "6", "6", null, null, null, true, "{}"), "6")
            .ShouldHaveSingleItem();
        TriedInVain().ShouldBeEmpty();
        var told = _talk.Type("/subscribe manager", Conversation.Kitchen).Split("\n--\n");
        told.Select(text => text.Split('\n')[0])
            .ShouldBe(["↪️ Не дошло в Анна:", "🚫 Чат Анна не принимает сообщения:", "✅ Этот чат получает: менеджеры · все столы (№1)"]);
        told[0].ShouldContain("Стол 6");
        TriedInVain().ShouldBeEmpty();

        IReadOnlyList<Conversation.Seen> TriedInVain() =>
            Told((t, chat) => new DeliveryFact.StillRefuses(chat, NoticeStore.HeldFor(t, Conversation.Anna)), Conversation.Anna);
    }

    [Fact]
    public void What_one_manager_has_is_not_told_again_to_whoever_hears_later()
    {
        _talk.Type("/subscribe waiter");
        Refuse(Conversation.Hall, "Kicked");
        _talk.Announce(new MenuEvent("Центр", "1", EventCodes.WaiterCall, "6", "6", null, null, null, true, "{}"), "6").Count.ShouldBe(2);
        _talk.Type("/subscribe manager", Conversation.Kitchen);

        Told((t, chat) => new DeliveryFact.StillRefuses(chat, NoticeStore.HeldFor(t, Conversation.Hall))).ShouldBeEmpty();
    }

    [Fact]
    public void A_defect_of_ours_is_told_once_an_hour()
    {
        _talk.Type("/subscribe waiter");
        Told((_, chat) => new DeliveryFact.MessageRefused(chat, "can't parse <entities>", []))
            .ShouldHaveSingleItem()
            .Text.ShouldStartWith("⚠️ Telegram не принял оформление сообщения для чата Зал: can't parse <entities>");
        Told((_, chat) => new DeliveryFact.MessageRefused(chat, "again", [])).ShouldBeEmpty();
        Told((_, chat) => new DeliveryFact.MessageRefused(chat, "again", Held(1, "event:")))
            .ShouldHaveSingleItem()
            .Text.ShouldStartWith("↪️ Не дошло в Зал:");
        _talk.Time.Advance(TimeSpan.FromMinutes(61));
        Told((_, chat) => new DeliveryFact.MessageRefused(chat, "again", [])).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_chat_that_is_back_and_a_late_message_have_their_words()
    {
        _talk.Type("/subscribe waiter");
        Told((_, chat) => new DeliveryFact.ChatBack(chat)).ShouldHaveSingleItem().Text.ShouldBe("✅ Чат Зал снова принимает сообщения.");
        _talk
            .Write(t => _talk.Get<IDeliveryQuestions>().LateMark(t, Conversation.Hall, TimeSpan.FromMinutes(7)))
            .ShouldBe("⏳ Задержка доставки: 7\u00A0мин");
        _talk.Write(t => _talk.Get<IDeliveryQuestions>().RepeatMark(t, Conversation.Hall)).ShouldBe("🔁 Возможно, повтор");
    }

    [Fact]
    public void Every_reason_has_a_mend()
    {
        _talk.Type("/subscribe waiter");
        foreach (var reason in Enum.GetValues<RefusalReason>().Select(RefusalReasonWords.Word))
        {
            Refuse(Conversation.Hall, reason);
            var lines = Told((_, chat) => new DeliveryFact.ChatRefused(chat, []))[0].Text.Split('\n');
            lines.Length.ShouldBe(3, reason);
            lines[1].ShouldNotBeEmpty();
        }
    }

    private static IReadOnlyList<HeldNotice> Held(int count, string subject) =>
        [.. Enumerable.Range(1, count).Select(i => new HeldNotice(i, Urgency.Call, "событие " + i, subject + (100 + i)))];

    [Fact]
    public void Of_a_chat_of_strangers_the_managers_read_nothing()
    {
        foreach (
            var tell in (Action<Transaction, Chat>[])
                [
                    (t, chat) =>
                        _talk.Happens(t, new DeliveryFact.ChatRefused(chat, [new HeldNotice(1, Urgency.Reply, "Добрый день", null)])),
                    (t, chat) => _talk.Happens(t, new DeliveryFact.ChatBack(chat)),
                    (t, chat) => _talk.Happens(t, new DeliveryFact.TopicGone(chat, 7)),
                    (t, chat) => _talk.Happens(t, new DeliveryFact.MessageRefused(chat, "Bad Request", [])),
                    (t, chat) => _talk.Happens(t, new DeliveryFact.AskedToWait(chat, TimeSpan.FromHours(3), [])),
                ]
        )
        {
            Refuse(Conversation.Kitchen, "NoRightToWrite");
            _talk.Shown(t => tell(t, Chat(t, Conversation.Kitchen))).ShouldNotContain(notice => notice.ChatId == Conversation.Anna);
        }
    }

    [Theory]
    [InlineData("INSERT INTO subscriptions (chat_id, role, created_at, created_by) VALUES (@chat, 'waiter', 0, 1)")]
    [InlineData("INSERT INTO boards (chat_id, topic_id, notice_id) SELECT @chat, 0, max(id) FROM notices")]
    [InlineData("INSERT INTO report_times (chat_id, topic_id, minute, due_at) VALUES (@chat, 0, 5, 0)")]
    [InlineData("INSERT INTO people (id, name, is_staff, since_at) VALUES (@chat, 'Борис', 1, 0)")]
    public void Of_a_chat_of_ours_they_do(string sql)
    {
        _talk.Type("/subscribe waiter", Conversation.Kitchen);
        _talk.Write(t => Dapper.SqlMapper.Execute(t.Connection, sql, new { chat = Conversation.Hall }));
        Refuse(Conversation.Hall, "NoRightToWrite");
        Told((_, chat) => new DeliveryFact.ChatRefused(chat, [])).ShouldHaveSingleItem().ChatId.ShouldBe(Conversation.Anna);
        Told((_, chat) => new DeliveryFact.ChatBack(chat)).ShouldHaveSingleItem();
    }

    [Fact]
    public void Patience_of_hours_is_told_once_with_its_end()
    {
        _talk.Type("/subscribe waiter");
        Told((_, chat) => new DeliveryFact.AskedToWait(chat, TimeSpan.FromHours(3), []))
            .ShouldHaveSingleItem()
            .Text.ShouldBe(
                "⏳ Telegram просит 3\u00A0ч ничего не писать в чат Зал, до 22:00.\nДо тех пор его события приходят сюда, а потом "
                    + "появятся и там."
            );
        Told((_, chat) => new DeliveryFact.AskedToWait(chat, TimeSpan.FromHours(2), [])).ShouldBeEmpty();
    }

    private IReadOnlyList<Conversation.Seen> Told(Func<Transaction, Chat, DeliveryFact> fact, long chat = Conversation.Hall) =>
        _talk.Shown(t => _talk.Happens(t, fact(t, Chat(t, chat))));

    private static Chat Chat(Transaction transaction, long id) => ChatStore.Find(transaction, id)!;

    private void Refuse(long chat, string reason) =>
        _talk.Write(t =>
            Dapper.SqlMapper.Execute(
                t.Connection,
                "UPDATE chats SET refused_at = 1, probe_at = 2, refused_reason = @reason WHERE id = @chat",
                new { chat, reason }
            )
        );
}

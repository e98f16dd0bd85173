using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

public sealed class OutcomeTests : IDisposable
{
    private const long Group = -100;
    private readonly DeliveryRun _run = new();
    private readonly List<string> _told = [];

    public OutcomeTests()
    {
        _run.Facts.On<DeliveryFact.ChatRefused>(fact =>
            _told.Add($"refused {fact.Chat.Id} {fact.Chat.RefusedReason} {fact.Waiting.Count}")
        );
        _run.Facts.On<DeliveryFact.HeldBack>(fact => _told.Add($"held {fact.Chat.Id} {fact.Notice.Html}"));
        _run.Facts.On<DeliveryFact.ChatBack>(fact => _told.Add($"back {fact.Chat.Id}"));
        _run.Facts.On<DeliveryFact.TopicGone>(fact => _told.Add($"topic {fact.Chat.Id} {fact.TopicId}"));
        _run.Facts.On<DeliveryFact.MessageRefused>(fact =>
            _told.Add($"defect {fact.Chat.Id} {string.Join(',', fact.Lost.Select(notice => notice.Html))}")
        );
    }

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_chat_that_refuses_is_told_once_and_gets_everything_when_it_is_back()
    {
        Refuse(RefusalReason.Kicked);
        _run.Wish(Group, "one", Urgency.Call);
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Wish(Group, "two");
        _run.Pass(TimeSpan.FromMinutes(45));
        _told.ShouldBe(["refused -100 Kicked 1", "held -100 two"]);
        _run.Telegram.Requests.Count.ShouldBeInRange(3, 6);
        _run.Telegram.Decide = _ => null;
        _run.Database.Write(transaction => _run.States.SignOfLife(transaction, Group));
        _run.Pass(TimeSpan.FromSeconds(1));
        _told[^1].ShouldBe("back -100");
        _run.Telegram.In(Group).Select(message => message.Text).ShouldBe(["one", "two"]);
    }

    [Fact]
    public void What_may_be_there_already_says_so_when_it_is_sent_again_and_when_it_is_edited()
    {
        _run.Facts.RepeatMark = "repeat";
        _run.Telegram.Decide = _ => new(new SendOutcome.Unknown("no answer"));
        var order = _run.Wish(Group, "order");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.Decide = _ => null;
        _run.Wish(Group, "another");
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Telegram.In(Group).Select(message => message.Text).ShouldBe(["repeat\norder", "another"], ignoreOrder: true);
        _run.Database.Write(transaction => _run.Outbox.Change(transaction, order, "order, paid", []));
        _run.Pass(TimeSpan.FromSeconds(60));
        _run.Telegram.In(Group).ShouldContain(message => message.Text == "repeat\norder, paid");
    }

    [Fact]
    public void What_never_left_is_no_repeat_and_is_sent_within_seconds_of_a_connection()
    {
        _run.Facts.RepeatMark = "repeat";
        _run.Telegram.Decide = _ => new(new SendOutcome.NotSent("refused"));
        _run.Wish(Group, "order");
        _run.Pass(TimeSpan.FromMinutes(10));
        _run.Telegram.Decide = _ => null;
        _run.Pass(TimeSpan.FromSeconds(3));
        _run.Telegram.In(Group).Single().Text.ShouldBe("order");
        _run.Count("SELECT count(*) FROM copies").ShouldBe(0);
    }

    [Fact]
    public void A_chat_that_says_no_again_and_again_without_a_reason_is_tried_more_and_more_seldom_and_then_refuses()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.Unexplained("400 without a reason"));
        _run.Wish(Group, "one", Urgency.Call);
        _run.Pass(TimeSpan.FromMinutes(9));
        _run.Telegram.Requests.Count.ShouldBe(5);
        _told.ShouldBe(["refused -100 Other 1"]);
        _run.Telegram.Decide = _ => null;
        _run.Pass(TimeSpan.FromMinutes(2));
        _run.Telegram.In(Group).Single().Text.ShouldBe("one");
    }

    [Fact]
    public void Something_between_that_refuses_is_asked_more_and_more_seldom()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.Unknown("HTTP 403", Answered: true));
        _run.Wish(Group, "one", Urgency.Call);
        _run.Pass(TimeSpan.FromMinutes(30));
        _run.Telegram.Requests.Count.ShouldBeInRange(15, 40);
        _told.ShouldBeEmpty();
    }

    [Fact]
    public void A_chat_that_is_sent_from_one_id_to_another_and_back_is_not_asked_without_end()
    {
        _run.Telegram.Decide = request => new(new SendOutcome.Migrated(request.ChatId == Group ? -1001 : Group));
        _run.Wish(Group, "one", Urgency.Call);
        _run.Pass(TimeSpan.FromMinutes(10));
        _run.Telegram.Requests.Count.ShouldBeInRange(3, 30);
    }

    [Fact]
    public void Patience_of_hours_is_told_with_what_waits_and_what_comes_meanwhile_is_handed_on()
    {
        _run.Facts.On<DeliveryFact.AskedToWait>(fact =>
            _told.Add($"wait {fact.Chat.Id} {fact.Patience.TotalMinutes} {fact.Waiting.Count}")
        );
        _run.Telegram.Decide = request => new(new SendOutcome.Throttled(TimeSpan.FromMinutes(request.ChatId == Group ? 120 : 1)));
        _run.Wish(Group, "one", Urgency.Call);
        _run.Wish(-200, "two", Urgency.Call);
        _run.Pass(TimeSpan.FromSeconds(10));
        _run.Wish(Group, "three", Urgency.Call);
        _run.Wish(-200, "four", Urgency.Call);
        _told.ShouldBe(["wait -100 120 1", "held -100 three"]);
        _run.Count("SELECT count(*) FROM chats WHERE parked_until - parked_at = 7200000").ShouldBe(1);
        _run.Pass(TimeSpan.FromMinutes(1));
        _run.Wish(-200, "five", Urgency.Call);
        _told.Count.ShouldBe(2);
    }

    [Fact]
    public void What_was_under_way_when_the_news_of_a_refusal_came_is_handed_on_too()
    {
        Refuse(RefusalReason.Kicked);
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Wish(Group, "one", Urgency.Call);
        _run.Courier.Turn();
        _run.Database.Write(transaction => _run.States.Refused(transaction, Group, RefusalReason.Kicked));
        _told.ShouldBe(["refused -100 Kicked 0"]);
        _run.Pass(TimeSpan.FromMinutes(45));
        _told.ShouldBe(["refused -100 Kicked 0", "held -100 one"]);
    }

    [Fact]
    public void A_false_sign_of_life_tells_nobody_that_the_chat_is_back_and_still_hands_on_what_came_after_it()
    {
        Refuse(RefusalReason.NoRightToWrite);
        _run.Wish(Group, "one");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Database.Write(transaction => _run.States.SignOfLife(transaction, Group));
        _run.Wish(Group, "two", Urgency.Call);
        _told.ShouldBe(["refused -100 NoRightToWrite 1"]);
        _run.Pass(TimeSpan.FromSeconds(1));
        _told.ShouldBe(["refused -100 NoRightToWrite 1", "held -100 two", "held -100 one"]);
        _run.Telegram.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public void What_goes_apart_because_a_message_of_several_was_refused_says_that_it_has_become_late_since()
    {
        _run.Facts.LateMark = _ => "late";
        _run.Telegram.Decide = _ => new(new SendOutcome.Unknown("away"));
        for (var i = 0; i < 15; i++)
        {
            _run.Wish(Group, $"order {i}");
        }
        _run.Pass(TimeSpan.FromSeconds(40));
        _run.Telegram.Decide = request =>
            request.Content.Text.Contains("order 1\n", StringComparison.Ordinal) ? new(new SendOutcome.MarkupRefused("tag")) : null;
        _run.Pass(TimeSpan.FromMinutes(5));
        _run.Telegram.In(Group).Count().ShouldBe(15);
        _run.Telegram.In(Group).Last().Text.ShouldStartWith("late\n");
    }

    [Fact]
    public void A_group_upgraded_while_a_message_is_under_way_keeps_its_order_and_its_minute()
    {
        for (var i = 0; i < 18; i++)
        {
            _run.Wish(Group, $"n{i:00}", Urgency.Call);
            _run.Pass(TimeSpan.FromMilliseconds(100));
        }
        _run.Telegram.Travel = () => (300, 300);
        _run.Telegram.Decide = request => request.ChatId == Group ? new(new SendOutcome.Migrated(-1001)) : null;
        _run.Wish(Group, "under way", Urgency.Call);
        _run.Pass(TimeSpan.FromMilliseconds(100));
        _run.Database.Write(transaction => _run.States.Migrate(transaction, Group, -1001));
        _run.Wish(-1001, "later", Urgency.Call);
        for (var i = 0; i < 5; i++)
        {
            _run.Wish(-1001, $"order {i}");
        }
        _run.Pass(TimeSpan.FromSeconds(20));
        string.Join("\n\n", _run.Telegram.In(-1001).Select(message => message.Text)).ShouldStartWith("under way\n\nlater");
        _run.Telegram.Requests.Count.ShouldBeLessThanOrEqualTo(20);
        _run.Pass(TimeSpan.FromMinutes(2));
        _run.Count("SELECT count(*) FROM notices WHERE shown_version = 0").ShouldBe(0);
        _told.ShouldBeEmpty();
        _run.Count("SELECT count(*) FROM chats WHERE id = -1001").ShouldBe(1);
    }

    [Fact]
    public void What_is_wished_for_the_old_id_of_an_upgraded_group_is_shown_in_the_new_one()
    {
        _run.Telegram.Decide = request => request.ChatId == Group ? new(new SendOutcome.Migrated(-1001)) : null;
        _run.Wish(Group, "learns of it");
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Wish(Group, "typed before, handled after");
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Telegram.In(-1001).Select(message => message.Text).ShouldBe(["learns of it", "typed before, handled after"]);
        _run.Count("SELECT count(*) FROM chats").ShouldBe(1);
    }

    [Fact]
    public void A_message_that_was_shown_in_the_group_just_before_its_upgrade_is_not_shown_again()
    {
        _run.Wish(-1001, "known");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.Travel = () => (300, 300);
        _run.Telegram.Decide = request => request.ChatId == Group ? new(new SendOutcome.Delivered(1), TakesEffect: true) : null;
        var id = _run.Wish(Group, "under way", Urgency.Call);
        _run.Pass(TimeSpan.FromMilliseconds(100));
        _run.Database.Write(transaction => _run.States.Migrate(transaction, Group, -1001));
        _run.Change(id, "changed");
        _run.Wish(-1001, "later", Urgency.Call);
        _run.Pass(TimeSpan.FromSeconds(10));
        _run.Telegram.Messages.Select(message => message.Text).ShouldBe(["known", "under way", "later"]);
    }

    [Fact]
    public void A_number_that_telegram_gives_twice_means_the_newer_message()
    {
        var old = _run.Wish(Group, "old");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.Decide = request => request.TelegramId is null ? new(new SendOutcome.Delivered(1), TakesEffect: true) : null;
        _run.Wish(Group, "new");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Change(old, "old, changed");
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Database.Write(transaction => Outbox.NoticesOf(transaction, Group, 1)).ShouldBe([2L]);
        _run.Telegram.In(Group).Select(message => message.Text).ShouldBe(["old", "new"]);
    }

    [Fact]
    public void A_changed_message_whose_notices_are_gone_is_left_as_it_is()
    {
        var id = _run.Wish(Group, "one");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Change(id, "two");
        _run.Database.Write(transaction => transaction.Connection.Execute("DELETE FROM notices"));
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Telegram.In(Group).Single().Edits.ShouldBe(0);
        _run.Count("SELECT count(*) FROM messages WHERE changed = 1").ShouldBe(0);
    }

    [Fact]
    public void Without_a_sign_of_life_a_probe_finds_out_that_the_chat_is_back()
    {
        _run.Facts.On<DeliveryFact.StillRefuses>(fact => _told.Add($"still {fact.Chat.Id} {fact.Chat.RefusedReason} {fact.Waiting.Count}"));
        Refuse(RefusalReason.NoRightToWrite);
        _run.Wish(Group, "one");
        _run.Pass(TimeSpan.FromMinutes(11));
        _told.ShouldBe(["refused -100 NoRightToWrite 1", "still -100 NoRightToWrite 1"]);
        _run.Telegram.Decide = _ => null;
        _run.Pass(TimeSpan.FromMinutes(10));
        _run.Telegram.In(Group).Count().ShouldBe(1);
        _run.Chat(Group).RefusedAt.ShouldBeNull();
    }

    [Fact]
    public void What_waits_for_a_refusing_chat_longer_than_twelve_hours_ends()
    {
        Refuse(RefusalReason.BlockedByUser);
        _run.Wish(Group, "old");
        _run.Pass(TimeSpan.FromHours(12.1));
        _run.Telegram.Decide = _ => null;
        _run.Wish(Group, "new");
        _run.Database.Write(transaction => _run.States.SignOfLife(transaction, Group));
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.In(Group).Select(message => message.Text).ShouldBe(["new"]);
    }

    [Fact]
    public void A_group_that_became_a_supergroup_gets_its_message_there_at_once()
    {
        _run.Wish(Group, "first");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.Decide = request => request.ChatId == Group ? new(new SendOutcome.Migrated(-1001)) : null;
        _run.Wish(Group, "second", Urgency.Call);
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.In(-1001).Single().Text.ShouldBe("second");
        _told.ShouldBeEmpty();
        _run.Count("SELECT count(*) FROM chats WHERE id = -1001").ShouldBe(1);
        _run.Database.Write(transaction => _run.States.Migrate(transaction, Group, -1001));
        _run.Count("SELECT count(*) FROM chats").ShouldBe(1);
    }

    [Fact]
    public void Migration_into_a_chat_known_already_merges_the_two()
    {
        _run.Wish(-1001, "there");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.Decide = request => request.ChatId == Group ? new(new SendOutcome.Migrated(-1001)) : null;
        _run.Wish(Group, "here");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.In(-1001).Select(message => message.Text).ShouldBe(["there", "here"]);
        _run.Count("SELECT count(*) FROM chats").ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_topic_that_is_gone_or_closed_sends_its_notices_to_the_chat(bool closed)
    {
        _run.Telegram.Decide = request =>
            request.TopicId != 5 ? null
            : closed ? new(new SendOutcome.ChatRefused(RefusalReason.TopicClosed, "TOPIC_CLOSED"))
            : new(new SendOutcome.TopicGone());
        _run.Wish(Group, "call", Urgency.Call, topicId: 5);
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.In(Group).Single().TopicId.ShouldBe(0);
        _told.ShouldBe(["topic -100 5"]);
    }

    [Fact]
    public void An_edit_of_a_message_that_is_gone_ends_there()
    {
        var id = _run.Wish(Group, "one");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.Decide = request => request.TelegramId is not null ? new(new SendOutcome.MessageGone()) : null;
        _run.Change(id, "two");
        _run.Pass(TimeSpan.FromMinutes(5));
        _run.Telegram.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public void An_outcome_that_nobody_knows_is_sent_again()
    {
        var first = true;
        _run.Telegram.Decide = _ =>
        {
            var fate = first ? new ModelTelegram.Fate(new SendOutcome.Unknown("reset"), TakesEffect: true) : null;
            first = false;
            return fate;
        };
        _run.Wish(Group, "call", Urgency.Call);
        _run.Pass(TimeSpan.FromSeconds(3));
        _run.Telegram.In(Group).Count().ShouldBe(2);
    }

    [Fact]
    public void Several_chats_throttled_in_a_row_hold_the_whole_bot_once_another_tried_in_vain()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.Throttled(TimeSpan.FromSeconds(40)));
        for (var i = 1; i <= 3; i++)
        {
            _run.Wish(-i, "x");
        }
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Wish(-50, "y");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Wish(-51, "z");
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Telegram.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public void Three_chats_that_are_asked_for_patience_cost_a_call_of_another_nothing()
    {
        _run.Telegram.Decide = request => request.ChatId > -4 ? new(new SendOutcome.Throttled(TimeSpan.FromSeconds(40))) : null;
        for (var i = 1; i <= 3; i++)
        {
            _run.Wish(-i, "x");
        }
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Wish(-50, "order");
        _run.Wish(-51, "call", Urgency.Call);
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.Messages.Select(message => message.Text).ShouldBe(["call", "order"]);
    }

    private void Refuse(RefusalReason reason) =>
        _run.Telegram.Decide = request => request.ChatId == Group ? new(new SendOutcome.ChatRefused(reason, "Forbidden")) : null;
}

using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>Answers to strangers.</summary>
public sealed class CourtesyTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly DeliveryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void It_is_sent_and_nothing_of_it_is_kept()
    {
        Add(700, "hello");
        _run.Pass(Second);
        _run.Telegram.In(700).Single().Text.ShouldBe("hello");
        _run.Count("SELECT (SELECT count(*) FROM notices) + (SELECT count(*) FROM messages) + (SELECT count(*) FROM chats)").ShouldBe(0);
        _run.Pass(TimeSpan.FromMinutes(3));
        _run.Count("SELECT count(*) FROM attempts").ShouldBe(0);
    }

    [Fact]
    public void It_goes_only_while_half_of_the_second_is_free()
    {
        for (var chat = 1; chat <= 15; chat++)
        {
            _run.Wish(-chat, "order");
        }
        Add(700, "hello");
        _run.Pass(TimeSpan.FromMilliseconds(500));
        _run.Telegram.Messages.Count.ShouldBe(15);
        _run.Pass(Second);
        _run.Telegram.In(700).ShouldHaveSingleItem();
    }

    [Fact]
    public void Too_many_are_dropped_and_so_is_what_comes_too_late()
    {
        for (var i = 0; i < 100; i++)
        {
            Add(700 + i, "hello");
        }
        _run.Pass(TimeSpan.FromSeconds(10));
        _run.Telegram.Messages.Count.ShouldBe(10);

        _run.Telegram.Decide = _ => new(new SendOutcome.Unknown("no answer"));
        for (var chat = 1; chat <= 5; chat++)
        {
            _run.Wish(-chat, "call", Urgency.Call);
        }
        _run.Pass(TimeSpan.FromSeconds(10));
        Add(900, "hello");
        _run.Pass(TimeSpan.FromSeconds(40));
        _run.Telegram.Decide = _ => null;
        _run.Pass(TimeSpan.FromSeconds(40));
        _run.Telegram.In(900).ShouldBeEmpty();
    }

    [Fact]
    public void It_counts_for_the_limits_after_a_crash_too()
    {
        for (var i = 0; i < 10; i++)
        {
            Add(700 + i, "hello");
        }
        _run.Pass(TimeSpan.FromMilliseconds(450));
        _run.Crash();
        for (var chat = 1; chat <= 30; chat++)
        {
            _run.Wish(-chat, "call", Urgency.Call);
        }
        _run.Pass(TimeSpan.FromSeconds(3));
        _run.Telegram.Throttled.ShouldBe(0);
    }

    [Fact]
    public void A_stranger_who_becomes_one_of_the_staff_a_moment_later_is_not_written_to_too_often()
    {
        Add(700, "only for managers");
        _run.Pass(TimeSpan.FromMilliseconds(200));
        _run.Wish(700, "you are a manager now");
        _run.Pass(TimeSpan.FromSeconds(3));
        _run.Telegram.In(700).Select(message => message.Text).ShouldBe(["only for managers", "you are a manager now"]);
        _run.Telegram.Throttled.ShouldBe(0);
    }

    [Fact]
    public void Whoever_is_told_that_he_is_staff_no_longer_does_not_get_an_answer_at_the_same_moment()
    {
        _run.Wish(700, "you are removed");
        Add(700, "only for staff");
        _run.Pass(TimeSpan.FromSeconds(3));
        _run.Telegram.In(700).Select(message => message.Text).ShouldBe(["you are removed", "only for staff"]);
        _run.Telegram.Throttled.ShouldBe(0);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void Patience_that_an_answer_was_asked_for_holds_for_all_that_the_chat_is_to_get(bool known, bool crashes)
    {
        if (known)
        {
            _run.Wish(700, "known");
            _run.Pass(TimeSpan.FromSeconds(3));
        }
        _run.Telegram.Decide = _ => new(new SendOutcome.Throttled(TimeSpan.FromMinutes(2)));
        Add(700, "only for managers");
        _run.Pass(TimeSpan.FromSeconds(1));
        if (crashes)
        {
            _run.Crash();
        }
        _run.Telegram.Decide = _ => null;
        var asked = _run.Telegram.Requests.Count;
        _run.Wish(700, "you are a manager now");
        _run.Pass(TimeSpan.FromSeconds(110));
        _run.Telegram.Requests.Count.ShouldBe(asked);
        _run.Pass(TimeSpan.FromSeconds(20));
        _run.Telegram.In(700).Last().Text.ShouldBe("you are a manager now");
    }

    [Fact]
    public void Whoever_does_not_take_it_is_left_in_peace()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.ChatRefused(RefusalReason.BlockedByUser, "blocked"));
        Add(700, "hello");
        _run.Pass(TimeSpan.FromMinutes(2));
        _run.Telegram.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void Patience_that_telegram_asked_for_is_kept_in_full_after_a_crash_too()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.Throttled(TimeSpan.FromSeconds(20)));
        Add(700, "hello");
        _run.Pass(Second);
        _run.Crash();
        _run.Telegram.Decide = _ => null;
        Add(700, "hello again");
        _run.Pass(TimeSpan.FromSeconds(18));
        _run.Telegram.Requests.Count.ShouldBe(1);
        _run.Pass(TimeSpan.FromSeconds(3));
        _run.Telegram.Messages.ShouldHaveSingleItem();
    }

    private void Add(long chat, string text) =>
        _run.Database.Write(transaction => _run.Outbox.Courtesies.Add(transaction, new Destination(chat), text));
}

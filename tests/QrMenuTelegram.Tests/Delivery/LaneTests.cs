using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>Which chat comes first, and how long one without an answer is left in peace.</summary>
public sealed class LaneTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly DeliveryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Of_more_chats_than_a_second_has_room_for_the_one_with_the_call_comes_first()
    {
        for (var chat = 1; chat <= 40; chat++)
        {
            _run.Wish(-chat, "order");
        }
        _run.Wish(-41, "call", Urgency.Call);
        _run.Pass(TimeSpan.FromMilliseconds(1));
        _run.Telegram.Requests[0].ChatId.ShouldBe(-41);
    }

    [Fact]
    public void What_all_chats_were_sent_in_the_last_second_counts_after_a_crash()
    {
        for (var chat = 1; chat <= 60; chat++)
        {
            _run.Wish(-chat, "call", Urgency.Call);
        }
        _run.Pass(TimeSpan.FromMilliseconds(100));
        _run.Crash();
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Telegram.Throttled.ShouldBe(0);
        Enumerable.Range(1, 60).ShouldAllBe(chat => _run.Telegram.In(-chat).Any());
    }

    [Fact]
    public void A_chat_without_an_answer_is_tried_again_after_ever_longer_waits_that_begin_anew_after_an_answer()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.Unknown("no answer"));
        _run.Wish(-1, "one");
        _run.Pass(TimeSpan.FromSeconds(30));
        Waits().Take(5).ShouldBe([750, 1500, 3000, 6000, 11250]);

        _run.Telegram.Decide = _ => null;
        _run.Pass(TimeSpan.FromSeconds(15));
        _run.Telegram.In(-1).Single().Text.ShouldBe("one");
        _run.Telegram.Requests.Clear();
        _run.Telegram.Decide = _ => new(new SendOutcome.Unknown("no answer"));
        _run.Wish(-1, "two");
        _run.Pass(TimeSpan.FromSeconds(2));
        Waits()[0].ShouldBe(750);
    }

    [Fact]
    public void When_telegram_is_back_no_chat_waits_out_what_it_waited_for_while_telegram_was_away()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.Unknown("no answer"));
        for (var chat = 1; chat <= 5; chat++)
        {
            _run.Wish(-chat, "call", Urgency.Call);
        }
        _run.Pass(TimeSpan.FromMinutes(5));
        _run.Telegram.Decide = _ => null;
        while (_run.Telegram.Messages.Count == 0)
        {
            _run.Pass(TimeSpan.FromMilliseconds(100));
        }
        _run.Pass(Second);
        _run.Telegram.Messages.Count.ShouldBe(5);
    }

    [Fact]
    public void An_upgraded_group_keeps_what_it_was_sent_in_the_last_minute_over_a_crash()
    {
        for (var i = 0; i < 20; i++)
        {
            _run.Wish(-1, $"call {i}", Urgency.Call);
            _run.Pass(TimeSpan.FromMilliseconds(500));
        }
        _run.Database.Write(transaction => _run.States.Migrate(transaction, -1, -1001));
        _run.Pass(TimeSpan.FromMilliseconds(1));
        _run.Crash();
        for (var i = 0; i < 20; i++)
        {
            _run.Wish(-1001, $"later {i}", Urgency.Call);
        }
        _run.Pass(TimeSpan.FromSeconds(20));
        _run.Telegram.Requests.Count.ShouldBe(20);
    }

    // Between the answer to one and the start of the next, in milliseconds.
    private List<double> Waits() =>
        [.. _run.Telegram.Requests.Zip(_run.Telegram.Requests.Skip(1), (one, next) => (next.StartedAt - one.BackAt).TotalMilliseconds)];
}

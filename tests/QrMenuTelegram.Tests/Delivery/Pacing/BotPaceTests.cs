using QrMenuTelegram.Delivery;
using QrMenuTelegram.Delivery.Pacing;

namespace QrMenuTelegram.Tests.Delivery.Pacing;

public sealed class BotPaceTests
{
    private readonly BotPace _pace = new(new DeliveryOptions(), () => 1);

    [Fact]
    public void A_tenth_of_the_second_is_kept_for_calls_and_a_third_for_guests()
    {
        _pace.FreeNow(new(0)).ShouldBe(30);
        (
            _pace.Allows(Urgency.Order, 26, new(0)),
            _pace.Allows(Urgency.Order, 27, new(0)),
            _pace.Allows(Urgency.Call, 29, new(0)),
            _pace.Allows(Urgency.Call, 30, new(0))
        ).ShouldBe((true, false, true, false));
        for (var i = 0; i < 27; i++)
        {
            _pace.Begin(new(i));
            _pace.End(new(i));
        }
        (_pace.NextAt(Urgency.Call, new(50)), _pace.NextAt(Urgency.Order, new(50)), _pace.NextAt(Urgency.Reply, new(50))).ShouldBe(
            (new Instant(50), new Instant(1010), new Instant(1017))
        );
    }

    [Fact]
    public void Half_of_the_second_is_kept_from_what_nothing_may_wait_for() =>
        (_pace.Allows(Urgency.Call, 14, new(0), patient: true), _pace.Allows(Urgency.Call, 15, new(0), patient: true)).ShouldBe(
            (true, false)
        );

    [Fact]
    public void That_three_chats_in_a_row_are_asked_for_patience_is_tried_at_once_by_one_message_of_another()
    {
        _pace.Throttled(1, new(9000), new(10));
        _pace.Throttled(2, new(5000), new(10));
        _pace.Throttled(2, new(8000), new(10));
        _pace.Allows(Urgency.Call, 1, new(10)).ShouldBeTrue();
        _pace.Throttled(3, new(7000), new(10));
        (_pace.ParkedUntil, _pace.NextAt(Urgency.Order, new(10))).ShouldBe((new Instant(0), new Instant(10)));
        (_pace.Allows(Urgency.Call, 0, new(10)), _pace.Allows(Urgency.Call, 1, new(10))).ShouldBe((true, false));

        // What is on its way holds the next back for 3 s, and no longer.
        _pace.Begin(new(20));
        _pace.NextAt(Urgency.Call, new(30)).ShouldBe(new Instant(3020));
        _pace.Answered(delivered: true);
        (_pace.NextAt(Urgency.Call, new(40)), _pace.Allows(Urgency.Call, 1, new(40))).ShouldBe((new Instant(40), true));
    }

    [Fact]
    public void A_fourth_that_is_asked_too_holds_the_whole_bot_until_the_shortest_is_over_or_the_next_may_try()
    {
        foreach (var chat in (long[])[1, 2, 3])
        {
            _pace.Throttled(chat, new(9_000_000), new(0));
        }
        _pace.Throttled(4, new(8_000_000), new(100));
        _pace.ParkedUntil.ShouldBe(new Instant(15_100));
        _pace.Throttled(5, new(8_000_000), new(15_200));
        _pace.ParkedUntil.ShouldBe(new Instant(45_200));
        _pace.NextAt(Urgency.Call, new(8_000_001)).ShouldBe(new Instant(8_000_001));

        // What comes afterwards begins anew.
        _pace.Throttled(6, new(8_100_000), new(8_000_002));
        _pace.Throttled(7, new(8_100_000), new(8_000_002));
        _pace.Allows(Urgency.Call, 1, new(8_000_003)).ShouldBeTrue();
    }

    [Fact]
    public void A_message_that_is_shown_between_them_says_that_it_is_not_about_the_bot()
    {
        _pace.Throttled(1, new(9000), new(0));
        _pace.Throttled(2, new(9000), new(0));
        _pace.Answered(delivered: true).ShouldBeFalse();
        _pace.Throttled(3, new(8000), new(0));
        _pace.Throttled(4, new(8000), new(0));
        _pace.Allows(Urgency.Call, 1, new(0)).ShouldBeTrue();
        _pace.Answered(delivered: false);
        _pace.Throttled(5, new(9000), new(0));
        _pace.Allows(Urgency.Call, 1, new(0)).ShouldBeFalse();
    }

    [Fact]
    public void Where_something_between_refuses_the_waits_grow_to_a_minute()
    {
        long[] waits = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000];
        _pace.Unanswered(1, new(0), refused: true);
        _pace.Unanswered(2, new(0), refused: true);
        var now = 0L;
        foreach (var wait in waits)
        {
            _pace.Unanswered(3, new(now), refused: true);
            _pace.ParkedUntil.ShouldBe(new Instant(now += wait));
        }
    }

    [Fact]
    public void Three_chats_in_a_row_without_an_answer_mean_that_telegram_is_away_and_one_probe_at_a_time_goes_out()
    {
        _pace.Unanswered(1, new(100));
        _pace.Unanswered(1, new(200));
        _pace.Unanswered(2, new(300));
        _pace.AwaySince.ShouldBeNull();
        _pace.Unanswered(3, new(400));
        (_pace.AwaySince, _pace.ParkedUntil).ShouldBe((new Instant(400), new Instant(1400)));
        (_pace.Allows(Urgency.Order, 0, new(1400)), _pace.Allows(Urgency.Call, 1, new(1400))).ShouldBe((true, false));
        _pace.Begin(new(1400));
        _pace.NextAt(Urgency.Call, new(1400)).ShouldBeNull();
        _pace.End(new(1500));
        _pace.Unanswered(1, new(1500));
        (_pace.AwaySince, _pace.ParkedUntil).ShouldBe((new Instant(400), new Instant(3500)));
        _pace.Answered(delivered: false).ShouldBeTrue();
        _pace.AwaySince.ShouldBeNull();
        _pace.Answered(delivered: false).ShouldBeFalse();
        _pace.Unanswered(1, new(4000));
        _pace.Unanswered(2, new(4000));
        _pace.AwaySince.ShouldBeNull();
        _pace.Unanswered(3, new(4000));
        (_pace.AwaySince, _pace.ParkedUntil).ShouldBe((new Instant(4000), new Instant(5000)));
    }

    [Fact]
    public void A_refused_token_is_tried_again_slowly_from_30_s_to_5_minutes()
    {
        long[] waits = [30_000, 60_000, 120_000, 240_000, 300_000, 300_000];
        var now = 1000L;
        foreach (var wait in waits)
        {
            _pace.Unauthorized(new(now));
            _pace.ParkedUntil.ShouldBe(new Instant(now + wait));
            _pace.UnauthorizedSince.ShouldBe(new Instant(1000));
            now += wait;
        }
        _pace.Allows(Urgency.Call, 1, new(now)).ShouldBeFalse();
        _pace.Answered(delivered: false);
        _pace.UnauthorizedSince.ShouldBeNull();
        _pace.Unauthorized(new(now));
        _pace.ParkedUntil.ShouldBe(new Instant(now + 30_000));
    }

    [Fact]
    public void A_shorter_patience_never_ends_a_longer_one()
    {
        _pace.Park(new(5000));
        _pace.Park(new(3000));
        _pace.ParkedUntil.ShouldBe(new Instant(5000));
    }
}

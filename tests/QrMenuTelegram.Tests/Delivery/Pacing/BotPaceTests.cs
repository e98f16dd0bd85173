using QrMenuTelegram.Delivery;
using QrMenuTelegram.Delivery.Pacing;

namespace QrMenuTelegram.Tests.Delivery.Pacing;

public sealed class BotPaceTests
{
    private readonly BotPace _pace = new(new DeliveryOptions(), () => 1);

    [Fact]
    public void A_tenth_of_the_second_is_kept_for_calls_and_a_third_for_guests()
    {
        _pace.FreeNow(0).ShouldBe(30);
        (_pace.Allows(Urgency.Order, 26, 0), _pace.Allows(Urgency.Order, 27, 0), _pace.Allows(Urgency.Call, 29, 0), _pace.Allows(Urgency.Call, 30, 0))
            .ShouldBe((true, false, true, false));
        for (var i = 0; i < 27; i++)
        {
            _pace.Begin();
            _pace.End(i);
        }
        (_pace.NextAt(Urgency.Call, 50), _pace.NextAt(Urgency.Order, 50), _pace.NextAt(Urgency.Reply, 50)).ShouldBe((50, 1010, 1017));
    }

    [Fact]
    public void Half_of_the_second_is_kept_from_what_nothing_may_wait_for() =>
        (_pace.Allows(Urgency.Call, 14, 0, patient: true), _pace.Allows(Urgency.Call, 15, 0, patient: true)).ShouldBe((true, false));

    [Fact]
    public void Three_chats_in_a_row_that_are_asked_for_patience_hold_the_whole_bot_for_the_shortest()
    {
        _pace.Throttled(1, 9000);
        _pace.Throttled(2, 5000);
        _pace.Throttled(2, 8000);
        _pace.ParkedUntil.ShouldBe(0);
        _pace.Throttled(3, 7000);
        _pace.ParkedUntil.ShouldBe(5000);
        (_pace.NextAt(Urgency.Call, 10), _pace.NextAt(Urgency.Call, 6000)).ShouldBe((5000, 6000));

        // What comes afterwards begins anew.
        _pace.Throttled(4, 9000);
        _pace.Throttled(5, 9000);
        _pace.ParkedUntil.ShouldBe(5000);
    }

    [Fact]
    public void A_message_that_is_shown_between_them_says_that_it_is_not_about_the_bot()
    {
        _pace.Throttled(1, 9000);
        _pace.Throttled(2, 9000);
        _pace.Answered(delivered: true).ShouldBeFalse();
        _pace.Throttled(3, 8000);
        _pace.Throttled(4, 8000);
        _pace.ParkedUntil.ShouldBe(0);
        _pace.Answered(delivered: false);
        _pace.Throttled(5, 9000);
        _pace.ParkedUntil.ShouldBe(8000);
    }

    [Fact]
    public void Three_chats_in_a_row_without_an_answer_mean_that_telegram_is_away_and_one_probe_at_a_time_goes_out()
    {
        _pace.Unanswered(1, 100);
        _pace.Unanswered(1, 200);
        _pace.Unanswered(2, 300);
        _pace.AwaySince.ShouldBeNull();
        _pace.Unanswered(3, 400);
        (_pace.AwaySince, _pace.ParkedUntil).ShouldBe((400, 1400));
        (_pace.Allows(Urgency.Order, 0, 1400), _pace.Allows(Urgency.Call, 1, 1400)).ShouldBe((true, false));
        _pace.Begin();
        _pace.NextAt(Urgency.Call, 1400).ShouldBeNull();
        _pace.End(1500);
        _pace.Unanswered(1, 1500);
        (_pace.AwaySince, _pace.ParkedUntil).ShouldBe((400, 3500));
        _pace.Answered(delivered: false).ShouldBeTrue();
        _pace.AwaySince.ShouldBeNull();
        _pace.Answered(delivered: false).ShouldBeFalse();
        _pace.Unanswered(1, 4000);
        _pace.Unanswered(2, 4000);
        _pace.AwaySince.ShouldBeNull();
        _pace.Unanswered(3, 4000);
        (_pace.AwaySince, _pace.ParkedUntil).ShouldBe((4000, 5000));
    }

    [Fact]
    public void A_refused_token_is_tried_again_slowly_from_30_s_to_5_minutes()
    {
        long[] waits = [30_000, 60_000, 120_000, 240_000, 300_000, 300_000];
        var now = 1000L;
        foreach (var wait in waits)
        {
            _pace.Unauthorized(now);
            _pace.ParkedUntil.ShouldBe(now + wait);
            _pace.UnauthorizedSince.ShouldBe(1000);
            now += wait;
        }
        _pace.Allows(Urgency.Call, 1, now).ShouldBeFalse();
        _pace.Answered(delivered: false);
        _pace.UnauthorizedSince.ShouldBeNull();
        _pace.Unauthorized(now);
        _pace.ParkedUntil.ShouldBe(now + 30_000);
    }

    [Fact]
    public void A_shorter_patience_never_ends_a_longer_one()
    {
        _pace.Park(5000);
        _pace.Park(3000);
        _pace.ParkedUntil.ShouldBe(5000);
    }
}

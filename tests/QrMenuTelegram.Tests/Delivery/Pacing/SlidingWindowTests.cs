using QrMenuTelegram.Delivery.Pacing;

namespace QrMenuTelegram.Tests.Delivery.Pacing;

public sealed class SlidingWindowTests
{
    private readonly SlidingWindow _window = new(3, TimeSpan.FromSeconds(1));

    [Fact]
    public void What_is_under_way_counts_from_its_start_and_what_is_over_from_its_end()
    {
        (_window.Free(new(0)), _window.NextAt(new(0))).ShouldBe((3, new Instant(0)));
        _window.Begin();
        _window.Begin();
        _window.Begin();
        (_window.Free(new(5000)), _window.NextAt(new(5000))).ShouldBe((0, null));
        _window.End(new(5000));
        (_window.Free(new(5000)), _window.NextAt(new(5000))).ShouldBe((0, new Instant(6010)));
        _window.End(new(5500));
        (_window.Free(new(6009)), _window.NextAt(new(6009))).ShouldBe((0, new Instant(6010)));
        (_window.Free(new(6010)), _window.NextAt(new(6010))).ShouldBe((1, new Instant(6010)));
        _window.LatestEnd.ShouldBe(new Instant(5500));
        _window.Free(new(6510)).ShouldBe(2);
        _window.LatestEnd.ShouldBeNull();
    }

    [Fact]
    public void What_is_kept_for_others_must_be_free_as_well()
    {
        _window.Remember(new(0));
        _window.Remember(new(100));
        (_window.NextAt(new(200)), _window.NextAt(new(200), reserve: 1), _window.NextAt(new(200), reserve: 2)).ShouldBe(
            (new Instant(200), new Instant(1010), new Instant(1110))
        );

        // Something is always possible in the end.
        _window.NextAt(new(200), reserve: 9).ShouldBe(new Instant(1110));
        _window.NextAt(new(1110), reserve: 9).ShouldBe(new Instant(1110));
    }

    [Fact]
    public void Ends_may_be_told_in_any_order()
    {
        _window.Remember(new(300));
        _window.Remember(new(100));
        _window.Remember(new(200));
        _window.LatestEnd.ShouldBe(new Instant(300));
        (_window.NextAt(new(300)), _window.NextAt(new(1110)), _window.NextAt(new(1110), reserve: 1)).ShouldBe(
            (new Instant(1110), new Instant(1110), new Instant(1210))
        );
    }

    [Fact]
    public void Of_two_that_turn_out_to_be_one_everything_counts()
    {
        var other = new SlidingWindow(3, TimeSpan.FromSeconds(1));
        other.Begin();
        other.Begin();
        other.End(new(50));
        _window.Remember(new(100));
        _window.Absorb(other);
        (_window.Free(new(100)), _window.NextAt(new(100))).ShouldBe((0, new Instant(1060)));
        _window.LatestEnd.ShouldBe(new Instant(100));
    }
}

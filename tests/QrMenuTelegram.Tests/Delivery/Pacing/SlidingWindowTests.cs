using QrMenuTelegram.Delivery.Pacing;

namespace QrMenuTelegram.Tests.Delivery.Pacing;

public sealed class SlidingWindowTests
{
    private readonly SlidingWindow _window = new(3, 1000);

    [Fact]
    public void What_is_under_way_counts_from_its_start_and_what_is_over_from_its_end()
    {
        (_window.Free(0), _window.NextAt(0)).ShouldBe((3, 0));
        _window.Begin();
        _window.Begin();
        _window.Begin();
        (_window.Free(5000), _window.NextAt(5000)).ShouldBe((0, null));
        _window.End(5000);
        (_window.Free(5000), _window.NextAt(5000)).ShouldBe((0, 6010));
        _window.End(5500);
        (_window.Free(6009), _window.NextAt(6009)).ShouldBe((0, 6010));
        (_window.Free(6010), _window.NextAt(6010)).ShouldBe((1, 6010));
        _window.LatestEnd.ShouldBe(5500);
        _window.Free(6510).ShouldBe(2);
        _window.LatestEnd.ShouldBeNull();
    }

    [Fact]
    public void What_is_kept_for_others_must_be_free_as_well()
    {
        _window.Remember(0);
        _window.Remember(100);
        (_window.NextAt(200), _window.NextAt(200, reserve: 1), _window.NextAt(200, reserve: 2)).ShouldBe((200, 1010, 1110));

        // Something is always possible in the end.
        _window.NextAt(200, reserve: 9).ShouldBe(1110);
        _window.NextAt(1110, reserve: 9).ShouldBe(1110);
    }

    [Fact]
    public void Ends_may_be_told_in_any_order()
    {
        _window.Remember(300);
        _window.Remember(100);
        _window.Remember(200);
        _window.LatestEnd.ShouldBe(300);
        (_window.NextAt(300), _window.NextAt(1110), _window.NextAt(1110, reserve: 1)).ShouldBe((1110, 1110, 1210));
    }

    [Fact]
    public void Of_two_that_turn_out_to_be_one_everything_counts()
    {
        var other = new SlidingWindow(3, 1000);
        other.Begin();
        other.Begin();
        other.End(50);
        _window.Remember(100);
        _window.Absorb(other);
        (_window.Free(100), _window.NextAt(100)).ShouldBe((0, 1060));
        _window.LatestEnd.ShouldBe(100);
    }
}

using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 28, 19, 30, 0, TimeSpan.Zero);

    private readonly JumpingTimeProvider _time = new(Start);
    private readonly Clock _clock;

    public ClockTests() => _clock = new Clock(_time);

    [Fact]
    public void It_starts_at_the_wall_clock() => _clock.Now.ShouldBe(new Instant(Start.ToUnixTimeMilliseconds()));

    [Fact]
    public void It_goes_a_second_a_second()
    {
        _time.Advance(TimeSpan.FromSeconds(90));
        _clock.Now.ShouldBe(new Instant(Start.AddSeconds(90).ToUnixTimeMilliseconds()));
        _clock.ToWall(_clock.Now).ShouldBe(_clock.Wall);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    [InlineData(24 * 400)]
    public void A_wall_clock_that_jumps_does_not_move_it(int hours)
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        var before = _clock.Now;
        _time.Jump(TimeSpan.FromHours(hours));
        _clock.Now.ShouldBe(before);
        _time.Advance(TimeSpan.FromSeconds(1));
        _clock.Now.ShouldBe(before + 1000);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public void What_happened_is_shown_by_the_clock_that_hangs_on_the_wall_now(int hours)
    {
        var happened = _clock.Now;
        _time.Advance(TimeSpan.FromMinutes(5));
        _time.Jump(TimeSpan.FromHours(hours));
        _clock.ToWall(happened).ShouldBe(_clock.Wall.AddMinutes(-5));
    }

    [Fact]
    public void A_wall_clock_set_back_between_two_runs_does_not_make_the_past_the_future()
    {
        var remembered = _clock.Now;
        _time.Jump(TimeSpan.FromHours(-2));
        var next = new Clock(_time);
        next.ContinueFrom(remembered);
        next.Now.ShouldBe(remembered);
        _time.Advance(TimeSpan.FromSeconds(1));
        next.Now.ShouldBe(remembered + 1000);
        next.ToWall(remembered).ShouldBe(Start);
        next.ToWall(next.Now).ShouldBe(next.Wall);
    }

    [Fact]
    public void What_the_database_remembers_of_the_past_changes_nothing()
    {
        _clock.ContinueFrom(_clock.Now - 60_000);
        _clock.Now.ShouldBe(new Instant(Start.ToUnixTimeMilliseconds()));
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(0, 0)]
    [InlineData(0, 24)]
    public void What_happened_before_the_machine_started_keeps_its_date_when_the_clock_is_set_right(int slowAtFirst, int offForHours)
    {
        // The first start: the clock is slow, the network sets it right.
        _time.Jump(TimeSpan.FromHours(-slowAtFirst));
        var first = new Clock(_time);
        first.ContinueFrom(new(0), null, []);
        _time.Advance(TimeSpan.FromSeconds(2));
        _time.Jump(TimeSpan.FromHours(slowAtFirst));
        var happened = (At: first.Now, first.Wall);
        _time.Advance(TimeSpan.FromMinutes(1));
        var (last, offsets) = (first.Now, first.Offsets);

        // Hours later the clock goes on from where it stopped.
        _time.Advance(TimeSpan.FromHours(offForHours));
        _time.Jump(TimeSpan.FromHours(-offForHours));
        var second = new Clock(_time);
        second.ContinueFrom(last, null, offsets);
        second.ToWall(happened.At).ShouldBe(happened.Wall);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var soon = second.Now;
        _time.Advance(TimeSpan.FromSeconds(3));
        _time.Jump(TimeSpan.FromHours(offForHours));
        second.ToWall(happened.At).ShouldBe(happened.Wall);
        second.ToWall(soon).ShouldBe(second.Wall.AddSeconds(-3));
        second.ToSteady(happened.Wall).ShouldBe(happened.At);
        second.ToSteady(second.Wall).ShouldBe(second.Now);
        second.ToSteady(second.Wall.AddHours(5)).ShouldBe(second.Now + (5 * 3600_000));
    }

    [Fact]
    public void A_time_at_which_the_machine_was_off_is_the_next_start()
    {
        _clock.ContinueFrom(new(0), null, []);
        _time.Advance(TimeSpan.FromMinutes(1));
        var (last, offsets) = (_clock.Now, _clock.Offsets);
        _time.Advance(TimeSpan.FromHours(24));
        _time.Jump(TimeSpan.FromHours(-24));
        var second = new Clock(_time);
        second.ContinueFrom(last, null, offsets);
        var started = second.Now;
        _time.Jump(TimeSpan.FromHours(24));
        second.ToSteady(second.Wall.AddHours(-5)).ShouldBeInRange(started, started + 1);
        second.ToSteady(second.Wall.AddHours(-24.01)).ShouldBeLessThan(last);
    }

    [Fact]
    public void A_clock_that_was_never_set_dates_nothing_and_what_happened_then_is_dated_by_the_next_start()
    {
        _time.Jump(DateTimeOffset.UnixEpoch - Start);
        var first = new Clock(_time);
        first.ContinueFrom(new(0), null, []);
        var happened = first.Now;
        _time.Advance(TimeSpan.FromMinutes(1));
        first.Offsets.ShouldBe([new WallOffset(new(0), null)]);
        var last = first.Now;

        _time.Advance(TimeSpan.FromMinutes(1));
        _time.Jump(Start - DateTimeOffset.UnixEpoch);
        var second = new Clock(_time);
        second.ContinueFrom(last, null, first.Offsets is [var only] ? [only with { Milliseconds = null }] : []);
        second.Now.ShouldBe(last);
        second.ToWall(happened).ShouldBe(second.Wall.AddMinutes(-1));
    }

    [Fact]
    public void A_machine_that_starts_in_1970_each_time_neither_jumps_nor_forgets()
    {
        var offsets = (IReadOnlyList<WallOffset>)[];
        var (last, days) = (default(Instant), new List<(Instant At, DateTimeOffset Wall)>());
        for (var day = 0; day < 5; day++)
        {
            var ahead = _time.GetUtcNow() - DateTimeOffset.UnixEpoch;
            _time.Jump(-ahead);
            var clock = new Clock(_time);
            clock.ContinueFrom(last, null, offsets);
            clock.Now.ShouldBeGreaterThanOrEqualTo(last);
            clock.Now.ShouldBeLessThan(last + 1000, "a jump");
            var beforeItIsSet = clock.Offsets;
            _time.Advance(TimeSpan.FromSeconds(2));
            _time.Jump(ahead);
            days.Add((clock.Now, clock.Wall));
            _time.Advance(TimeSpan.FromHours(1));
            days.ShouldAllBe(then =>
                clock.ToWall(then.At) == then.Wall && (clock.ToSteady(then.Wall) - then.At).Duration() <= TimeSpan.FromMilliseconds(1)
            );
            (last, offsets) = (clock.Now, clock.Offsets);
            beforeItIsSet[^1].Milliseconds.ShouldBeNull();
            _time.Advance(TimeSpan.FromHours(23));
        }
    }

    [Fact]
    public void A_right_clock_after_one_that_was_set_late_makes_no_jump_of_years()
    {
        _time.Jump(DateTimeOffset.UnixEpoch - Start);
        var first = new Clock(_time);
        first.ContinueFrom(new(0), null, []);
        _time.Jump(Start - DateTimeOffset.UnixEpoch);
        _time.Advance(TimeSpan.FromMinutes(1));
        var (last, offsets) = (first.Now, first.Offsets);
        _time.Advance(TimeSpan.FromHours(10));
        var second = new Clock(_time);
        second.ContinueFrom(last, null, offsets);
        second.Now.ShouldBe(last + 36_000_000);
    }

    [Fact]
    public void A_database_of_an_earlier_version_keeps_its_dates()
    {
        var before = _clock.Now;
        _time.Advance(TimeSpan.FromHours(1));
        _time.Jump(TimeSpan.FromHours(-1));
        var next = new Clock(_time);
        next.ContinueFrom(before, null, []);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _time.Jump(TimeSpan.FromHours(1));
        next.ToWall(before).ShouldBe(Start);
        next.ToWall(next.Now).ShouldBe(next.Wall);
    }
}

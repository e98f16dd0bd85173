using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 28, 19, 30, 0, TimeSpan.Zero);

    private readonly JumpingTimeProvider _time = new(Start);
    private readonly Clock _clock;

    public ClockTests() => _clock = new Clock(_time);

    [Fact]
    public void It_starts_at_the_wall_clock() => _clock.Now.ShouldBe(Start.ToUnixTimeMilliseconds());

    [Fact]
    public void It_goes_a_second_a_second()
    {
        _time.Advance(TimeSpan.FromSeconds(90));
        _clock.Now.ShouldBe(Start.AddSeconds(90).ToUnixTimeMilliseconds());
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
        next.ToWall(remembered).ShouldBe(Start.AddHours(-2));
    }

    [Fact]
    public void What_the_database_remembers_of_the_past_changes_nothing()
    {
        _clock.ContinueFrom(_clock.Now - 60_000);
        _clock.Now.ShouldBe(Start.ToUnixTimeMilliseconds());
    }
}

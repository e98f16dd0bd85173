using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Playground;

namespace QrMenuTelegram.Tests.Playground;

public sealed class AdjustableTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 19, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _real = new();

    [Fact]
    public void Runs_as_fast_as_told_and_never_back()
    {
        var time = new AdjustableTime(Start, _real);
        _real.Advance(TimeSpan.FromSeconds(10));
        time.GetUtcNow().ShouldBe(Start.AddSeconds(10));

        time.SetSpeed(60);
        time.GetUtcNow().ShouldBe(Start.AddSeconds(10));
        _real.Advance(TimeSpan.FromSeconds(1));
        time.GetUtcNow().ShouldBe(Start.AddSeconds(70));
        time.GetElapsedTime(time.GetTimestamp() - TimeSpan.TicksPerMinute).ShouldBe(TimeSpan.FromMinutes(1));

        time.SetSpeed(1, Start);
        time.GetUtcNow().ShouldBe(Start.AddSeconds(70));
        time.SetSpeed(1, Start.AddMinutes(5));
        time.GetUtcNow().ShouldBe(Start.AddMinutes(5));
    }

    [Fact]
    public async Task A_wait_that_is_under_way_goes_on_at_the_new_speed()
    {
        var time = new AdjustableTime(Start, _real);
        var wait = Task.Delay(TimeSpan.FromMinutes(10), time, TestContext.Current.CancellationToken);
        _real.Advance(TimeSpan.FromMinutes(4));
        time.SetSpeed(60);
        _real.Advance(TimeSpan.FromSeconds(5.9));
        wait.IsCompleted.ShouldBeFalse();
        _real.Advance(TimeSpan.FromSeconds(0.2));
        await wait;
    }

    [Fact]
    public void A_period_repeats_at_the_speed_of_the_moment()
    {
        var time = new AdjustableTime(Start, _real);
        var fired = 0;
        using var timer = time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        _real.Advance(TimeSpan.FromSeconds(20));
        fired.ShouldBe(2);
        time.SetSpeed(10);
        for (var i = 0; i < 10; i++)
        {
            _real.Advance(TimeSpan.FromSeconds(1));
        }
        fired.ShouldBe(12);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _real.Advance(TimeSpan.FromMinutes(1));
        fired.ShouldBe(12);
    }
}

using CsCheck;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.People;

namespace QrMenuTelegram.Tests.People;

public sealed class AllowanceTests
{
    [Fact]
    public void In_any_period_no_more_is_taken_than_allowed_and_no_less_than_asked_for() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 40].Array[1, 60])
            .Sample(
                (times, gaps) =>
                {
                    var time = new FakeTimeProvider();
                    var allowance = new Allowance(new Clock(time), times, TimeSpan.FromSeconds(60));
                    var taken = new List<int>();
                    var now = 0;
                    foreach (var gap in gaps)
                    {
                        now += gap;
                        time.Advance(TimeSpan.FromSeconds(gap));
                        var free = taken.Count(at => at > now - 60) < times;
                        allowance.Take(1).ShouldBe(free);
                        if (free)
                        {
                            taken.Add(now);
                        }
                    }
                }
            );

    [Fact]
    public void People_and_places_have_their_own()
    {
        var allowance = new Allowance(new Clock(new FakeTimeProvider()), 1, TimeSpan.FromSeconds(60));
        allowance.Take(1, 10).ShouldBeTrue();
        allowance.Take(1, 10).ShouldBeFalse();
        allowance.Take(2, 10).ShouldBeTrue();
        allowance.Take(1, 20).ShouldBeTrue();
    }

    [Fact]
    public void What_is_over_is_forgotten()
    {
        var time = new FakeTimeProvider();
        var allowance = new Allowance(new Clock(time), 1, TimeSpan.FromSeconds(60));
        for (var i = 0; i < 5000; i++)
        {
            allowance.Take(i).ShouldBeTrue();
            time.Advance(TimeSpan.FromSeconds(1));
        }
        allowance.Remembered.ShouldBeLessThanOrEqualTo(1001);
    }
}

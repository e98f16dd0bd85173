using CsCheck;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.Workers;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_double_up_to_the_longest_and_begin_anew()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), () => 1);
        Enumerable.Range(0, 6).Select(_ => backoff.Next().TotalSeconds).ShouldBe([1, 2, 4, 8, 15, 15]);
        for (var i = 0; i < 100; i++)
        {
            backoff.Next().ShouldBe(TimeSpan.FromSeconds(15));
        }
        backoff.Reset();
        backoff.NextAt(new(5000)).ShouldBe(new Instant(6000));
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(0.5, 750)]
    [InlineData(1, 1000)]
    public void Chance_shortens_a_wait_to_no_less_than_a_half(double chance, long wait) =>
        new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), () => chance).NextAt(new(0)).ShouldBe(new Instant(wait));

    [Fact]
    public void It_never_stops_growing_before_the_longest_wait() =>
        Gen.Select(Gen.Int[1, 40], Gen.Double.Unit, Gen.Int[500, 20_000])
            .Sample(
                (failures, chance, first) =>
                {
                    var backoff = new Backoff(TimeSpan.FromMilliseconds(first), TimeSpan.FromSeconds(15), () => chance);
                    var waits = Enumerable.Range(0, failures).Select(_ => backoff.Next()).ToList();
                    waits.ShouldAllBe(wait => wait >= TimeSpan.FromMilliseconds(250) && wait <= TimeSpan.FromSeconds(15));
                    waits.ShouldBe(waits.Order());
                }
            );
}

using CsCheck;
using QrMenuTelegram.Reports.Figures;

namespace QrMenuTelegram.Tests.Reports;

public sealed class PercentileTests
{
    private static readonly Gen<List<TimeSpan>> Sorted = Gen.Int[0, 10_000]
        .List[1, 200]
        .Select(seconds => seconds.Order().Select(s => TimeSpan.FromSeconds(s)).ToList());

    [Fact]
    public void Of_nothing_there_is_none() => Percentile.At([], 50).ShouldBeNull();

    [Theory]
    [InlineData(50, 5)]
    [InlineData(90, 9)]
    [InlineData(91, 10)]
    [InlineData(100, 10)]
    [InlineData(1, 1)]
    public void Of_one_to_ten_it_is_the_nearest_rank(int percent, int expected) =>
        Percentile.At([.. Enumerable.Range(1, 10).Select(i => TimeSpan.FromSeconds(i))], percent).ShouldBe(TimeSpan.FromSeconds(expected));

    [Fact]
    public void At_least_the_share_is_not_above_it_and_less_than_the_share_is_below_it() =>
        Gen.Select(Sorted, Gen.Int[1, 100])
            .Sample(
                (values, percent) =>
                {
                    var at = Percentile.At(values, percent)!.Value;
                    values.ShouldContain(at);
                    (values.Count(value => value <= at) * 100L).ShouldBeGreaterThanOrEqualTo(values.Count * (long)percent);
                    (values.Count(value => value < at) * 100L).ShouldBeLessThan(values.Count * (long)percent);
                }
            );

    [Fact]
    public void A_greater_share_is_never_sooner() =>
        Gen.Select(Sorted, Gen.Int[1, 99])
            .Sample((values, percent) => Percentile.At(values, percent) <= Percentile.At(values, percent + 1));
}

using CsCheck;

namespace QrMenuTelegram.Tests;

public sealed class InstantTests
{
    private static readonly Gen<Instant> Instants = Gen.Long[-4_000_000_000_000, 4_000_000_000_000].Select(at => new Instant(at));
    private static readonly Gen<TimeSpan> Spans = Gen.Long[-10_000_000_000_000_000, 10_000_000_000_000_000].Select(TimeSpan.FromTicks);

    [Fact]
    public void A_part_of_a_millisecond_is_left_out() =>
        Gen.Select(Instants, Spans)
            .Sample(
                (at, span) =>
                    at + span == new Instant(at.Milliseconds + (long)span.TotalMilliseconds)
                    && at - span == new Instant(at.Milliseconds - (long)span.TotalMilliseconds)
            );

    [Fact]
    public void What_lies_between_two_leads_from_one_to_the_other() =>
        Gen.Select(Instants, Instants).Sample((x, y) => y + (x - y) == x && x - (x - y) == y && x - y == -(y - x));

    [Fact]
    public void They_are_in_the_order_of_their_milliseconds() =>
        Gen.Select(Instants, Gen.Long[-2, 2])
            .Sample(
                (x, apart) =>
                {
                    var y = x + TimeSpan.FromMilliseconds(apart);
                    return (x < y, x <= y, x == y, x >= y, x > y) == (apart > 0, apart >= 0, apart == 0, apart <= 0, apart < 0)
                        && Math.Sign(x.CompareTo(y)) == -Math.Sign(apart)
                        && Instant.Min(x, y) == (apart < 0 ? y : x)
                        && Instant.Max(x, y) == (apart > 0 ? y : x)
                        && y.Since(x) == TimeSpan.FromMilliseconds(Math.Max(0, apart));
                }
            );

    [Fact]
    public void Between_now_and_never_lies_the_longest_span_there_is()
    {
        (Instant.Never - default(Instant)).ShouldBe(TimeSpan.MaxValue);
        (Instant.Earliest - Instant.Never).ShouldBe(TimeSpan.MinValue);
    }
}

using CsCheck;
using QrMenuTelegram.QrMenu;

namespace QrMenuTelegram.Tests.QrMenu;

public sealed class PollPlanTests
{
    private const long Now = 1_000_000_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static string? Ask(long cursorAge = 1000, long? lookAge = 1000, bool failed = false) =>
        PollPlan.Ask(new Cursor("0x1", Now - cursorAge), Now - lookAge, failed, Now, Window, Interval);

    [Fact]
    public void A_fresh_cursor_after_a_fresh_full_look_is_asked_with() => Ask().ShouldBe("0x1");

    [Fact]
    public void Without_a_cursor_the_whole_queue_is_asked_for() => PollPlan.Ask(null, Now, false, Now, Window, Interval).ShouldBeNull();

    [Theory]
    [InlineData(299_999, "0x1")]
    [InlineData(300_000, null)]
    public void A_cursor_as_old_as_the_queue_keeps_events_is_not_asked_with(long age, string? asked) => Ask(cursorAge: age).ShouldBe(asked);

    [Theory]
    [InlineData(14_000, "0x1")]
    [InlineData(14_001, null)]
    [InlineData(null, null)]
    public void A_full_look_is_never_more_than_15_s_ago_at_the_next_poll(int? age, string? asked) => Ask(lookAge: age).ShouldBe(asked);

    [Fact]
    public void After_a_failure_the_whole_queue_is_asked_for() => Ask(failed: true).ShouldBeNull();

    [Fact]
    public void Backoff_grows_to_15_s_with_jitter_and_never_stops_growing_before() =>
        Gen.Select(Gen.Int[1, 40], Gen.Double.Unit, Gen.Int[1, 20_000]).Sample((failures, chance, interval) =>
        {
            var backoff = new Backoff(TimeSpan.FromMilliseconds(interval), () => chance);
            backoff.After(0).ShouldBe(TimeSpan.FromMilliseconds(interval));
            var wait = backoff.After(failures);
            wait.ShouldBeInRange(TimeSpan.FromMilliseconds(250), Backoff.Longest);
            backoff.After(failures + 1).ShouldBeGreaterThanOrEqualTo(wait);
        });

    [Fact]
    public void Backoff_at_the_normal_pace_of_a_second_is_1_2_4_8_15_s_at_the_most()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), () => 1);
        Enumerable.Range(1, 6).Select(failures => backoff.After(failures).TotalSeconds).ShouldBe([1, 2, 4, 8, 15, 15]);
    }
}

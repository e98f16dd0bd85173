using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

public sealed class PollPlanTests
{
    private static readonly Instant Now = new(1_000_000_000);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static string? Ask(long cursorAge = 1000, long? lookAge = 1000, bool failed = false) =>
        PollPlan.Ask(new Cursor("0x1", Now - cursorAge), lookAge is { } age ? Now - age : null, failed, Now, Window, Interval);

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
}

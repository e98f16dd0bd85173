using QrMenuTelegram.Delivery.Pacing;

namespace QrMenuTelegram.Tests.Delivery.Pacing;

public sealed class RetryTests
{
    [Fact]
    public void Waits_double_up_to_the_longest_and_begin_anew()
    {
        var retry = new Retry(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), () => 1);
        Enumerable.Range(0, 6).Select(_ => retry.Next()).ShouldBe([1000, 2000, 4000, 8000, 15_000, 15_000]);
        for (var i = 0; i < 100; i++)
        {
            retry.Next().ShouldBe(15_000);
        }
        retry.Reset();
        retry.Next().ShouldBe(1000);
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(0.5, 750)]
    [InlineData(1, 1000)]
    public void Chance_shortens_a_wait_to_no_less_than_a_half(double chance, long wait) =>
        new Retry(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), () => chance).Next().ShouldBe(wait);
}

using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Tests.Routing;

public sealed class NaturalOrderTests
{
    [Theory]
    [InlineData("2", "12")]
    [InlineData("a2", "a12")]
    [InlineData("aa", "b")]
    [InlineData("a", "ab")]
    [InlineData("12", "vip")]
    [InlineData("01", "1")]
    [InlineData("1", "01a")]
    [InlineData("007", "8")]
    [InlineData("99999999999999999999", "100000000000000000000")]
    public void The_first_comes_before_the_second_and_never_the_other_way_round(string first, string second)
    {
        NaturalOrder.Compare(first, second).ShouldBeLessThan(0);
        NaturalOrder.Compare(second, first).ShouldBeGreaterThan(0);
        NaturalOrder.Compare(first, first).ShouldBe(0);
    }
}

using QrMenuTelegram.Commands;

namespace QrMenuTelegram.Tests.Commands;

public sealed class SpanParserTests
{
    [Theory]
    [InlineData("30m", 30, "")]
    [InlineData("30", 30, "")]
    [InlineData("30 5-8", 30, "5-8")]
    [InlineData("30 M5", 30, "M5")]
    [InlineData("1h", 60, "")]
    [InlineData("1h30m VIP", 90, "VIP")]
    [InlineData("1h30", 90, "")]
    [InlineData("30 мин Терраса", 30, "Терраса")]
    [InlineData("30мин", 30, "")]
    [InlineData("2ч", 120, "")]
    [InlineData("2 часа Зал", 120, "Зал")]
    [InlineData("1 час", 60, "")]
    [InlineData("  45M  x ", 45, "x")]
    [InlineData("5-8", null, "5-8")]
    [InlineData("Терраса", null, "Терраса")]
    [InlineData("30x", null, "30x")]
    [InlineData("h", null, "h")]
    [InlineData("", null, "")]
    [InlineData("1234567", null, "1234567")]
    public void Spans_are_read_as_people_type_them(string typed, int? minutes, string left)
    {
        SpanParser.Take(typed, out var rest).ShouldBe(minutes is { } m ? TimeSpan.FromMinutes(m) : null);
        rest.ShouldBe(left);
    }
}

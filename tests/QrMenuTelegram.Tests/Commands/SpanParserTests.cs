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
    [InlineData("на час", 60, "")]
    [InlineData("час", 60, "")]
    [InlineData("на полчаса 5-8", 30, "5-8")]
    [InlineData("на 30 минут", 30, "")]
    [InlineData("for an hour", 60, "")]
    [InlineData("half an hour VIP", 30, "VIP")]
    [InlineData("до 22:00", 30, "")]
    [InlineData("until 22.00 5-8", 30, "5-8")]
    [InlineData("до 9:00", 690, "")]
    [InlineData("до 25:00", null, "до 25:00")]
    [InlineData("на веранде", null, "на веранде")]
    [InlineData("5-8", null, "5-8")]
    [InlineData("Терраса", null, "Терраса")]
    [InlineData("30x", null, "30x")]
    [InlineData("h", null, "h")]
    [InlineData("", null, "")]
    [InlineData("1234567", null, "1234567")]
    public void Spans_are_read_as_people_type_them(string typed, int? minutes, string left)
    {
        SpanParser
            .Take(typed, new DateTimeOffset(2026, 11, 24, 21, 30, 0, TimeSpan.FromHours(3)), out var rest)
            .ShouldBe(minutes is { } m ? TimeSpan.FromMinutes(m) : null);
        rest.ShouldBe(left);
    }
}

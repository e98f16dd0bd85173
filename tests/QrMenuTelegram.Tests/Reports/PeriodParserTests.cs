using QrMenuTelegram.Reports;

namespace QrMenuTelegram.Tests.Reports;

public sealed class PeriodParserTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData("", "2026-11-24", "2026-11-24")]
    [InlineData("today", "2026-11-24", "2026-11-24")]
    [InlineData("Сегодня", "2026-11-24", "2026-11-24")]
    [InlineData(" Yesterday ", "2026-11-23", "2026-11-23")]
    [InlineData("вчера", "2026-11-23", "2026-11-23")]
    [InlineData("week", "2026-11-18", "2026-11-24")]
    [InlineData("неделя", "2026-11-18", "2026-11-24")]
    [InlineData("month", "2026-10-26", "2026-11-24")]
    [InlineData("24.11", "2026-11-24", "2026-11-24")]
    [InlineData("5.3", "2026-03-05", "2026-03-05")]
    [InlineData("25.11", "2025-11-25", "2025-11-25")]
    [InlineData("29.02", "2024-02-29", "2024-02-29")]
    [InlineData("1.2.2026", "2026-02-01", "2026-02-01")]
    [InlineData("01.02.26", "2026-02-01", "2026-02-01")]
    [InlineData("2026-11-01", "2026-11-01", "2026-11-01")]
    [InlineData("18.11-24.11", "2026-11-18", "2026-11-24")]
    [InlineData("18.11 – 20.11", "2026-11-18", "2026-11-20")]
    [InlineData("2026-11-18 2026-11-20", "2026-11-18", "2026-11-20")]
    [InlineData("2026-11-18 - 2027-01-01", "2026-11-18", "2026-11-24")]
    public void Periods_are_read_as_people_type_them(string typed, string first, string last) =>
        PeriodParser.Read(typed, Today).ShouldBe(new Period(DateOnly.Parse(first), DateOnly.Parse(last)));

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2026-11-25")]
    [InlineData("31.02")]
    [InlineData("0.0")]
    [InlineData("99.99.9999")]
    [InlineData("24.11-18.11")]
    [InlineData("1.1.2026-24.11.2026")]
    [InlineData("at")]
    [InlineData("=1+1")]
    [InlineData("0001-01-01 9999-12-31")]
    public void What_is_no_period_that_was_is_none(string typed) => PeriodParser.Read(typed, Today).ShouldBeNull();
}

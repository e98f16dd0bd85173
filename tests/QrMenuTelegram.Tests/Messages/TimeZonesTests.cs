using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Tests.Messages;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("Europe/Moscow", 3)]
    [InlineData("europe/moscow", 3)]
    [InlineData("Russian Standard Time", 3)]
    [InlineData("Asia/Yekaterinburg", 5)]
    public void Names_are_taken_in_any_case_and_those_of_Windows_too(string name, int hours)
    {
        TimeZones.Parse(name).IsWrong(out _, out var zone).ShouldBeFalse();
        zone!.GetUtcOffset(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBe(TimeSpan.FromHours(hours));
    }

    [Theory]
    [InlineData("Moscow", "Europe/Moscow")]
    [InlineData("Москва", "Europe/Moscow")]
    [InlineData("MSK", "Europe/Moscow")]
    [InlineData("UTC+3", "Europe/Moscow")]
    [InlineData("GMT+05:00", "Asia/Yekaterinburg")]
    [InlineData("novosibirsk", "Asia/Novosibirsk")]
    [InlineData("Владивосток", "Asia/Vladivostok")]
    public void A_city_or_an_offset_is_answered_with_the_name_that_is_meant(string name, string meant)
    {
        TimeZones.Parse(name).IsWrong(out var correction, out _).ShouldBeTrue();
        correction!.Fix.ShouldBe($"Did you mean {meant}?");
    }

    [Fact]
    public void Anything_else_is_answered_with_examples()
    {
        TimeZones.Parse("yesterday").IsWrong(out var correction, out _).ShouldBeTrue();
        correction!.Fix.ShouldContain("Europe/Moscow");
    }
}

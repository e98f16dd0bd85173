using CsCheck;
using QrMenuTelegram.Reports;

namespace QrMenuTelegram.Tests.Reports;

public sealed class RestaurantDaysTests
{
    private static readonly string[] Zones =
    [
        "Europe/Moscow",
        "Europe/Berlin",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Asia/Tehran",
        "Africa/Cairo",
    ];

    [Fact]
    public void A_guest_at_one_in_the_night_belongs_to_yesterday_evening()
    {
        var days = new RestaurantDays(Zone("Europe/Moscow"), TimeSpan.FromHours(5));
        days.DayOf(Utc("2026-11-24 22:00")).ShouldBe(new DateOnly(2026, 11, 24));
        days.DayOf(Utc("2026-11-25 01:59:59")).ShouldBe(new DateOnly(2026, 11, 24));
        days.DayOf(Utc("2026-11-25 02:00")).ShouldBe(new DateOnly(2026, 11, 25));
    }

    [Fact]
    public void A_day_has_23_or_25_hours_when_the_clocks_change()
    {
        var days = new RestaurantDays(Zone("Europe/Berlin"), TimeSpan.Zero);
        Length(days, new DateOnly(2026, 3, 29)).ShouldBe(TimeSpan.FromHours(23));
        Length(days, new DateOnly(2026, 10, 25)).ShouldBe(TimeSpan.FromHours(25));
        Length(days, new DateOnly(2026, 10, 26)).ShouldBe(TimeSpan.FromHours(24));
    }

    [Fact]
    public void A_day_that_begins_in_the_hour_that_is_left_out_begins_after_it_and_in_the_doubled_hour_at_the_first()
    {
        var days = new RestaurantDays(Zone("Europe/Berlin"), new TimeSpan(2, 30, 0));
        days.StartOf(new DateOnly(2026, 3, 29)).ShouldBe(Utc("2026-03-29 01:00"));
        days.StartOf(new DateOnly(2026, 10, 25)).ShouldBe(Utc("2026-10-25 00:30"));
        days.DayOf(Utc("2026-10-25 01:00")).ShouldBe(new DateOnly(2026, 10, 25));
    }

    [Fact]
    public void Every_instant_belongs_to_exactly_the_day_whose_hours_hold_it() =>
        Gen.Select(Gen.Int[0, Zones.Length - 1], Gen.Int[0, (24 * 60) - 1], Gen.Int[0, 20 * 365 * 24 * 4])
            .Sample(
                (zone, start, quarters) =>
                {
                    var days = new RestaurantDays(Zone(Zones[zone]), TimeSpan.FromMinutes(start));
                    var instant = new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(15 * quarters);
                    var day = days.DayOf(instant);
                    (days.StartOf(day) <= instant).ShouldBeTrue();
                    (instant < days.StartOf(day.AddDays(1))).ShouldBeTrue();
                }
            );

    private static TimeSpan Length(RestaurantDays days, DateOnly day) => days.StartOf(day.AddDays(1)) - days.StartOf(day);

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}

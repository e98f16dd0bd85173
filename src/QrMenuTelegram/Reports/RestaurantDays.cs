namespace QrMenuTelegram.Reports;

/// <summary>
/// The days of a restaurant: each begins when the clock on its wall shows <c>Restaurant__DayStart</c>, so a guest at
/// one in the night still belongs to yesterday evening. Where that hour is left out when the clocks change, the day
/// begins at the first instant after; where it comes twice, at the first. Pure.
/// </summary>
/// <param name="zone">The restaurant's.</param>
/// <param name="start">When a day begins, from 00:00 to 23:59.</param>
public sealed class RestaurantDays(TimeZoneInfo zone, TimeSpan start)
{
    /// <summary>The day that an instant belongs to.</summary>
    public DateOnly DayOf(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(Local(instant) - start);
        // Near a change of the clocks the arithmetic may be one day off.
        while (instant < StartOf(day))
        {
            day = day.AddDays(-1);
        }
        while (instant >= StartOf(day.AddDays(1)))
        {
            day = day.AddDays(1);
        }
        return day;
    }

    public DateTimeOffset StartOf(DateOnly day) => At(day, start);

    /// <summary>
    /// The first instant of a calendar day at which the clock on the wall shows this time, or would have if it were not left
    /// out.
    /// </summary>
    public DateTimeOffset At(DateOnly date, TimeSpan time)
    {
        var local = date.ToDateTime(TimeOnly.MinValue) + time;
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    /// <summary>The hour that the clock on the wall shows, 0 to 23.</summary>
    public int HourOf(DateTimeOffset instant) => Local(instant).Hour;

    /// <summary>The calendar day that the clock on the wall belongs to.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant));

    /// <summary>The hours in the order in which a day passes them.</summary>
    public IEnumerable<int> Hours => Enumerable.Range(start.Hours, 24).Select(hour => hour % 24);

    /// <summary>What the clock on the wall shows.</summary>
    public DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
}

namespace QrMenuTelegram.Reports;

/// <summary>One or several of the restaurant's days, both ends included.</summary>
public sealed record Period(DateOnly First, DateOnly Last)
{
    /// <summary>Longer ones are not reported on.</summary>
    public const int MostDays = 92;

    public int Days => Last.DayNumber - First.DayNumber + 1;

    public static Period SingleDay(DateOnly day) => new(day, day);

    /// <summary>The last seven days, this one included.</summary>
    public static Period WeekUntil(DateOnly day) => new(day.AddDays(-6), day);
}

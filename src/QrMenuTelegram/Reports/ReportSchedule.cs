namespace QrMenuTelegram.Reports;

/// <summary>
/// When a daily report is due: on each calendar day once, when the restaurant's clock first shows its time, and later
/// where nobody was there to send it. It goes by the clock on the wall, whatever that did meanwhile; only a day that
/// was sent already is not sent again. Pure.
/// </summary>
internal sealed class ReportSchedule(RestaurantDays days)
{
    /// <summary>A day younger than this says little: whoever wants the report then wants that of the day before.</summary>
    private static readonly TimeSpan YoungDay = TimeSpan.FromHours(6);

    /// <summary>The day whose report is owed: the last one on which the time has come, unless it was sent; null for none.</summary>
    public DateOnly? Owed(ReportTime time, DateTimeOffset now) =>
        LastCome(time.Time, now) is var day && day.DayNumber > time.SentDay ? day : null;

    /// <summary>When it is due next, if none is owed now.</summary>
    public DateTimeOffset Next(ReportTime time, DateTimeOffset now)
    {
        var after = Math.Max(LastCome(time.Time, now).DayNumber, time.SentDay);
        return days.At(DateOnly.FromDayNumber(after + 1), time.Time);
    }

    /// <summary>The last calendar day on which the clock has shown this time.</summary>
    public DateOnly LastCome(TimeSpan time, DateTimeOffset now)
    {
        var today = days.DateOf(now);
        return days.At(today, time) <= now ? today : today.AddDays(-1);
    }

    /// <summary>The restaurant's day that a report at this time of a calendar day is about.</summary>
    public DateOnly About(DateOnly date, TimeSpan time)
    {
        var at = days.At(date, time);
        var day = days.DayOf(at);
        return at - days.StartOf(day) < YoungDay ? day.AddDays(-1) : day;
    }

    /// <summary>
    /// The same, where it was sent on no day that is still to come: a clock that was wrong by years and is right again must
    /// not silence it for years.
    /// </summary>
    public ReportTime Believed(ReportTime time, DateTimeOffset now) =>
        time.SentDay > days.DateOf(now).DayNumber + 1 ? time with { SentDay = LastCome(time.Time, now).DayNumber } : time;
}

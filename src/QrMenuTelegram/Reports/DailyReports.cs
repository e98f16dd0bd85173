using Microsoft.Extensions.Logging;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Reports;

/// <summary>
/// Reports that come by themselves each day: set, looked at and ended by commands; <see cref="AskForDue"/> asks for those
/// that are due.
/// </summary>
public sealed partial class DailyReports(
    Database database,
    ReportOrders orders,
    RestaurantDays days,
    Clock clock,
    ILogger<DailyReports> logger
)
{
    /// <summary>A clock on the wall that jumps moves the time that is due: it is looked at this often.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>The two clocks are not read at one instant.</summary>
    private static readonly TimeSpan Inexact = TimeSpan.FromSeconds(1);

    private readonly ReportSchedule _schedule = new(days);
    private readonly FailedItems<Destination> _failed = new(clock);

    /// <summary>From now on the report comes at this time of day; the next one, not one that has passed already.</summary>
    /// <param name="transaction">The command's.</param>
    /// <param name="to">Where.</param>
    /// <param name="time">From 00:00 to 23:59.</param>
    /// <returns>When it comes first, and whether each is about the day before.</returns>
    public (DateTimeOffset First, bool DayBefore) Set(Transaction transaction, Destination to, TimeSpan time)
    {
        var begun = new ReportTime(
            to.ChatId,
            to.TopicId,
            (int)time.TotalMinutes,
            Instant.LongAgo,
            _schedule.LastCome(time, clock.Wall).DayNumber
        );
        var next = _schedule.Next(begun, clock.Wall);
        ReportTimeStore.Set(transaction, begun with { DueAt = clock.ToSteady(next) });
        transaction.Signal(Signal.Reports);
        return (next, _schedule.About(days.DateOf(next), time) < days.DateOf(next));
    }

    /// <returns>False when none came.</returns>
    public static bool End(Transaction transaction, Destination to) => ReportTimeStore.Remove(transaction, to);

    /// <summary>None comes to this chat any more, neither by itself nor one that is still to be made.</summary>
    public static void EndAllOf(Transaction transaction, long chatId)
    {
        ReportTimeStore.RemoveAllOf(transaction, chatId);
        RequestStore.RemoveAllOf(transaction, chatId);
    }

    /// <summary>At what time of day it comes; null for never.</summary>
    public static TimeSpan? TimeOf(Transaction transaction, Destination to) => ReportTimeStore.Find(transaction, to)?.Time;

    /// <summary>Asks for what is owed: for each chat one report at most, the last, however long nobody was there.</summary>
    /// <returns>When to look again; steady.</returns>
    public Instant AskForDue()
    {
        var (now, wall) = (clock.Now, clock.Wall);
        var next = now + LookEvery;
        foreach (var time in database.Read(ReportTimeStore.All).Where(time => !_failed.Waits(time.To)))
        {
            var believed = _schedule.Believed(time, wall);
            var owed = _schedule.Owed(believed, wall);
            var sent = owed is { } day ? believed with { SentDay = day.DayNumber } : believed;
            sent = sent with { DueAt = clock.ToSteady(_schedule.Next(sent, wall)) };
            if (sent.SentDay != time.SentDay || (sent.DueAt - time.DueAt).Duration() > Inexact)
            {
                Advance(sent, owed);
            }
            next = Instant.Min(next, Instant.Max(sent.DueAt, _failed.RetryAt(time.To)));
        }
        return Instant.Max(next, now);
    }

    // One report that can't be asked for holds up no other.
    private void Advance(ReportTime time, DateOnly? owed)
    {
        var failure = database.Write(transaction => transaction.Attempt(() => Advance(transaction, time, owed)));
        if (_failed.Note(time.To, failure) is { } news)
        {
            Log.Failed(logger, time.ChatId, news);
        }
    }

    private void Advance(Transaction transaction, ReportTime time, DateOnly? owed)
    {
        if (ReportTimeStore.Advance(transaction, time) && owed is { } date)
        {
            orders.Report(transaction, time.To, Period.SingleDay(_schedule.About(date, time.Time)));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "The daily report of chat {ChatId} could not be asked for; it is tried again each minute"
        )]
        public static partial void Failed(ILogger logger, long chatId, Exception e);
    }
}

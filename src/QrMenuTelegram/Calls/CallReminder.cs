using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Calls;

/// <summary>
/// What time does to calls: the hall hears of one that its table's owner left, a call that nobody takes climbs its
/// ladder, whoever holds one is asked whether it is done, and a call that was left open ends.
/// </summary>
public sealed partial class CallReminder(
    Database database,
    CallLifecycle book,
    CallRings rings,
    CallNotices notices,
    Ladders ladders,
    Audiences audiences,
    CallsOptions options,
    RestaurantClock restaurant,
    Clock clock,
    ILogger<CallReminder> logger
) : IWorker
{
    private const int AtOnce = 1000;

    private readonly FailedItems<long> _failed = new(clock);

    public string Name => "Call reminders";

    public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Calls];

    /// <summary>Does all that is due, in one transaction.</summary>
    public ValueTask<Due> Turn(CancellationToken cancel) => ValueTask.FromResult(new Due(RemindOfDue()));

    /// <returns>When the next falls due (steady); null while nothing is open.</returns>
    private Instant? RemindOfDue()
    {
        var nextDue = database.Read(NextDue);
        if (nextDue is null || nextDue > clock.Now)
        {
            return nextDue;
        }
        return database.Write(transaction =>
        {
            var reminders = new Reminders(notices);
            foreach (var call in CallStore.Due(transaction, clock.Now, AtOnce + _failed.Count).Where(call => !_failed.Waits(call.Id)))
            {
                Try(transaction, call, reminders);
            }
            foreach (var failure in reminders.Send(transaction))
            {
                Log.NotSent(logger, failure);
            }
            return NextDue(transaction.Connection);
        });
    }

    private Instant? NextDue(SqliteConnection connection) =>
        CallStore.NextDue(connection, 1 + _failed.Count).Select(call => (Instant?)Instant.Max(call.DueAt, _failed.RetryAt(call.Id))).Min();

    // One call that can't be reminded of holds up no other.
    private void Try(Transaction transaction, Call call, Reminders reminders)
    {
        var ofThis = new List<Reminder>();
        var failure = transaction.Attempt(() => Do(transaction, call, ofThis));
        if (failure is null)
        {
            reminders.Add(ofThis);
        }
        if (_failed.Note(call.Id, failure) is { } news)
        {
            Log.Failed(logger, call.Id, news);
        }
    }

    private void Do(Transaction transaction, Call call, List<Reminder> reminders)
    {
        var now = clock.Now;
        if (CallSchedule.EndsAt(call, options) <= now)
        {
            book.Expire(transaction, call);
            return;
        }
        var sharedAt = CallSchedule.SharedAt(call, options);
        var (share, asks) = (sharedAt <= now, CallSchedule.HolderAt(call, options) <= now);
        var steps = call.IsClaimed ? [] : ladders.For(transaction, call).Due(call.WaitsFrom, call.Step, now);
        var open = restaurant.IsOpen;
        var isLoud = open && (asks || steps.Any(step => !step.Silent));
        var after = CallStore.Advance(
            transaction,
            call.Id,
            call.Step + steps.Count,
            share ? now : call.SharedAt,
            call.HolderReminded || asks,
            isLoud ? now : call.RungAt
        );
        if (share)
        {
            var have = CallRings.Chats(transaction, call);
            var audience = audiences.For(transaction, call.Server, call.Code, call.Table, hasOwner: true);
            notices.Add(transaction, after, audience.To.Except(have), CallNoticeKinds.Call, dueAt: sharedAt);
        }
        book.Reschedule(transaction, after);
        if (open)
        {
            Remind(transaction, after, steps, asks, reminders);
        }
    }

    // After a break several steps are due at once: each destination hears of the call once.
    private void Remind(Transaction transaction, Call call, IReadOnlyList<LadderStep> steps, bool asks, List<Reminder> reminders)
    {
        if (asks)
        {
            Add(CallRings.Hearing(transaction, call, book.ToHolder(transaction, call)), CallNoticeKinds.Holder, silent: false);
        }
        if (steps.Any(step => step.To == LadderTarget.Chats))
        {
            var silent = steps.Where(step => step.To == LadderTarget.Chats).All(step => step.Silent);
            Add(rings.Again(transaction, call), CallNoticeKinds.Reminder, silent);
        }
        if (steps.Any(step => step.To == LadderTarget.Managers))
        {
            var silent = steps.Where(step => step.To == LadderTarget.Managers).All(step => step.Silent);
            Add(CallRings.Hearing(transaction, call, ManagerAlerts.Destinations(transaction)), CallNoticeKinds.Managers, silent);
        }

        void Add(IReadOnlyList<Destination> to, string kind, bool silent) =>
            reminders.AddRange(to.Select(one => new Reminder(call, one, kind, silent)));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Call {CallId} could not be reminded of; it is tried again each minute")]
        public static partial void Failed(ILogger logger, long callId, Exception e);

        [LoggerMessage(Level = LogLevel.Error, Message = "A reminder could not be written down for its chat and is left out")]
        public static partial void NotSent(ILogger logger, Exception e);
    }
}

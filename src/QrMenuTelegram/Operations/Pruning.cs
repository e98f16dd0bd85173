using Dapper;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations;

/// <summary>
/// Removes what is finished and older than <c>Storage__KeepHistory</c>, a few hundred rows at a time. It looks at the
/// oldest rows only (ids grow with time), so it costs the same however much there is.
/// </summary>
internal sealed partial class Pruning(Database database, StorageOptions options, Clock clock, ILogger<Pruning> logger)
{
    private const int AtOnce = 500;

    /// <summary>A clock that was ahead at the start is set right by then.</summary>
    private const long TimeToSetTheClock = 24 * 3600_000;

    private static readonly Func<Transaction, long, int>[] Steps = [Notices, Messages, Events, Calls, Dialogs, Invitations, Orders];

    private readonly FailedItems<string> _failed = new(clock);

    /// <summary>One small step, in one transaction.</summary>
    /// <returns>How many rows went.</returns>
    public int Turn()
    {
        var before = Before();
        return database.Write(transaction => Steps.Sum(step => Try(transaction, step, before)));
    }

    private int Try(Transaction transaction, Func<Transaction, long, int> step, long before)
    {
        var removed = 0;
        if (_failed.Note(step.Method.Name, transaction.Attempt(() => removed = step(transaction, before))) is { } failure)
        {
            Log.Failed(logger, step.Method.Name, failure);
        }
        return removed;
    }

    // The earliest of what the clocks say: a jump of one of them removes nothing.
    private long Before()
    {
        var keep = (long)options.KeepHistory.TotalMilliseconds;
        var before = Math.Min(clock.Now - keep, clock.ToSteady(clock.Wall - options.KeepHistory));
        return clock.Now - clock.StartedAt < TimeToSetTheClock ? Math.Min(before, clock.PastEndsAt - keep) : before;
    }

    private static int Notices(Transaction transaction, long before) => transaction.Connection.Execute(
        """
        DELETE FROM notices WHERE created_at < @before AND (ended_at IS NOT NULL OR message_id IS NOT NULL)
            AND id IN (SELECT id FROM notices ORDER BY id LIMIT @atOnce) AND NOT EXISTS (SELECT 1 FROM boards WHERE notice_id = notices.id)
        """,
        new { before, atOnce = AtOnce });

    // A notice that lost its message would look as if it waited: so messages go after all of theirs.
    private static int Messages(Transaction transaction, long before) => transaction.Connection.Execute(
        """
        DELETE FROM messages WHERE begun_at < @before AND id IN (SELECT id FROM messages ORDER BY id LIMIT @atOnce)
            AND NOT EXISTS (SELECT 1 FROM notices WHERE message_id = messages.id)
        """,
        new { before, atOnce = AtOnce });

    private static int Events(Transaction transaction, long before) => transaction.Connection.Execute(
        "DELETE FROM events WHERE received_at < @before AND seen_at < @before AND id IN (SELECT id FROM events ORDER BY id LIMIT @atOnce)",
        new { before, atOnce = AtOnce });

    private static int Calls(Transaction transaction, long before) => transaction.Connection.Execute(
        "DELETE FROM calls WHERE closed_at < @before AND id IN (SELECT id FROM calls ORDER BY id LIMIT @atOnce)",
        new { before, atOnce = AtOnce });

    private static int Dialogs(Transaction transaction, long before) => transaction.Connection.Execute(
        "DELETE FROM dialogs WHERE created_at < @before AND id IN (SELECT id FROM dialogs ORDER BY id LIMIT @atOnce)",
        new { before, atOnce = AtOnce });

    private static int Orders(Transaction transaction, long before) => transaction.Connection.Execute(
        """
        DELETE FROM table_orders WHERE (server, place, order_id) IN (
            SELECT server, place, order_id FROM table_orders WHERE seen_at < @before ORDER BY seen_at LIMIT @atOnce)
        """,
        new { before, atOnce = AtOnce });

    private static int Invitations(Transaction transaction, long before) =>
        transaction.Connection.Execute("DELETE FROM invitations WHERE expires_at < @before", new { before });

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Old {What} can't be removed, the rest can")]
        public static partial void Failed(ILogger logger, string what, Exception e);
    }
}

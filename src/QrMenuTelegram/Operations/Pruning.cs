using Microsoft.Extensions.Logging;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations;

/// <summary>
/// Removes what is finished and older than <c>Storage__KeepHistory</c>, a few hundred rows at a time.
/// </summary>
internal sealed partial class Pruning(
    Database database,
    IEnumerable<IPrunable> tables,
    StorageOptions options,
    Clock clock,
    ILogger<Pruning> logger
)
{
    private const int AtOnce = 500;

    /// <summary>A clock that was ahead at the start is set right by then.</summary>
    private static readonly TimeSpan TimeToSetTheClock = TimeSpan.FromDays(1);

    private readonly FailedItems<IPrunable> _failed = new(clock);

    /// <summary>One small step, in one transaction.</summary>
    /// <returns>How many rows went.</returns>
    public int Turn()
    {
        var before = Before();
        return database.Write(transaction => tables.Sum(folder => Try(transaction, folder, before)));
    }

    private int Try(Transaction transaction, IPrunable folder, Instant before)
    {
        var removed = 0;
        if (_failed.Note(folder, transaction.Attempt(() => removed = folder.Prune(transaction, before, AtOnce))) is { } failure)
        {
            Log.Failed(logger, folder.GetType().Name, failure);
        }
        return removed;
    }

    // The earliest of what the clocks say: a jump of one of them removes nothing.
    private Instant Before()
    {
        var keep = options.KeepHistory;
        var before = Instant.Min(clock.Now - keep, clock.ToSteady(clock.Wall - keep));
        return clock.Now - clock.StartedAt < TimeToSetTheClock ? Instant.Min(before, clock.PastEndsAt - keep) : before;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Tables}: what is old can't be removed; it is tried again each minute")]
        public static partial void Failed(ILogger logger, string tables, Exception e);
    }
}

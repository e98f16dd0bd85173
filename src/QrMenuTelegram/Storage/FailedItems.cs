namespace QrMenuTelegram.Storage;

/// <summary>
/// Items of a worker that failed by a defect: each is left alone for a minute, so that it costs the others nothing, and is
/// logged once. Forgotten at a restart.
/// </summary>
public sealed class FailedItems<TItem>(Clock clock)
    where TItem : notnull
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly Dictionary<TItem, Instant> _retryAt = [];

    public int Count => _retryAt.Count;

    /// <summary>When it may be tried again; <see cref="Instant.LongAgo"/> for at once.</summary>
    public Instant RetryAt(TItem item) => _retryAt.GetValueOrDefault(item);

    /// <summary>Whether it is to be left alone for now.</summary>
    public bool Waits(TItem item) => RetryAt(item) > clock.Now;

    /// <summary>Notes what <see cref="Transaction.Attempt"/> said of one more try.</summary>
    /// <returns>The failure to log: the first of this item; null where it went well, or is known to fail.</returns>
    public Exception? Note(TItem item, Exception? failure)
    {
        if (failure is null)
        {
            _retryAt.Remove(item);
            return null;
        }
        var isKnown = _retryAt.ContainsKey(item);
        _retryAt[item] = clock.Now + RetryAfter;
        return isKnown ? null : failure;
    }
}

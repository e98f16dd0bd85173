namespace QrMenuTelegram.QrMenu;

/// <summary>
/// An answer that is longer than we read is taken in parts: its first events, then what came after the last of them,
/// until one comes whole. Then all of them together were one look at the queue.
/// </summary>
internal sealed class OversizedAnswer
{
    private Instant? _lookedAt;
    private bool _told;

    /// <summary>The event to ask on from; null where nothing is left of an answer.</summary>
    public string? OnFrom { get; private set; }

    /// <summary>Whether the answer that was taken last is the first in a row of looks that was too long.</summary>
    public bool IsNews { get; private set; }

    /// <summary>Whether there is more behind the answer that was taken last, and no way to ask for it.</summary>
    public bool IsStuck { get; private set; }

    /// <param name="isBeginning">Whether there is more behind it.</param>
    /// <param name="askedFrom">The event it was asked from; null for the whole queue.</param>
    /// <param name="newest">The last event it brought; null for none that can be asked from.</param>
    /// <returns>When the look at the whole queue was begun that this answer completes; null for none.</returns>
    public Instant? Record(bool isBeginning, string? askedFrom, string? newest, Instant askedAt)
    {
        if (askedFrom is null)
        {
            _lookedAt = askedAt;
        }
        IsNews = isBeginning && !_told;
        _told = isBeginning || (_told && askedFrom is not null);
        OnFrom = isBeginning && newest != askedFrom ? newest : null;
        IsStuck = isBeginning && OnFrom is null;
        var completes = isBeginning ? null : _lookedAt;
        _lookedAt = OnFrom is null ? null : _lookedAt;
        return completes;
    }

    /// <summary>A poll failed: the next asks for everything again.</summary>
    public void Forget() => (OnFrom, _lookedAt) = (null, null);
}

namespace QrMenuTelegram.QrMenu;

/// <summary>Fills steadily up to a brim. For one thread at a time.</summary>
/// <param name="capacity">Full at the beginning.</param>
/// <param name="perSecond">How fast it fills.</param>
internal sealed class TokenBucket(double capacity, double perSecond)
{
    private double _used;
    private Instant? _at;

    /// <summary>How many are there.</summary>
    public double Level(Instant now)
    {
        _used = Math.Max(0, _used - (now.Since(_at ?? now).TotalSeconds * perSecond));
        _at = now;
        return capacity - _used;
    }

    /// <returns>How many could be taken.</returns>
    public int TakeUpTo(int count, Instant now)
    {
        var taken = Math.Min(count, (int)Level(now));
        _used += taken;
        return taken;
    }

    public bool TryTake(Instant now) => TakeUpTo(1, now) == 1;
}

namespace QrMenuTelegram.Delivery.Pacing;

/// <summary>
/// At most so many operations in any span of time, exactly. An operation reaches Telegram somewhere between our start
/// and the end of its answer; so one that is past counts from its end, and a new one from its start. Whoever counts
/// arrivals to the letter therefore never counts more than the limit.
/// </summary>
/// <param name="limit">Operations in any span; at least 1.</param>
/// <param name="span">Milliseconds.</param>
public sealed class SlidingWindow(int limit, long span)
{
    /// <summary>Instants are whole milliseconds and two clocks never run quite alike.</summary>
    private const long Margin = 10;

    private readonly Queue<long> _ends = new();
    private int _underWay;

    public int Limit { get; } = limit;

    /// <summary>How many more may start now.</summary>
    public int Free(long now)
    {
        Forget(now);
        return Math.Max(0, Limit - _underWay - _ends.Count);
    }

    /// <summary>When the next may start if <paramref name="reserve"/> of the limit is left for others; null when that waits for an answer.</summary>
    public long? NextAt(long now, int reserve = 0)
    {
        Forget(now);
        var mine = Math.Max(1, Limit - reserve);
        var excess = _underWay + _ends.Count - mine;
        if (excess < 0)
        {
            return now;
        }
        return excess < _ends.Count ? _ends.ElementAt(excess) + span + Margin : null;
    }

    /// <summary>The end of the latest operation that still counts; null for none.</summary>
    public long? LatestEnd => _ends.Count == 0 ? null : _ends.Last();

    public void Begin() => _underWay++;

    /// <param name="now">Steady instant; never less than at an earlier call.</param>
    public void End(long now)
    {
        _underWay--;
        _ends.Enqueue(now);
    }

    /// <summary>An operation of before this start of the program.</summary>
    public void Remember(long endedAt) => _ends.Enqueue(endedAt);

    private void Forget(long now)
    {
        while (_ends.TryPeek(out var end) && end + span + Margin <= now)
        {
            _ends.Dequeue();
        }
    }
}

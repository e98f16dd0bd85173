namespace QrMenuTelegram.Delivery.Pacing;

/// <summary>
/// At most so many operations in any span of time, exactly. An operation reaches Telegram somewhere between our start
/// and the end of its answer; so one that is past counts from its end, and a new one from its start. Whoever counts
/// arrivals to the letter therefore never counts more than the limit.
/// </summary>
/// <param name="limit">Operations in any span; at least 1.</param>
/// <param name="span">Whole milliseconds.</param>
public sealed class SlidingWindow(int limit, TimeSpan span)
{
    /// <summary>Instants are whole milliseconds and two clocks never run quite alike.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(10);

    private readonly List<Instant> _ends = [];
    private int _underWay;

    public int Limit { get; } = limit;

    /// <summary>How many more may start now.</summary>
    public int Free(Instant now)
    {
        Forget(now);
        return Math.Max(0, Limit - _underWay - _ends.Count);
    }

    /// <summary>
    /// When the next may start if <paramref name="reserve"/> of the limit is left for others; null when that waits for an
    /// answer.
    /// </summary>
    public Instant? NextAt(Instant now, int reserve = 0)
    {
        Forget(now);
        var mine = Math.Max(1, Limit - reserve);
        var excess = _underWay + _ends.Count - mine;
        if (excess < 0)
        {
            return now;
        }
        return excess < _ends.Count ? _ends[excess] + span + Margin : null;
    }

    /// <summary>The end of the latest operation that still counts; null for none.</summary>
    public Instant? LatestEnd => _ends.Count == 0 ? null : _ends[^1];

    public void Begin() => _underWay++;

    public void End(Instant now)
    {
        _underWay--;
        Remember(now);
    }

    /// <summary>An operation of before this start of the program; its end may be a guess that lies ahead of now.</summary>
    public void Remember(Instant endedAt)
    {
        var place = _ends.Count;
        while (place > 0 && _ends[place - 1] > endedAt)
        {
            place--;
        }
        _ends.Insert(place, endedAt);
    }

    /// <summary>What the other counted counts here from now on; the other is of no more use.</summary>
    public void Absorb(SlidingWindow other)
    {
        _underWay += other._underWay;
        other._ends.ForEach(Remember);
    }

    private void Forget(Instant now)
    {
        var past = 0;
        while (past < _ends.Count && _ends[past] + span + Margin <= now)
        {
            past++;
        }
        _ends.RemoveRange(0, past);
    }
}

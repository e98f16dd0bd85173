namespace QrMenuTelegram.Reach;

/// <summary>
/// Which way is used: the preferred one of those that work. One that fails is left at once; a preferred one is taken
/// again when it has answered for minutes, and for longer each time it fails soon after. Safe for concurrent use.
/// </summary>
internal sealed class WayChoice
{
    /// <summary>How long a preferred way must answer before it is taken again, at first.</summary>
    public static readonly TimeSpan FirstProving = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan LongestProving = TimeSpan.FromHours(1);

    /// <summary>A way that fails sooner than this after it was taken flaps.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(10);

    /// <summary>A quicker way is not worth leaving.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(1500);

    private const int ManyTimes = 4;

    private readonly Lock _lock = new();
    private readonly IReadOnlyList<Way> _ways;
    private readonly Clock _clock;
    private volatile Way _current;
    private Instant? _noneSince;

    public WayChoice(IReadOnlyList<TelegramWay> ways, Clock clock)
    {
        _clock = clock;
        _ways = [.. ways.Select((way, rank) => new Way(way, rank, clock.Now))];
        _current = _ways[0];
    }

    public Way Current => _current;

    public IReadOnlyList<Way> All => _ways;

    public bool AreSeveral => _ways.Count > 1;

    /// <summary>Since when none works, as far as is known; null while one does.</summary>
    public Instant? NoneSince
    {
        get
        {
            lock (_lock)
            {
                return _noneSince;
            }
        }
    }

    /// <summary>In the order of preference.</summary>
    public IReadOnlyList<WayStatus> Statuses
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _ways.Select(way => new WayStatus(
                        way.Name,
                        way == _current ? way.InUseSince : null,
                        way.FailingSince,
                        way.Failure,
                        way.RoundTrip
                    )),
                ];
            }
        }
    }

    /// <summary>The best that was not tried: the one in use, then what works, then what is not in doubt; null for none.</summary>
    public Way? Next(IReadOnlySet<Way> tried)
    {
        lock (_lock)
        {
            return _ways
                .Where(way => !tried.Contains(way))
                .OrderByDescending(way => way.IsGood)
                .ThenBy(way => way.IsInDoubt)
                .ThenByDescending(way => way == _current)
                .ThenBy(way => way.Rank)
                .FirstOrDefault();
        }
    }

    /// <summary>Whether another one works, as far as is known.</summary>
    public bool HasOther(Way than)
    {
        lock (_lock)
        {
            return _ways.Any(way => way != than && way.IsGood);
        }
    }

    /// <summary>Something came back by this way that only Telegram says.</summary>
    /// <param name="way">By which.</param>
    /// <param name="took">How long it took; null where that says nothing.</param>
    /// <returns>Null where the choice stays.</returns>
    public WayChange? Answered(Way way, TimeSpan? took)
    {
        lock (_lock)
        {
            var (now, noneWasUsed) = (_clock.Now, !_current.IsGood);
            if (!way.IsGood)
            {
                way.ProvenFrom = now;
                way.ForgetRoundTrips();
            }
            (way.FailingSince, way.Failure, way.IsInDoubt, way.AnsweredAt) = (null, null, false, now);
            var noneSince = _noneSince;
            _noneSince = null;
            if (took is { } roundTrip)
            {
                way.Took(roundTrip);
                if (roundTrip > Slow)
                {
                    way.ProvenFrom = now;
                }
            }
            if (noneWasUsed)
            {
                return Change(way, now, noneSince);
            }
            if (way == _current)
            {
                return QuickerThan(way) is { } quicker
                    ? Fail(way, now, $"it is slow: {Seconds(way)}, by {quicker.Name} {Seconds(quicker)}")
                    : null;
            }
            if (way.Rank > _current.Rank || now - way.ProvenFrom < way.Proving)
            {
                return null;
            }
            way.IsOnProbation = true;
            return Change(way, now, null);
        }
    }

    /// <summary>Nothing came back by this way, or nothing of Telegram's.</summary>
    /// <param name="way">By which.</param>
    /// <param name="why">In a line.</param>
    /// <param name="inDoubt">Whether a request with an effect left by it.</param>
    /// <returns>Null where the choice stays.</returns>
    public WayChange? Failed(Way way, string why, bool inDoubt)
    {
        lock (_lock)
        {
            way.IsInDoubt |= inDoubt;
            return Fail(way, _clock.Now, why);
        }
    }

    private WayChange? Fail(Way way, Instant now, string why)
    {
        way.FailingSince ??= now;
        way.Failure = why;
        var best = _ways.FirstOrDefault(other => other.IsGood);
        if (best is null)
        {
            _noneSince ??= now;
        }
        return way == _current && best is not null ? Change(best, now, null) : null;
    }

    private WayChange? Change(Way to, Instant now, Instant? noneSince)
    {
        var from = _current;
        if (to == from)
        {
            return noneSince is null ? null : new WayChange(from, to, noneSince, null);
        }
        var used = now - from.InUseSince;
        from.Proving =
            used >= LongestProving ? FirstProving
            : from.IsOnProbation && used < Steady ? Min(from.Proving * 2, LongestProving)
            : from.Proving;
        from.IsOnProbation = false;
        to.InUseSince = now;
        _current = to;
        var left = from.Left;
        from.Left = new CancellationTokenSource();
        return new WayChange(from, to, noneSince, left);
    }

    private Way? QuickerThan(Way way) =>
        way is { IsMeasured: true, RoundTrip: { } slow } && slow > Slow
            ? _ways.FirstOrDefault(other => other != way && other is { IsGood: true, RoundTrip: { } quick } && slow > ManyTimes * quick)
            : null;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static string Seconds(Way way) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{way.RoundTrip!.Value.TotalSeconds:0.0} s");
}

/// <summary>Another way is used from now on, or the same works again after none did.</summary>
/// <param name="From">The one before.</param>
/// <param name="To">The one now.</param>
/// <param name="NoneSince">Since when none worked; null where one did.</param>
/// <param name="Left">Ends what waits by the one before; null where it is the same.</param>
internal sealed record WayChange(Way From, Way To, Instant? NoneSince, CancellationTokenSource? Left);

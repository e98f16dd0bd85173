namespace QrMenuTelegram;

/// <summary>
/// The two times of the bridge. <see cref="Now"/> is steady: it starts at the wall clock and then only ever goes
/// forward at the speed of a second a second, so pacing, windows and ages survive a clock that jumps by hours.
/// <see cref="Wall"/> is what people read on the wall. Instants are stored as steady Unix milliseconds and turned
/// into wall time when they are shown.
/// </summary>
public sealed class Clock
{
    /// <summary>Before this program was written. A machine without a battery starts there.</summary>
    private static readonly DateTimeOffset Impossible = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A wall clock this much behind the last start's was set right by somebody; one that is more behind is not set yet.</summary>
    private static readonly TimeSpan Correction = TimeSpan.FromMinutes(10);

    private readonly long _startTimestamp;
    private IReadOnlyList<WallOffset> _past = [];
    private long _anchor;
    private Instant _presentFrom = Instant.Earliest;

    public Clock(TimeProvider time)
    {
        Time = time;
        _startTimestamp = time.GetTimestamp();
        _anchor = time.GetUtcNow().ToUnixTimeMilliseconds();
        StartedAt = PastEndsAt = new Instant(_anchor);
    }

    public TimeProvider Time { get; }

    /// <summary>Steady time.</summary>
    public Instant Now => new Instant(Volatile.Read(ref _anchor)) + Time.GetElapsedTime(_startTimestamp);

    /// <summary>When this process started; steady.</summary>
    public Instant StartedAt { get; private set; }

    /// <summary>
    /// The latest instant that an earlier run left behind; steady. What lies between it and <see cref="StartedAt"/> is what
    /// the wall clock said at the start, and that may have been wrong.
    /// </summary>
    public Instant PastEndsAt { get; private set; }

    /// <summary>What the wall clock shows, in UTC.</summary>
    public DateTimeOffset Wall => Time.GetUtcNow();

    /// <summary>
    /// The wall time of a steady instant: since the machine started, by what the wall clock shows now; before that, by
    /// what it showed at last before the machine stopped.
    /// </summary>
    public DateTimeOffset ToWall(Instant steady) =>
        steady >= _presentFrom
            ? Wall + (steady - Now)
            : DateTimeOffset.FromUnixTimeMilliseconds(steady.Milliseconds + _past[IndexAt(steady)].Milliseconds!.Value);

    /// <summary>The steady instant of a wall time; of one at which nothing ran, the next start.</summary>
    public Instant ToSteady(DateTimeOffset wall)
    {
        var steady = Now + (wall - Wall);
        var next = _presentFrom;
        for (var i = _past.Count - 1; i >= 0 && steady < next; i--)
        {
            steady = Instant.Min(new Instant(wall.ToUnixTimeMilliseconds() - _past[i].Milliseconds!.Value), next);
            next = _past[i].From;
        }
        return steady;
    }

    /// <summary>
    /// Called once at start with the latest instant the database remembers: a wall clock that was set back between
    /// two runs must not make the past look like the future.
    /// </summary>
    /// <param name="latestKnown"><see cref="Instant.LongAgo"/> for none.</param>
    /// <param name="beat">
    /// An earlier run's last, where the machine was not started since: then the time between is known, and a wall
    /// clock that was set forward makes nothing look older than it is either. Null where it is not known.
    /// </param>
    /// <param name="offsets">As <see cref="Offsets"/> gave them to earlier runs.</param>
    public void ContinueFrom(Instant latestKnown, Beat? beat = null, IReadOnlyList<WallOffset>? offsets = null)
    {
        var known =
            offsets is { Count: > 0 } ? offsets
            : latestKnown > Instant.LongAgo ? [BeforeOffsets(latestKnown)]
            : [];
        var isSameStart = beat is { } last && Ticks >= last.Ticks;
        var now = isSameStart
            ? Instant.Max(latestKnown, beat!.Value.At + TimeSpan.FromMilliseconds(Ticks - beat.Value.Ticks))
            : Instant.Max(latestKnown, ByTheWall(known));
        Interlocked.Add(ref _anchor, now.Milliseconds - Now.Milliseconds);
        StartedAt = now;
        PastEndsAt = latestKnown > Instant.LongAgo ? latestKnown : now;

        // What was dated by no clock to be believed is dated with what comes now.
        var goesOn = known.Count > 0 && (isSameStart || known[^1].Milliseconds is null);
        _past = goesOn ? [.. known.SkipLast(1)] : known;
        _presentFrom =
            _past.Count == 0 ? Instant.Earliest
            : goesOn ? known[^1].From
            : Instant.Max(now, latestKnown + TimeSpan.FromMilliseconds(1));
    }

    /// <summary>What the next run may go on from.</summary>
    public Beat Last => new(Now, Ticks);

    /// <summary>How steady instants are dated, oldest first: what the next run must know to date them the same.</summary>
    public IReadOnlyList<WallOffset> Offsets =>
        [.. _past, new WallOffset(Instant.Max(Instant.LongAgo, _presentFrom), IsBelieved ? WallAhead : null)];

    private long Ticks => (long)(Time.GetTimestamp() / (double)Time.TimestampFrequency * 1000);

    private bool IsBelieved =>
        Wall >= Impossible
        && (_past.Count == 0 || Wall.ToUnixTimeMilliseconds() >= (_presentFrom - Correction).Milliseconds + _past[^1].Milliseconds);

    private long WallAhead => Wall.ToUnixTimeMilliseconds() - Now.Milliseconds;

    // How long the bridge was off is what the wall clock went on since; one that is not set yet tells nothing.
    private Instant ByTheWall(IReadOnlyList<WallOffset> known) =>
        known switch
        {
            [] => Now,
            [.., { Milliseconds: { } offset }] => new Instant(Wall.ToUnixTimeMilliseconds() - offset),
            _ => Instant.Earliest,
        };

    // Earlier versions stored no offsets: the steady time was then what the wall clock showed at a start.
    private static WallOffset BeforeOffsets(Instant latestKnown) =>
        new(Instant.LongAgo, latestKnown.Milliseconds >= Impossible.ToUnixTimeMilliseconds() ? 0 : null);

    private int IndexAt(Instant steady)
    {
        var i = _past.Count - 1;
        while (i > 0 && _past[i].From > steady)
        {
            i--;
        }
        return i;
    }

    /// <param name="Ticks">The timestamp of the time provider then, in milliseconds.</param>
    public readonly record struct Beat(Instant At, long Ticks);
}

/// <summary>By how much the wall clock is ahead of steady time.</summary>
/// <param name="From">Steady; holds from here to the next one's.</param>
/// <param name="Milliseconds">Null where the wall clock was not to be believed: what happened then is dated with the next.</param>
public sealed record WallOffset(Instant From, long? Milliseconds);

namespace QrMenuTelegram;

/// <summary>
/// The two times of the bridge. <see cref="Now"/> is steady: it starts at the wall clock and then only ever goes
/// forward at the speed of a second a second, so pacing, windows and ages survive a clock that jumps by hours.
/// <see cref="Wall"/> is what people read on the wall. Instants are stored as steady Unix milliseconds and turned
/// into wall time when they are shown.
/// </summary>
public sealed class Clock
{
    private readonly long _startTimestamp;
    private long _anchor;

    public Clock(TimeProvider time)
    {
        Time = time;
        _startTimestamp = time.GetTimestamp();
        _anchor = time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    public TimeProvider Time { get; }

    /// <summary>Steady time, in Unix milliseconds.</summary>
    public long Now => Volatile.Read(ref _anchor) + (long)Time.GetElapsedTime(_startTimestamp).TotalMilliseconds;

    /// <summary>What the wall clock shows, in UTC.</summary>
    public DateTimeOffset Wall => Time.GetUtcNow();

    /// <summary>The wall time of a steady instant, by what the wall clock shows now.</summary>
    public DateTimeOffset ToWall(long steady) => Wall.AddMilliseconds(steady - Now);

    /// <summary>The steady instant of a wall time, by what the wall clock shows now.</summary>
    public long ToSteady(DateTimeOffset wall) => Now + (long)(wall - Wall).TotalMilliseconds;

    /// <summary>
    /// Called once at start with the latest instant the database remembers: a wall clock that was set back between
    /// two runs must not make the past look like the future.
    /// </summary>
    /// <param name="latestKnown">Steady; 0 for none.</param>
    /// <param name="beat">
    /// An earlier run's last, where the machine was not started since: then the time between is known, and a wall
    /// clock that was set forward makes nothing look older than it is either. Null where it is not known.
    /// </param>
    public void ContinueFrom(long latestKnown, Beat? beat = null)
    {
        var now = beat is { } known && Ticks >= known.Ticks ? Math.Max(latestKnown, known.At + (Ticks - known.Ticks)) : Math.Max(latestKnown, Now);
        Interlocked.Add(ref _anchor, now - Now);
    }

    /// <summary>What the next run may go on from.</summary>
    public Beat Last => new(Now, Ticks);

    private long Ticks => (long)(Time.GetTimestamp() / (double)Time.TimestampFrequency * 1000);

    /// <param name="At">Steady instant.</param>
    /// <param name="Ticks">The timestamp of the time provider then, in milliseconds.</param>
    public readonly record struct Beat(long At, long Ticks);
}

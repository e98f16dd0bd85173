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
    public void ContinueFrom(long latestKnown)
    {
        var behind = latestKnown - Now;
        if (behind > 0)
        {
            Interlocked.Add(ref _anchor, behind);
        }
    }
}

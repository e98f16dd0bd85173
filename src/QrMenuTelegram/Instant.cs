namespace QrMenuTelegram;

/// <summary>
/// A point of steady time, as <see cref="Clock.Now"/> gives it; <see cref="Clock.ToWall"/> turns it into what people read on
/// the wall.
/// </summary>
/// <param name="Milliseconds">Since the Unix epoch, as the database stores it.</param>
public readonly record struct Instant(long Milliseconds) : IComparable<Instant>
{
    /// <summary>Past for whoever compares it with now; also the default.</summary>
    public static readonly Instant LongAgo;

    /// <summary>Before every other.</summary>
    public static readonly Instant Earliest = new(long.MinValue);

    /// <summary>What is due then is not due at all.</summary>
    public static readonly Instant Never = new(long.MaxValue);

    /// <summary>A part of a millisecond is left out.</summary>
    public static Instant operator +(Instant at, TimeSpan span) => new(at.Milliseconds + (span.Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>A part of a millisecond is left out.</summary>
    public static Instant operator -(Instant at, TimeSpan span) => new(at.Milliseconds - (span.Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>At most the longest span there is, as from now to <see cref="Never"/>.</summary>
    public static TimeSpan operator -(Instant later, Instant earlier)
    {
        var milliseconds = (Int128)later.Milliseconds - earlier.Milliseconds;
        return milliseconds > LongestSpan ? TimeSpan.MaxValue
            : milliseconds < -LongestSpan ? TimeSpan.MinValue
            : new TimeSpan((long)milliseconds * TimeSpan.TicksPerMillisecond);
    }

    public static bool operator <(Instant left, Instant right) => left.Milliseconds < right.Milliseconds;

    public static bool operator >(Instant left, Instant right) => left.Milliseconds > right.Milliseconds;

    public static bool operator <=(Instant left, Instant right) => left.Milliseconds <= right.Milliseconds;

    public static bool operator >=(Instant left, Instant right) => left.Milliseconds >= right.Milliseconds;

    public static Instant Min(Instant left, Instant right) => left < right ? left : right;

    public static Instant Max(Instant left, Instant right) => left > right ? left : right;

    /// <summary>How long this is after another; zero where it is before.</summary>
    public TimeSpan Since(Instant earlier) => this > earlier ? this - earlier : TimeSpan.Zero;

    public int CompareTo(Instant other) => Milliseconds.CompareTo(other.Milliseconds);

    private const long LongestSpan = long.MaxValue / TimeSpan.TicksPerMillisecond;
}

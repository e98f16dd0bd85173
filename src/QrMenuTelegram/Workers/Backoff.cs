namespace QrMenuTelegram.Workers;

/// <summary>
/// Exponential backoff with jitter: waits that double from <paramref name="first"/> to <paramref name="longest"/>, each
/// shortened by chance to no less than a half, so that many who failed together do not come back together.
/// </summary>
/// <param name="first">The first wait; equal to <paramref name="longest"/> for waits that do not grow.</param>
/// <param name="longest">No wait is longer.</param>
/// <param name="chance">From 0 to 1.</param>
public sealed class Backoff(TimeSpan first, TimeSpan longest, Func<double> chance)
{
    private int _failures;

    /// <summary>How long to wait after one more failure.</summary>
    public TimeSpan Next()
    {
        var doubled = first.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, 20));
        return TimeSpan.FromMilliseconds(Math.Min(doubled, longest.TotalMilliseconds) * (0.5 + chance() / 2));
    }

    /// <summary>The same as an instant on the clock of <paramref name="now"/>.</summary>
    public Instant NextAt(Instant now) => now + Next();

    /// <summary>After a success.</summary>
    public void Reset() => _failures = 0;
}

namespace QrMenuTelegram.Delivery.Pacing;

/// <summary>Waits that double, from <paramref name="first"/> to <paramref name="longest"/>, each shortened by chance to no less than a half.</summary>
/// <param name="first">The first wait.</param>
/// <param name="longest">No wait is longer.</param>
/// <param name="chance">From 0 to 1.</param>
public sealed class Retry(TimeSpan first, TimeSpan longest, Func<double> chance)
{
    private int _failures;

    /// <summary>The next wait, in milliseconds.</summary>
    public long Next()
    {
        var doubled = first.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, 20));
        return (long)(Math.Min(doubled, longest.TotalMilliseconds) * (0.5 + chance() / 2));
    }

    public void Reset() => _failures = 0;
}

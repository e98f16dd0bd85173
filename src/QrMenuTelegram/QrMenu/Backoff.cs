namespace QrMenuTelegram.QrMenu;

/// <summary>How long to wait before the next poll: pure.</summary>
/// <param name="chance">From 0 up to, not including, 1: so that many bridges do not knock in step.</param>
public sealed class Backoff(TimeSpan interval, Func<double> chance)
{
    /// <summary>The servers keep events for 5 minutes only, so a failure never makes us wait long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <param name="failures">In a row; 0 after a success.</param>
    public TimeSpan After(int failures)
    {
        if (failures == 0)
        {
            return interval;
        }
        var first = Math.Max(interval.TotalMilliseconds, 500);
        var full = Math.Min(Longest.TotalMilliseconds, first * Math.Pow(2, Math.Min(failures - 1, 16)));
        return TimeSpan.FromMilliseconds(full * (0.5 + chance() / 2));
    }
}

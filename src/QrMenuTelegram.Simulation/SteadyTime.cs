namespace QrMenuTelegram.Simulation;

/// <summary>
/// The simulators' own clock: starts at the wall time and goes on steadily, because Telegram and a restaurant's server
/// do not jump when the clock of the bridge's machine does.
/// </summary>
internal sealed class SteadyTime(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _timestamp = time.GetTimestamp();

    /// <summary>For timers.</summary>
    public TimeProvider Provider { get; } = time;

    public DateTimeOffset Now => _start + Provider.GetElapsedTime(_timestamp);
}

using Microsoft.Extensions.Time.Testing;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>
/// Time on one thread: a steady one, and a wall clock that can be set. It takes no lock where it is asked, a hundred
/// thousand times in a run; the few timers are those of a <see cref="FakeTimeProvider"/>.
/// </summary>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private FakeTimeProvider? _timers;
    private DateTimeOffset _now = start;
    private TimeSpan _jumped;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by)
    {
        _now += by;
        _timers?.Advance(by);
    }

    /// <summary>Sets the wall clock forward or back.</summary>
    public void Jump(TimeSpan by) => _jumped += by;

    public override DateTimeOffset GetUtcNow() => _now + _jumped;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        (_timers ??= new FakeTimeProvider(_now)).CreateTimer(callback, state, dueTime, period);
}

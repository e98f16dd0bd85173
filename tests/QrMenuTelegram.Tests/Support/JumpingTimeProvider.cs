using Microsoft.Extensions.Time.Testing;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// A fake time whose wall clock can be set while its timers and its steady timestamp go on, as a real machine's do.
/// (The timestamp of <see cref="FakeTimeProvider"/> follows its wall clock.)
/// </summary>
public sealed class JumpingTimeProvider(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _jumped;

    /// <summary>Sets the wall clock forward or back.</summary>
    public void Jump(TimeSpan by) => _jumped += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _jumped;

    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
}

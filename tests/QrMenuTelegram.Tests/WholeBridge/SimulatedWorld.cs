using QrMenuTelegram.Operations;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>What everything in a run shares: time, chance, the points where it may end, and what was found wrong.</summary>
/// <param name="seed">Of all chance.</param>
/// <param name="trace">Told what happens; null for speed.</param>
internal sealed class SimulatedWorld(int seed, Action<string>? trace)
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    private Boundaries? _boundaries;

    public SimulatedTime Time { get; } = new(Begin);

    public Chance Chance { get; } = new(seed);

    public Boundaries Boundaries => _boundaries ??= new Boundaries(Chance);

    /// <summary>Milliseconds since the run began, whatever the wall shows.</summary>
    public long Now { get; private set; }

    /// <summary>The bridge's own steady time.</summary>
    public Func<long> Steady { get; set; } = () => 0;

    /// <summary>How long a heart waits between two beats.</summary>
    public TimeSpan BeatEvery { get; set; } = Heartbeat.Interval;

    public List<string> Violations { get; } = [];

    public bool IsTraced => trace is not null;

    public void Advance(long to)
    {
        if (to > Now)
        {
            Time.Advance(TimeSpan.FromMilliseconds(to - Now));
            Now = to;
        }
    }

    /// <summary>
    /// Before a start: a wall clock that is ahead of the time that really passed would make the last minute look long
    /// past. One that is behind is what the bridge can cope with.
    /// </summary>
    public void SetWallRight()
    {
        var ahead = Time.GetUtcNow() - Begin - TimeSpan.FromMilliseconds(Now);
        if (ahead > TimeSpan.Zero)
        {
            Time.Jump(-ahead);
        }
    }

    public void Say(string line) => trace?.Invoke($"{Now / 1000.0, 10:0.000} {line}");

    /// <summary>An invariant does not hold.</summary>
    public void Violated(string invariant, string how)
    {
        Violations.Add($"{invariant}: {how} (at {Now / 1000.0:0.000} s)");
        Say($"VIOLATED {invariant}: {how}");
    }
}

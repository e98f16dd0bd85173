using QrMenuTelegram.Alarms;

namespace QrMenuTelegram.Tests.WholeBridge.Peers;

/// <summary>Whoever the alarm goes to; remembers what was told over all lives of the bridge.</summary>
internal sealed class AlarmPeer(SimulatedWorld world) : IAlarmChannel
{
    public string Name => "Alarm__Url";

    /// <summary>What was told and not yet looked at.</summary>
    public Queue<AlarmNews> News { get; } = [];

    /// <summary>Whether the last that was told is that guests wait unseen.</summary>
    public bool IsRaised { get; private set; }

    public Task<AlarmOutcome> Send(AlarmNews news, CancellationToken cancel)
    {
        world.Boundaries.Pass("the alarm goes out");
        world.Say($"the alarm is {news.Kind}: {string.Join(", ", news.Calls.Select(call => call.Table))}");
        News.Enqueue(news);
        IsRaised = news.Kind == AlarmKind.Raised;
        return Task.FromResult<AlarmOutcome>(new AlarmOutcome.Sent());
    }
}

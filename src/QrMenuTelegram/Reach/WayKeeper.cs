using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Reach;

/// <summary>
/// Knows how the ways do while nothing is sent: asks each for a sign of life now and then, and tells the managers which one
/// is used once that has settled. With one way only, it has nothing to do.
/// </summary>
internal sealed class WayKeeper(TelegramWays ways, ManagerAlerts managers, Database database, Clock clock) : IWorker
{
    // What is in use shows by its answers that it works, mostly; in quiet hours it is asked.
    private static readonly TimeSpan WhileInUse = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WhileGood = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WhileProving = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WhileFailing = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WhileNoneWorks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Shorter changes are nobody's business.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    private readonly WayChoice _choice = ways.Choice;
    private Way _told = ways.Choice.Current;

    public string Name => "Ways to Telegram";

    public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Ways];

    public ValueTask<Due> Turn(CancellationToken cancel)
    {
        if (!_choice.AreSeveral)
        {
            return ValueTask.FromResult(Due.WhenWoken);
        }
        var now = clock.Now;
        foreach (var way in _choice.All.Where(way => ProbeAt(way) <= now))
        {
            _ = ways.Probe(way);
        }
        TellManagers(now);
        var next = _choice.All.Min(ProbeAt);
        return ValueTask.FromResult(new Due(Instant.Max(now + ShortestPause, IsToldOfAll ? next : Instant.Min(next, SettledAt))));
    }

    private bool IsToldOfAll => _told == _choice.Current;

    private Instant SettledAt => _choice.Current.InUseSince + Settled;

    private Instant ProbeAt(Way way)
    {
        if (way.ProbedAt is not { } last)
        {
            return Instant.LongAgo;
        }
        if (way == _choice.Current && way is { IsGood: true, AnsweredAt: { } answered })
        {
            last = Instant.Max(last, answered);
        }
        var pause =
            _choice.NoneSince is not null ? WhileNoneWorks
            : !way.IsGood ? WhileFailing
            : way == _choice.Current ? WhileInUse
            : way.Rank < _choice.Current.Rank ? WhileProving
            : WhileGood;
        return last + pause;
    }

    private void TellManagers(Instant now)
    {
        var current = _choice.Current;
        if (IsToldOfAll || now < SettledAt || !current.IsGood)
        {
            return;
        }
        var before = _told;
        database.Write(transaction =>
            managers.Tell(
                transaction,
                Urgency.Reply,
                null,
                TextKeys.Announce.Way,
                ("way", current.Name),
                ("before", before.Name),
                ("why", before.Failure),
                ("since", clock.ToWall(current.InUseSince))
            )
        );
        _told = current;
    }
}

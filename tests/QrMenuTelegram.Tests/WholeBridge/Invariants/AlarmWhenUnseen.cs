using System.Text.RegularExpressions;
using QrMenuTelegram.Alarms;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Calls that wait for <see cref="After"/> while no chat shows them raise the alarm, and nothing else does; it is over only
/// when none does.
/// </summary>
internal sealed partial class AlarmWhenUnseen(Simulation run) : Invariant(run)
{
    public static readonly TimeSpan After = TimeSpan.FromSeconds(40);

    // The time that a start or a machine that woke has to show what waits, and a turn that a full disk put off.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(17);
    private const long LookEvery = 5_000;

    private RunningBridge? _life;
    private long _aliveSince;
    private long _wellSince;
    private long _nextLook;

    private Instant Now => Run.Bridge!.Clock.Now;

    public override void AfterStep(bool mayHaveStored)
    {
        if (Run.Bridge != _life)
        {
            (_life, _aliveSince) = (Run.Bridge, Run.World.Now);
        }
        _wellSince = Run.World.Boundaries.Storage == StorageTrouble.None ? _wellSince : Run.World.Now;
        while (Run.Alarm.News.TryDequeue(out var news))
        {
            Told(news);
        }
        if (Run.World.Now >= _nextLook)
        {
            _nextLook = Run.World.Now + LookEvery;
            NotTold();
        }
    }

    private void Told(AlarmNews news)
    {
        var waiting = Waiting();
        if (news.Kind == AlarmKind.Over)
        {
            if (waiting.FirstOrDefault(call => call.IsOnePress && IsOverdue(call, TimeSpan.Zero) && !IsAnywhere(call)) is { } unseen)
            {
                Violated($"the alarm is over, and nobody sees the call of table {unseen.Table}");
            }
            return;
        }
        if (Now - news.Calls[0].Since < After)
        {
            Violated($"the alarm was raised for a call of {(Now - news.Calls[0].Since).TotalMilliseconds} ms ago");
        }
        foreach (var told in news.Calls)
        {
            var call = waiting.FirstOrDefault(call =>
                (call.Server, call.Table, call.Code, call.OpenedAt) == (told.Server, told.Table, told.Code, told.Since)
            );
            if (call is null)
            {
                Violated($"the alarm tells of table {told.Table}, which does not wait");
            }
            else if (Seen(call) is { } seen)
            {
                Violated($"the alarm tells of table {told.Table}, which message {seen.Message.Id} in {seen.Message.ChatId} shows");
            }
        }
    }

    private void NotTold()
    {
        var atWorkSince = Math.Max(Math.Max(_aliveSince, Run.WokeAt), _wellSince);
        var isWell = Run.World.Now - atWorkSince > Slack.TotalMilliseconds;
        if (isWell && !Run.Alarm.IsRaised)
        {
            if (Waiting().FirstOrDefault(call => call.IsOnePress && IsOverdue(call, Slack) && !IsAnywhere(call)) is { } unseen)
            {
                Violated(
                    $"nobody sees the call of table {unseen.Table}, made {(Now - unseen.OpenedAt).TotalMilliseconds} ms ago, and there is no alarm"
                );
            }
        }
    }

    private bool IsOverdue(Call call, TimeSpan slack) => Now - call.OpenedAt > After + slack;

    // A message that the bridge knows to be there. What whoever lost his rights was shown counts for nothing.
    private Showing? Seen(Call call) =>
        ShownEvents
            .All(Run)
            .Where(chat => !Run.People.MayBeRemoved.Contains(chat.Key))
            .SelectMany(chat => chat)
            .FirstOrDefault(showing => showing.Message.IsRecorded && IsOf(showing, call));

    // Also one of which the bridge can't know, or not yet, and what reminds of it.
    private bool IsAnywhere(Call call) =>
        ShownEvents.All(Run).SelectMany(chat => chat).Any(showing => IsOf(showing, call))
        || Run.Telegram.Chats.Values.SelectMany(chat => chat.Messages.Concat(chat.Deleted)).Any(message => Reminds(message, call));

    private bool Reminds(ShownMessage message, Call call) =>
        IsSinceItsBeginning(message, call)
        && Reminder().Matches(message.Content.Text).Any(match => match.Groups["table"].Value == call.Table);

    // An earlier call of the same guest reads alike.
    private bool IsOf(Showing showing, Call call) =>
        showing.Stored.Id == Run.Ledger.FirstOf(call.EventId) && IsSinceItsBeginning(showing.Message, call);

    private bool IsSinceItsBeginning(ShownMessage message, Call call) =>
        Run.World.Now - message.At <= (Now - call.OpenedAt).TotalMilliseconds;

    private IReadOnlyList<Call> Waiting() =>
        Rows.All<Call>(
            Run,
            """
            SELECT server AS Server, iif(table_name = '', table_id, table_name) AS "Table", code AS Code, opened_at AS OpenedAt, event_id AS EventId, times = 1 AS IsOnePress
            FROM calls WHERE closed_at IS NULL AND claimed_by IS NULL
            """
        );

    [GeneratedRegex(@"(?m)^(?:🚨|🔁|‼️|🔴) (?:<b>)?(?:[^\n<:]*: )?(?:[Сс]тол|[Tt]able) (?<table>\d+)")]
    private static partial Regex Reminder();

    internal sealed class Call
    {
        public string Server { get; init; } = "";

        public string Table { get; init; } = "";

        public string Code { get; init; } = "";

        public Instant OpenedAt { get; init; }

        public long EventId { get; init; }

        public bool IsOnePress { get; init; }
    }
}

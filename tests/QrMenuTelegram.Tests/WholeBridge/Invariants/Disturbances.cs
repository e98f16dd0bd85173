using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>Until when anything but the limits may hold back what a chat is to be sent, as far as one can know from outside.</summary>
internal sealed class Disturbances(Simulation run)
{
    private const long Beat = 11_000;
    private const long LongestWait = 16_000;
    private const long LongestWaitWhereRefused = 130_000;
    private const long TokenWait = 310_000;
    private const long Start = 2_000;

    private readonly Dictionary<long, long> _ends = [];
    private readonly HashSet<long> _moved = [];
    private readonly Dictionary<long, long> _back = [];
    private RunningBridge? _life;
    private long _end;
    private long _unrecordedPatience;
    private long _lookedAt;
    private int _looked;
    private bool _wasUnderWay;

    /// <param name="chat">
    /// By its id of today, or one that it had before: whoever still uses that one was never told of the upgrade, and what
    /// holds the old id back isn't over when a message to the new one arrives.
    /// </param>
    public long EndOf(long chat) =>
        new[] { _end, _ends.GetValueOrDefault(chat), _ends.GetValueOrDefault(run.Telegram.Current(chat).Id) }.Max();

    public void Look()
    {
        var now = run.World.Now;
        var isStuck = run.World.Boundaries.Storage != StorageTrouble.None;
        if (run.Bridge != _life || now - _lookedAt > Beat || isStuck || run.Bridge?.IsTelegramProbed == true)
        {
            // A start, a machine that slept, a disk that takes nothing, a Telegram that is asked by one message at a time. An
            // answer that was on its way while the machine slept is heard only now.
            var unheard = now - _lookedAt > Beat && _wasUnderWay ? TokenWait : 0;
            (_life, _end) = (run.Bridge, Math.Max(_end, now + Start + Math.Max(_unrecordedPatience, unheard)));
        }
        if (run.Telegram.Trouble == TelegramTrouble.Away || run.Lines.Any(line => line.Trouble != LineTrouble.None))
        {
            _end = Math.Max(_end, now + LongestWait);
        }
        if (run.People.IsRemoving)
        {
            // Calls that were somebody's alone go to others now, and are as old as they are.
            _end = Math.Max(_end, now + Start);
        }
        _unrecordedPatience = isStuck ? _unrecordedPatience : 0;
        (_lookedAt, _wasUnderWay) = (now, !run.Telegram.IsIdle);
        foreach (var chat in run.Telegram.Chats.Values)
        {
            // It may have refused so shortly that only its return is seen.
            var isBack = _back.GetValueOrDefault(chat.Id) != chat.BackAt;
            _back[chat.Id] = chat.BackAt;
            if (chat.Refuses is not null || isBack || (chat.MovedTo is not null && _moved.Add(chat.Id)))
            {
                Disturb(chat.Id);
            }
        }
        for (; _looked < run.Telegram.Arrivals.Count; _looked++)
        {
            Meet(run.Telegram.Arrivals[_looked]);
        }
    }

    private void Meet(Request request)
    {
        switch (request.Outcome)
        {
            case SendOutcome.Delivered when run.Telegram.Updates.Waiting.Count == 0:
                // Whatever was told of the chat is over, once this is, unless the news of it is yet to be read.
                _ends[request.ChatId] = Math.Min(_ends.GetValueOrDefault(request.ChatId), request.BackAt);
                break;
            case SendOutcome.Unknown { Answered: true }:
                _end = Math.Max(_end, request.BackAt + LongestWaitWhereRefused);
                break;
            case SendOutcome.Unexplained:
                Disturb(request.ChatId);
                break;
            case SendOutcome.Unknown:
                _end = Math.Max(_end, request.BackAt + LongestWait);
                break;
            case SendOutcome.Unauthorized:
                _end = Math.Max(_end, request.BackAt + TokenWait);
                break;
            case SendOutcome.Throttled throttled:
                // It counts from when it was written down, which a disk that takes nothing puts off.
                var patience = (long)throttled.RetryAfter.TotalMilliseconds;
                _unrecordedPatience = Math.Max(_unrecordedPatience, patience);
                _end = Math.Max(_end, request.BackAt + patience);
                break;
            case SendOutcome.ChatRefused or SendOutcome.Migrated or SendOutcome.TopicGone:
                Disturb(request.ChatId);
                break;
            default:
                break;
        }
    }

    private void Disturb(long chat) => _ends[chat] = _ends[run.Telegram.Current(chat).Id] = long.MaxValue;
}

using QrMenuTelegram.Delivery.Pacing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Delivery;

/// <summary>All chats that have something to show, and the pace of each and of the bot.</summary>
internal sealed class Lanes(DeliveryOptions options, Func<double> chance)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>What did not leave costs Telegram nothing and can't double.</summary>
    private static readonly TimeSpan LongestWaitForConnection = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LongestWaitWhereRefused = TimeSpan.FromMinutes(2);
    private const int MostUnexplained = 5;
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<long, Lane> _all = [];
    private readonly HashSet<Lane> _working = [];
    private readonly Dictionary<long, long> _newIds = [];
    private readonly StrangerPaces _strangers = new();

    public BotPace Bot { get; } = new(options, chance);

    /// <summary>The lane of a chat, also by an id that it had before.</summary>
    public Lane For(long chatId)
    {
        while (_newIds.TryGetValue(chatId, out var newId))
        {
            chatId = newId;
        }
        if (!_all.TryGetValue(chatId, out var lane))
        {
            _all[chatId] = lane = new Lane(
                chatId,
                new ChatPace(chatId, options),
                new Backoff(FirstWait, LongestWait, chance),
                new Backoff(FirstWait, LongestWaitWhereRefused, chance)
            );
            _strangers.HandOver(lane);
        }
        return lane;
    }

    /// <summary>The lane of a chat that has or had something to show; null for one that never had.</summary>
    public Lane? Find(long chatId) => _newIds.ContainsKey(chatId) ? For(chatId) : _all.GetValueOrDefault(chatId);

    /// <summary>The id that a chat has now; null where this is it.</summary>
    public long? NewIdOf(long chatId) => _newIds.ContainsKey(chatId) ? For(chatId).ChatId : null;

    /// <summary>A chat got a new id: whatever is under way to the old one holds back the next to the new one.</summary>
    public void Move(long oldId, long newId)
    {
        var (from, to) = (For(oldId), For(newId));
        if (from == to)
        {
            return;
        }
        to.Absorb(from);
        _working.Remove(from);
        _all.Remove(from.ChatId);
        _newIds[from.ChatId] = to.ChatId;
    }

    /// <summary>Reads anew what this chat has to show.</summary>
    public void Refresh(Transaction transaction, long chatId)
    {
        var lane = For(chatId);
        lane.Refresh(transaction);
        if (lane.HasWork)
        {
            _working.Add(lane);
        }
        else
        {
            _working.Remove(lane);
        }
    }

    /// <summary>What each chat would do now, the most urgent and oldest first.</summary>
    public List<Next> Due(Instant now)
    {
        var due = new List<Next>();
        foreach (var lane in _working)
        {
            if (lane.NextAt(Bot, now) is { } next && next.At <= now)
            {
                due.Add(next);
            }
        }
        due.Sort(
            (a, b) =>
                a.IsPatient != b.IsPatient ? a.IsPatient.CompareTo(b.IsPatient)
                : a.Urgency != b.Urgency ? a.Urgency.CompareTo(b.Urgency)
                : a.Since.CompareTo(b.Since)
        );
        return due;
    }

    /// <summary>When the first of all chats may go on; the far future where none has anything to do.</summary>
    public Instant NextAt(Instant now)
    {
        var first = Instant.Never;
        foreach (var lane in _working)
        {
            if (lane.NextAt(Bot, now) is { } next)
            {
                first = Instant.Min(first, next.At);
            }
        }
        return first;
    }

    /// <summary>An operation of before this start of the program.</summary>
    public void Remember(Attempt attempt)
    {
        For(attempt.ChatId).Pace.Remember(attempt.EndedAt, attempt.Answer);
        Bot.Remember(attempt.EndedAt);
    }

    public void Begin(Operation operation, Instant now)
    {
        var lane = For(operation.ChatId);
        if (operation.IsPatient)
        {
            lane.PatientUnderWay++;
        }
        else if (operation.IsAnswer)
        {
            lane.AnswersUnderWay++;
            lane.Begun(operation.IsEdit);
        }
        else
        {
            lane.UnderWay++;
            lane.Begun(operation.IsEdit);
        }
        lane.Pace.Begin(operation.IsAnswer);
        Bot.Begin(now);
    }

    /// <summary>An answer to somebody who may have no lane is sent.</summary>
    public void BeginCourtesy(long chatId, Instant now)
    {
        Bot.Begin(now);
        if (Find(chatId) is { } lane)
        {
            lane.Pace.Begin(answer: true);
        }
        else
        {
            _strangers.Begin(chatId);
        }
    }

    /// <param name="chatId">Where.</param>
    /// <param name="now">Steady.</param>
    /// <param name="heldUntil">Telegram asked for patience until then; long ago for not.</param>
    /// <param name="delivered">Whether Telegram took it: then it takes messages again, whatever it asked of others.</param>
    public void EndCourtesy(long chatId, Instant now, Instant heldUntil, bool delivered)
    {
        Bot.End(now);
        if (delivered)
        {
            Bot.Answered(delivered);
        }
        if (Find(chatId) is { } lane)
        {
            lane.Pace.End(now, answer: true);
            lane.PatienceUntil = Instant.Max(lane.PatienceUntil, heldUntil);
        }
        else
        {
            _strangers.End(chatId, now, heldUntil);
        }
    }

    /// <summary>Telegram asked the run before for patience with this chat, which may have no row.</summary>
    public void HoldCourtesy(long chatId, Instant until)
    {
        if (Find(chatId) is { } lane)
        {
            lane.PatienceUntil = Instant.Max(lane.PatienceUntil, until);
        }
        else
        {
            _strangers.Hold(chatId, until);
        }
    }

    /// <summary>What an outcome means for when the next may go.</summary>
    /// <returns>What is to be recorded: a chat that says no again and again without a reason refuses us.</returns>
    public SendOutcome End(Operation operation, SendOutcome outcome, Instant now)
    {
        var lane = For(operation.ChatId);
        if (operation.IsPatient)
        {
            lane.PatientUnderWay--;
        }
        else if (operation.IsAnswer)
        {
            lane.AnswersUnderWay--;
        }
        else
        {
            lane.UnderWay--;
        }
        lane.Pace.End(now, operation.IsAnswer);
        Bot.End(now);
        lane.Unexplained = outcome is SendOutcome.Unexplained ? lane.Unexplained + 1 : 0;
        if (outcome is SendOutcome.Unexplained said && lane.Unexplained >= MostUnexplained)
        {
            outcome = new SendOutcome.ChatRefused(RefusalReason.Other, said.Description);
        }
        switch (outcome)
        {
            case SendOutcome.Unknown or SendOutcome.NotSent:
                var isRefused = outcome is SendOutcome.Unknown { Answered: true };
                if (operation.IsPatient)
                {
                    lane.PatientFrom = now + AfterPatience;
                }
                else if (operation.IsAnswer)
                {
                    lane.AnswersFrom = now + AfterAnswer;
                }
                else
                {
                    var next = (isRefused ? lane.Refusals : lane.Retry).NextAt(now);
                    lane.BackOffUntil = outcome is SendOutcome.NotSent ? Instant.Min(next, now + LongestWaitForConnection) : next;
                }
                Bot.Unanswered(operation.ChatId, now, isRefused);
                break;
            case SendOutcome.Unexplained:
                Bot.Answered(delivered: false);
                lane.BackOffUntil = lane.Refusals.NextAt(now);
                break;
            case SendOutcome.Unauthorized:
                Bot.Unauthorized(now);
                break;
            case SendOutcome.Throttled throttled:
                Answered(lane, delivered: false);
                // Who asks for a second each time does not mean it.
                lane.BackOffUntil = throttled.RetryAfter <= ShortestPatience ? lane.Refusals.NextAt(now) : Instant.LongAgo;
                Bot.Throttled(operation.ChatId, now + throttled.RetryAfter, now);
                break;
            case SendOutcome.Migrated migrated:
                Answered(lane, delivered: false);
                lane.Moves++;
                Move(operation.ChatId, migrated.NewChatId);
                // The first time it goes on at once; a chat that is sent from one id to another again has to wait.
                if (For(migrated.NewChatId) is { Moves: > 1 } moved)
                {
                    moved.BackOffUntil = moved.Refusals.NextAt(now);
                }
                break;
            default:
                Answered(lane, outcome is SendOutcome.Delivered);
                break;
        }
        return outcome;
    }

    private void Answered(Lane lane, bool delivered)
    {
        lane.Retry.Reset();
        if (delivered)
        {
            lane.Refusals.Reset();
            lane.Moves = 0;
        }
        if (Bot.Answered(delivered))
        {
            foreach (var waiting in _working)
            {
                waiting.BackOffUntil = Instant.LongAgo;
                waiting.AnswersFrom = Instant.LongAgo;
            }
        }
    }
}

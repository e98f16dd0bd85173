using System.Collections.Concurrent;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Delivery;

/// <summary>
/// The courier's part that answers strangers: one at a time, when half of the bot's second is free and nothing else is
/// due. Each counts for the limits, also after a restart, and nobody waits for what becomes of it.
/// </summary>
internal sealed class CourtesyDesk
{
    /// <summary>After this its answer no longer counts: Telegram has had it, or never will.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Courtesies _courtesies;
    private readonly ITelegram _telegram;
    private readonly Lanes _lanes;
    private readonly Signals _signals;
    private readonly ConcurrentQueue<(Courtesy Courtesy, SendOutcome? Outcome)> _ended = new();
    private Courtesy? _underWay;
    private Instant _heldUntil;
    private long _heldIn;
    private bool _isHeldUnrecorded;
    private readonly List<(long ChatId, TimeSpan Patience)> _throttled = [];

    public CourtesyDesk(Courtesies courtesies, ITelegram telegram, Lanes lanes, Signals signals) =>
        (_courtesies, _telegram, _lanes, _signals) = (courtesies, telegram, lanes, signals);

    /// <summary>When the next may go; the far future where there is none, or one is under way.</summary>
    public Instant NextAt(Instant now)
    {
        if (
            _underWay is not null
            || _courtesies.First(now) is not { } first
            || _lanes.Bot is not { AwaySince: null, UnauthorizedSince: null }
            || _lanes.Bot.PatientAt(now) is not { } all
        )
        {
            return Instant.Never;
        }
        all = Instant.Max(all, _heldUntil);
        // A chat that we know has limits of its own.
        return _lanes.Find(first.To.ChatId) is not { } lane ? all
            : lane.Pace.PatientAt(now) is { } chat ? Instant.Max(Instant.Max(all, chat), lane.HeldUntil)
            : Instant.Never;
    }

    /// <summary>Telegram asked for patience, and that is not on disk yet.</summary>
    public bool HasUnrecorded => _isHeldUnrecorded || _throttled.Count > 0;

    /// <summary>Writes down until when Telegram asked for patience, for the next run.</summary>
    /// <returns>In which chats it did.</returns>
    public IReadOnlyList<(long ChatId, TimeSpan Patience)> Record(Transaction transaction)
    {
        if (_isHeldUnrecorded)
        {
            StateStore.Set(transaction, StateStore.CourtesiesHeldUntil, _heldUntil);
            StateStore.Set(transaction, StateStore.CourtesiesHeldIn, _heldIn);
        }
        return _throttled;
    }

    /// <summary>After the commit of <see cref="Record"/>.</summary>
    public void Recorded()
    {
        _isHeldUnrecorded = false;
        _throttled.Clear();
    }

    /// <summary>Reads what the run before wrote down.</summary>
    public void Recover(Transaction transaction)
    {
        _heldUntil = StateStore.GetInstant(transaction, StateStore.CourtesiesHeldUntil) ?? Instant.LongAgo;
        _heldIn = StateStore.Get(transaction, StateStore.CourtesiesHeldIn) ?? 0;
        _lanes.HoldCourtesy(_heldIn, _heldUntil);
    }

    /// <summary>Whether the next is to be sent after the commit, because nothing else takes its place.</summary>
    /// <param name="transaction">In which those are chosen too.</param>
    /// <param name="chosen">What is sent with it.</param>
    /// <param name="now">Steady.</param>
    public bool Begin(Transaction transaction, IReadOnlyList<Operation> chosen, Instant now)
    {
        if (
            NextAt(now) > now
            || !_lanes.Bot.Allows(Urgency.Reply, chosen.Count, now, patient: true)
            || _courtesies.First(now) is not { } first
            || chosen.Any(operation => operation.ChatId == (_lanes.Find(first.To.ChatId)?.ChatId ?? first.To.ChatId))
        )
        {
            return false;
        }
        // What became of it is not written down: as far as anybody knows after a crash, it has just ended.
        AttemptStore.Done(transaction, AttemptStore.Begin(transaction, first.To.ChatId, now, answer: true), now + Patience);
        return true;
    }

    /// <summary>Sends the next.</summary>
    public void Send(Instant now, CancellationToken cancel)
    {
        if (_courtesies.Next() is { } next)
        {
            _underWay = next;
            _lanes.BeginCourtesy(next.To.ChatId, now);
            _ = Perform(next, cancel);
        }
    }

    public void Collect(Instant now)
    {
        while (_ended.TryDequeue(out var ended))
        {
            _underWay = null;
            var patience = (ended.Outcome as SendOutcome.Throttled)?.RetryAfter;
            var heldUntil = patience is { } wait ? now + wait : Instant.LongAgo;
            if (patience is not null)
            {
                _throttled.Add((ended.Courtesy.To.ChatId, patience.Value));
            }
            _lanes.EndCourtesy(ended.Courtesy.To.ChatId, now, heldUntil, ended.Outcome is SendOutcome.Delivered);
            if (heldUntil > _heldUntil)
            {
                (_heldUntil, _heldIn) = (heldUntil, ended.Courtesy.To.ChatId);
                _isHeldUnrecorded = true;
            }
        }
    }

    private async Task Perform(Courtesy courtesy, CancellationToken cancel)
    {
        SendOutcome? outcome = null;
        try
        {
            outcome = await _telegram.Send(courtesy.To.ChatId, courtesy.To.TopicId, courtesy.Content, silent: false, cancel);
        }
        catch (Exception)
        {
            // A courtesy: what becomes of it is nobody's business.
        }
        _ended.Enqueue((courtesy, outcome));
        _signals.Raise(Signal.Delivery);
    }
}

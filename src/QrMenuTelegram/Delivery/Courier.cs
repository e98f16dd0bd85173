using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Delivery;

/// <summary>
/// Makes Telegram show what chats should show: looks for the difference between wishes and messages and removes it, as
/// fast as the limits allow. <see cref="Turn"/> never waits; its sends go on by themselves and raise <see cref="Signal.Delivery"/>.
/// </summary>
public sealed partial class Courier : IWorker, IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);
    private const int MostLookedAt = 100;

    /// <summary>What left just before a crash may still be on its way when the next run begins.</summary>
    private static readonly TimeSpan OnTheWire = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan TimeForLastAnswers = TimeSpan.FromSeconds(5);

    private readonly Database _database;
    private readonly ITelegram _telegram;
    private readonly Outbox _outbox;
    private readonly ChatStates _states;
    private readonly DeliveryOptions _options;
    private readonly Clock _clock;
    private readonly ILogger<Courier> _logger;
    private readonly Lanes _lanes;
    private readonly Composer _composer;
    private readonly DeliveryRecorder _book;
    private readonly CourtesyDesk _courtesies;
    private readonly CourierTally _tally = new();

    private readonly ConcurrentQueue<Finished> _finished = new();
    private readonly List<Finished> _unrecorded = [];
    private readonly HashSet<long> _unread = [];
    private readonly Dictionary<Operation, Task> _underWay = [];
    private readonly FailedItems<long> _failed;
    private readonly CancellationTokenSource _abandoned = new();
    private Instant _nextSweep;
    private bool _started;
    private bool _closing;

    public Courier(
        Database database,
        ITelegram telegram,
        Outbox outbox,
        ChatStates states,
        IDeliveryEvents events,
        IDeliveryQuestions questions,
        DeliveryOptions options,
        Func<double> chance,
        Clock clock,
        ILogger<Courier> logger
    )
    {
        (_database, _telegram, _outbox, _states) = (database, telegram, outbox, states);
        (_options, _clock, _logger) = (options, clock, logger);
        _lanes = new Lanes(options, chance);
        _failed = new FailedItems<long>(clock);
        _composer = new Composer(questions);
        _book = new DeliveryRecorder(states, events, clock);
        _courtesies = new CourtesyDesk(outbox.Courtesies, telegram, _lanes, database.Signals);
    }

    public string Name => "Delivery";

    public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Delivery];

    /// <summary>Sends and edits that Telegram has not answered yet. Read between turns.</summary>
    public int UnderWay => _underWay.Count;

    public CourierStatus Status => _tally.Status(_lanes.Bot);

    /// <summary>
    /// Takes what came back, starts what may go now, in one transaction that commits before anything is sent.
    /// </summary>
    /// <exception cref="Exception">The database failed: nothing was sent, nothing is forgotten; try again.</exception>
    public ValueTask<Due> Turn(CancellationToken cancel)
    {
        var now = _clock.Now;
        Collect(now);
        var work = new Work([], HasCourtesy: false, []);
        if (IsSweepDue(now) || _unrecorded.Count > 0 || _courtesies.HasUnrecorded || _unread.Count > 0 || IsSomethingDue(now))
        {
            work = Write(now);
            Committed(work, now);
        }
        foreach (var operation in work.Begun)
        {
            _lanes.Begin(operation, now);
            _underWay[operation] = Perform(operation);
        }
        if (work.HasCourtesy)
        {
            _courtesies.Send(now, _abandoned.Token);
        }
        return ValueTask.FromResult(new Due(NextDue(now)));
    }

    /// <summary>
    /// Begins nothing more, waits 5 s for what is under way and records what became of it. What has no answer then counts
    /// as unknown and goes out again at the next start.
    /// </summary>
    public async ValueTask Close()
    {
        _closing = true;
        var all = Task.WhenAll(_underWay.Values);
        await Task.WhenAny(all, Task.Delay(TimeForLastAnswers, _clock.Time));
        // Not CancelAsync: it would go on by another thread.
        _abandoned.Cancel();
        await all;
        await Turn(CancellationToken.None);
    }

    public void Dispose() => _abandoned.Dispose();

    private Work Write(Instant now)
    {
        try
        {
            return _database.Write(transaction => Do(transaction, now));
        }
        catch
        {
            // What the lanes read in it was undone: the next turn reads everything anew.
            _nextSweep = Instant.LongAgo;
            throw;
        }
    }

    private void Committed(Work work, Instant now)
    {
        _nextSweep = IsSweepDue(now) ? now + SweepEvery : _nextSweep;
        foreach (var attempt in work.Remembered)
        {
            _lanes.Remember(attempt);
        }
        _started = true;
        _unrecorded.Clear();
        _unread.Clear();
        _courtesies.Recorded();
    }

    private void Collect(Instant now)
    {
        while (_outbox.Moved.TryDequeue(out var moved))
        {
            _lanes.Move(moved.OldId, moved.NewId);
        }
        while (_finished.TryDequeue(out var answered))
        {
            _underWay.Remove(answered.Operation);
            var finished = answered with { Outcome = _lanes.End(answered.Operation, answered.Outcome, now) };
            Count(finished, now);
            _unrecorded.Add(finished);
        }
        _courtesies.Collect(now);
        while (_outbox.Touched.TryDequeue(out var chatId))
        {
            _unread.Add(chatId);
        }
    }

    private Work Do(Transaction transaction, Instant now)
    {
        var unread = new HashSet<long>(_unread);
        var remembered = _started ? [] : Recover(transaction, now);
        if (IsSweepDue(now))
        {
            _book.ForgetInDoubt(
                transaction,
                _underWay.Keys.Concat(_unrecorded.Select(finished => finished.Operation)).Select(operation => operation.MessageId)
            );
            AttemptStore.Forget(transaction, now - (2 * Minute));
            NoticeStore.EndRefused(transaction, now - _options.KeepRefused, now);
            unread.UnionWith(NoticeStore.ChatsWithWork(transaction));
        }
        foreach (var (chatId, patience) in _courtesies.Record(transaction))
        {
            _states.AskedToWait(transaction, chatId, patience);
        }
        foreach (var finished in _unrecorded)
        {
            Record(transaction, finished);
            unread.Add(finished.Operation.ChatId);
        }
        foreach (var chatId in unread)
        {
            // What was typed in a group before its upgrade may be handled after it, and speaks of the old id.
            if (_lanes.NewIdOf(chatId) is { } newId)
            {
                Note(chatId, transaction.Attempt(() => _states.Migrate(transaction, chatId, newId)));
            }
            _lanes.Refresh(transaction, chatId);
        }
        var begun = Begin(transaction, now);
        return new Work(begun, MayBegin && _courtesies.Begin(transaction, begun, now), remembered);
    }

    private void Record(Transaction transaction, Finished finished)
    {
        var failure = transaction.Attempt(() => _book.Record(transaction, finished));
        if (failure is null)
        {
            _failed.Note(finished.Operation.ChatId, null);
        }
        Note(finished.Operation.ChatId, failure);
    }

    // One chat that can't be served, or of which nothing can be written down, holds up no other.
    private void Note(long chatId, Exception? failure)
    {
        if (failure is null)
        {
            return;
        }
        if (_failed.Note(chatId, failure) is { } news)
        {
            Log.ChatFailed(_logger, chatId, news);
        }
        _lanes.For(chatId).BackOffUntil = _failed.RetryAt(chatId);
    }

    /// <returns>What earlier runs sent lately: it counts for the limits.</returns>
    private IReadOnlyList<Attempt> Recover(Transaction transaction, Instant now)
    {
        _tally.InDoubt = _book.ForgetInDoubt(transaction, []);
        AttemptStore.EndAll(transaction, now + OnTheWire);
        _courtesies.Recover(transaction);
        if (_tally.InDoubt > 0)
        {
            Log.InDoubt(_logger, _tally.InDoubt);
        }
        return AttemptStore.Since(transaction, now - Minute - OnTheWire);
    }

    private List<Operation> Begin(Transaction transaction, Instant now)
    {
        var begun = new List<Operation>();
        if (!MayBegin)
        {
            return begun;
        }
        var due = _lanes.Due(now);
        var free = _lanes.Bot.FreeNow(now);
        // Answers must not make guests share a message.
        var share = Math.Max(1, free / Math.Max(1, due.Count(next => next.IsGuests)));
        foreach (var chosen in due)
        {
            if (Newest(transaction, chosen, now) is not { } next)
            {
                continue;
            }
            if (!_lanes.Bot.Allows(next.Urgency, begun.Count, now, next.IsPatient))
            {
                break;
            }
            Operation? operation = null;
            Note(
                next.Lane.ChatId,
                transaction.Attempt(() =>
                    operation = next.Edit is { } message ? Edit(transaction, next, message, now) : Send(transaction, next, share, now)
                )
            );
            if (operation is not null)
            {
                begun.Add(operation);
            }
            _lanes.Refresh(transaction, next.Lane.ChatId);
        }
        return begun;
    }

    // What came back in this turn may have brought something of a guest, which goes before an answer.
    private Next? Newest(Transaction transaction, Next chosen, Instant now)
    {
        if (chosen.IsGuests || chosen.IsPatient)
        {
            return chosen;
        }
        _lanes.Refresh(transaction, chosen.Lane.ChatId);
        return chosen.Lane.NextAt(_lanes.Bot, now) is { } next && next.At <= now ? next : null;
    }

    private Operation? Send(Transaction transaction, Next next, int share, Instant now)
    {
        var (lane, head) = (next.Lane, next.Head!);
        var waiting = _states
            .Permitted(
                transaction,
                lane.ChatId,
                NoticeStore.WaitingFor(transaction, lane.ChatId, head.TopicId, MostLookedAt, (Urgency)head.Urgency)
            )
            .Select(notice => notice with { LateBy = LateBy(notice, now) })
            .ToList();
        if (waiting.Count == 0)
        {
            return null;
        }
        var calls = waiting.Count(notice => notice.Urgency <= (int)Urgency.Bill);
        var pack = lane.Pace.Packs(calls, waiting.Count, share, now);
        var notices = _composer.Pick(transaction, lane.ChatId, waiting, pack);
        var messageId = MessageStore.BeginSend(transaction, lane.ChatId, head.TopicId, now);
        NoticeStore.Carry(transaction, messageId, notices);
        var attachment = notices is [{ Alone: true } only] ? AttachmentStore.Find(transaction, only.Id) : null;
        var most = attachment is null ? TelegramHtml.MaxCodePoints : TelegramHtml.MaxCaption;
        return new Operation(
            AttemptStore.Begin(transaction, lane.ChatId, now, head.IsAnswer),
            lane.ChatId,
            head.TopicId,
            messageId,
            null,
            notices,
            _composer.Compose(transaction, lane.ChatId, notices, most),
            attachment
        );
    }

    private Operation? Edit(Transaction transaction, Next next, ShownMessage message, Instant now)
    {
        var notices = NoticeStore.CarriedBy(transaction, message.Id);
        var content = notices.Count > 0 ? _composer.Compose(transaction, next.Lane.ChatId, notices) : null;
        // What was changed and changed back shows just this; what a person may not have any more is not shown anew.
        if (
            content is null
            || ContentHash.Compute(content) == message.ShownHash
            || !_states.IsPermitted(transaction, next.Lane.ChatId, notices)
        )
        {
            NoticeStore.Shown(transaction, message.Id, notices);
            MessageStore.Edited(transaction, message.Id, message.ShownHash);
            return null;
        }
        MessageStore.BeginEdit(transaction, message.Id);
        return new Operation(
            AttemptStore.Begin(transaction, next.Lane.ChatId, now, next.Urgency == Urgency.Reply),
            next.Lane.ChatId,
            message.TopicId,
            message.Id,
            message.TelegramId,
            notices,
            content,
            ShownHash: message.ShownHash
        );
    }

    // A dialog or a board shows how things are now; what goes alone because a message of several was refused does not, and
    // may have become late only since.
    private long LateBy(Notice notice, Instant now)
    {
        var age = now - notice.CreatedAt;
        return !notice.IsLive && age >= _options.LateAfter ? (long)age.TotalMilliseconds : 0;
    }

    private bool MayBegin => _started && !_closing;

    private bool IsSweepDue(Instant now) => !_started || now >= _nextSweep;

    private bool IsSomethingDue(Instant now) => NextAt(now) <= now;

    private Instant NextDue(Instant now) => Instant.Max(Instant.Min(_nextSweep, NextAt(now)), now);

    private Instant NextAt(Instant now) => Instant.Min(_lanes.NextAt(now), _courtesies.NextAt(now));

    private async Task Perform(Operation operation)
    {
        SendOutcome outcome;
        try
        {
            outcome =
                operation.TelegramId is { } telegramId
                    ? await _telegram.Edit(operation.ChatId, telegramId, operation.Content, _abandoned.Token)
                : operation.Attachment is { } attachment
                    ? await _telegram.SendFile(
                        operation.ChatId,
                        operation.TopicId,
                        attachment,
                        operation.Content,
                        operation.Silent,
                        _abandoned.Token
                    )
                : await _telegram.Send(operation.ChatId, operation.TopicId, operation.Content, operation.Silent, _abandoned.Token);
        }
        catch (Exception e)
        {
            outcome = new SendOutcome.Unknown(e.GetType().Name);
        }
        _finished.Enqueue(new Finished(operation, outcome));
        _database.Signals.Raise(Signal.Delivery);
    }

    /// <summary>What one transaction decided; done once it is on disk.</summary>
    /// <param name="Begun">To be sent.</param>
    /// <param name="HasCourtesy">Whether the next answer to a stranger is sent too.</param>
    /// <param name="Remembered">What earlier runs sent lately.</param>
    private sealed record Work(IReadOnlyList<Operation> Begun, bool HasCourtesy, IReadOnlyList<Attempt> Remembered);
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Calls.Boards;

/// <summary>
/// Keeps each chat's board current: made anew when something changed and while ages grow, wished for only where it reads
/// otherwise than before, at most every 20 s (Telegram gives a group 20 messages a minute). Its notice is patient: Delivery
/// shows it when the chat has ample room.
/// </summary>
public sealed partial class BoardKeeper(
    Database database,
    Outbox outbox,
    OpenCallsText text,
    Texts texts,
    Clock clock,
    ILogger<BoardKeeper> logger
) : IWorker
{
    // Room for the last line.
    private const int Longest = TelegramHtml.MaxCodePoints - 100;

    private static readonly TimeSpan MinimumInterval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RefreshWhileOpen = TimeSpan.FromSeconds(30);

    // Breaks begin and end, people are renamed: nothing urgent.
    private static readonly TimeSpan RefreshWhenIdle = TimeSpan.FromMinutes(1);

    // What the board of each place shows and when it was last made: for turns, from turns and commands.
    private readonly ConcurrentQueue<Made> _justMade = new();
    private readonly Dictionary<Destination, Made> _made = [];

    private readonly FailedItems<Destination> _failed = new(clock);

    public string Name => "Boards";

    public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Calls];

    /// <summary>Makes anew what is due, in one transaction.</summary>
    public ValueTask<Due> Turn(CancellationToken cancel)
    {
        while (_justMade.TryDequeue(out var made))
        {
            _made[made.To] = made;
        }
        return ValueTask.FromResult(new Due(database.Write(KeepAll)));
    }

    private Instant? KeepAll(Transaction transaction)
    {
        var open = new Lazy<IReadOnlyList<Call>>(() => CallStore.Open(transaction));
        var bodies = new Dictionary<string, Shown>();
        Instant? next = null;
        foreach (var board in BoardStore.All(transaction).Where(board => !board.Refused && !board.TakenDown))
        {
            next = Earlier(next, Try(transaction, board, open, bodies));
        }
        return next;
    }

    /// <summary>Shows a board in this chat (and topic) from now on; an earlier one there says that it moved.</summary>
    public void Start(Transaction transaction, Destination to, string language)
    {
        var before = BoardStore.Find(transaction, to);
        if (before is { TakenDown: false })
        {
            outbox.Change(transaction, before.NoticeId, texts.Html(language, TextKeys.Board.Moved), []);
        }
        // Where it may not pin, it tries anew: it may have got the right.
        var pinned = before?.PinnedId is BoardStore.MayNotPin ? null : before?.PinnedId;
        Add(transaction, to, language, pinned, CallStore.Open(transaction));
        transaction.Signal(Signal.Calls);
    }

    /// <returns>False when there is none here.</returns>
    public bool Stop(Transaction transaction, Destination to, string language)
    {
        if (BoardStore.Find(transaction, to) is not { TakenDown: false } board)
        {
            return false;
        }
        outbox.Change(transaction, board.NoticeId, texts.Html(language, TextKeys.Board.Ended), []);
        BoardStore.TakeDown(transaction, board);
        transaction.Signal(Signal.Calls);
        return true;
    }

    /// <summary>No board in this chat any more.</summary>
    public void StopAllOf(Transaction transaction, long chatId)
    {
        foreach (var board in BoardStore.All(transaction).Where(board => board.ChatId == chatId))
        {
            Stop(transaction, board.To, texts.Language(board.Language));
        }
    }

    private Instant? Try(Transaction transaction, Board board, Lazy<IReadOnlyList<Call>> open, Dictionary<string, Shown> bodies)
    {
        if (_failed.Waits(board.To))
        {
            return _failed.RetryAt(board.To);
        }
        Instant? next = null;
        var failure = transaction.Attempt(() => next = Keep(transaction, board, open, bodies));
        if (_failed.Note(board.To, failure) is { } news)
        {
            Log.Failed(logger, board.ChatId, news);
        }
        return failure is null ? next : _failed.RetryAt(board.To);
    }

    private Instant? Keep(Transaction transaction, Board board, Lazy<IReadOnlyList<Call>> open, Dictionary<string, Shown> bodies)
    {
        var language = texts.Language(board.Language);
        if (board.Ended)
        {
            BoardStore.Remove(transaction, board.To);
            return null;
        }
        if (board.Gone)
        {
            Add(transaction, board.To, language, board.PinnedId == BoardStore.MayNotPin ? BoardStore.MayNotPin : null, open.Value);
            transaction.Signal(Signal.Calls);
            return null;
        }
        var made = MadeOf(board);
        if (made is not null && clock.Now < made.At + MinimumInterval)
        {
            return made.At + MinimumInterval;
        }
        if (!bodies.TryGetValue(language, out var body))
        {
            bodies[language] = body = Body(transaction, language, open.Value);
        }
        if (made?.Body.IsSameAs(body) != true)
        {
            outbox.Change(transaction, board.NoticeId, Whole(language, body), body.Buttons);
        }
        Remember(transaction, board.To, board.NoticeId, body);
        return clock.Now + (open.Value.Count > 0 ? RefreshWhileOpen : RefreshWhenIdle);
    }

    private void Add(Transaction transaction, Destination to, string language, long? pinnedId, IReadOnlyList<Call> open)
    {
        var body = Body(transaction, language, open);
        var notice = outbox.Add(
            transaction,
            new NewNotice(to, Urgency.Order, Whole(language, body))
            {
                Buttons = body.Buttons,
                Alone = true,
                Silent = true,
                Patient = true,
            }
        );
        BoardStore.Set(transaction, to, notice, pinnedId);
        Remember(transaction, to, notice, body);
    }

    private Shown Body(Transaction transaction, string language, IReadOnlyList<Call> open)
    {
        var owners = text.Owners(transaction, language);
        var whole =
            texts.Html(language, TextKeys.Board.Title, OpenCallsText.Counts(open))
            + (open.Count == 0 ? "" : "\n" + text.Calls(transaction, language, open))
            + (owners.Length == 0 ? "" : "\n\n" + texts.Html(language, TextKeys.Board.Owners) + "\n" + owners);
        return new Shown(TelegramHtml.Fit(whole, Longest), text.Takes(transaction, language, open));
    }

    private string Whole(string language, Shown body) => body.Html + "\n\n" + texts.Html(language, TextKeys.Board.AsOf, ("at", clock.Wall));

    private Made? MadeOf(Board board) => _made.GetValueOrDefault(board.To) is { } made && made.NoticeId == board.NoticeId ? made : null;

    private void Remember(Transaction transaction, Destination to, long noticeId, Shown body) =>
        transaction.Enqueue(_justMade, new Made(to, noticeId, body, clock.Now));

    private static Instant? Earlier(Instant? x, Instant? y) =>
        x is null ? y
        : y is null ? x
        : Instant.Min(x.Value, y.Value);

    private sealed record Made(Destination To, long NoticeId, Shown Body, Instant At);

    // All but when it was made.
    private sealed record Shown(string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons)
    {
        public bool IsSameAs(Shown other) =>
            Html == other.Html && Buttons.SelectMany(row => row).SequenceEqual(other.Buttons.SelectMany(row => row));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The board of chat {ChatId} could not be made; it is tried again each minute")]
        public static partial void Failed(ILogger logger, long chatId, Exception e);
    }
}

using Microsoft.Extensions.Logging;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Calls.Boards;

/// <summary>
/// Pins the boards' messages once they are shown and unpins those before. Where the bot may not, the chat is told so once,
/// and the board goes on unpinned.
/// </summary>
public sealed partial class BoardPins(
    Database database,
    ITelegram telegram,
    Outbox outbox,
    Texts texts,
    Clock clock,
    ILogger<BoardPins> logger
) : IWorker
{
    private static readonly TimeSpan UntilShown = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(30);

    private readonly FailedItems<Destination> _failed = new(clock);
    private Instant _notBefore;

    public string Name => "Board pins";

    public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Calls];

    /// <summary>Pins what is shown and not pinned, and unpins what is no board any more.</summary>
    public async ValueTask<Due> Turn(CancellationToken cancel)
    {
        var wanted = database
            .Write(BoardStore.All)
            .Where(board => (board.WantsPin || board.WantsUnpin is not null) && !_failed.Waits(board.To))
            .ToList();
        var now = clock.Now;
        if (wanted.Count == 0 || _notBefore > now)
        {
            return wanted.Count == 0 ? Due.WhenWoken : new Due(_notBefore);
        }
        var ready = wanted.Where(board => board.TelegramId is not null || board.WantsUnpin is not null).ToList();
        if (ready.Count == 0)
        {
            return new Due(now + UntilShown);
        }
        foreach (var board in ready)
        {
            if (await Unpin(board, cancel) && board is { WantsPin: true, TelegramId: { } shown })
            {
                await Pin(board, shown, cancel);
            }
        }
        // Boards may have moved meanwhile.
        return new Due(clock.Now);
    }

    private async Task Pin(Board board, long shown, CancellationToken cancel)
    {
        switch (await telegram.Pin(board.ChatId, shown, cancel))
        {
            case Answer<bool>.Ok:
                Write(board, transaction => BoardStore.SetPinned(transaction, board, shown));
                break;
            case Answer<bool>.Failed { Failure: TelegramFailure.Refused }:
                Write(
                    board,
                    transaction =>
                    {
                        BoardStore.SetPinned(transaction, board, BoardStore.MayNotPin);
                        outbox.Add(
                            transaction,
                            new NewNotice(board.To, Urgency.Reply, texts.Html(texts.Language(board.Language), TextKeys.Board.MayNotPin))
                        );
                    }
                );
                break;
            case Answer<bool>.Failed failed:
                PutOff(failed);
                break;
        }
    }

    /// <returns>False where Telegram could not be asked: then it is tried again before the new one is pinned.</returns>
    private async Task<bool> Unpin(Board board, CancellationToken cancel)
    {
        if (board.WantsUnpin is not { } pinned)
        {
            return true;
        }
        // A refusal says that it is pinned no more, or not ours to unpin: neither gets better by asking again.
        if (await telegram.Unpin(board.ChatId, pinned, cancel) is Answer<bool>.Failed { Failure: not TelegramFailure.Refused } failed)
        {
            PutOff(failed);
            return false;
        }
        return Write(board, transaction => BoardStore.SetUnpinned(transaction, board));
    }

    // One board whose pin can't be written down holds up no other.
    private bool Write(Board board, Action<Transaction> work)
    {
        var failure = database.Write(transaction => transaction.Attempt(() => work(transaction)));
        if (_failed.Note(board.To, failure) is { } news)
        {
            Log.Failed(logger, news);
        }
        return failure is null;
    }

    private void PutOff(Answer<bool>.Failed failed) =>
        _notBefore = Instant.Max(clock.Now + AfterTrouble, clock.Now + (failed.RetryAfter ?? TimeSpan.Zero));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A board could not be pinned; it is tried again")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}

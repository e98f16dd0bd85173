using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Updates;

/// <summary>
/// Reads Telegram's updates. <see cref="Turn"/> is one long poll; each update of it that changes something is one
/// transaction with its effect, its replies and the new offset, so no crash loses one or does one twice. Updates that change
/// nothing go with the next that does, or with the last: a flood of them costs no commit each.
/// </summary>
public sealed partial class UpdateLoop(
    ITelegram telegram,
    Database database,
    BotStartup arrival,
    UpdateHandler handler,
    PressAnswers answers,
    UpdateTrouble trouble,
    Clock clock,
    ILogger<UpdateLoop> logger
) : IWorker
{
    /// <summary>How long Telegram may hold a poll; a proxy that gives up on quiet connections does so later.</summary>
    public static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(30);

    // Only a server that does not hold polls answers "nothing new" sooner.
    private static readonly TimeSpan ShortestQuietPoll = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan TimeForLastAnswers = TimeSpan.FromSeconds(2);

    private long? _offset;
    private long _unreadable;

    public UpdateLoopStatus Status => trouble.Status;

    public string Name => "Updates";

    /// <summary>One long poll, and everything that follows from what it brings.</summary>
    /// <exception cref="OperationCanceledException">By <paramref name="cancel"/>.</exception>
    public async ValueTask<Due> Turn(CancellationToken cancel)
    {
        var wait = await Poll(cancel);
        return new Due(clock.Now + wait);
    }

    /// <summary>Waits, for a moment, until people got their answers.</summary>
    public async ValueTask Close() =>
        await answers.Finish().WaitAsync(TimeForLastAnswers, clock.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <returns>How long to wait before the next.</returns>
    private async Task<TimeSpan> Poll(CancellationToken cancel)
    {
        if (_offset is null && await Arrive(cancel) is { } wait)
        {
            return wait;
        }
        var askedAt = clock.Now;
        var answer = await telegram.GetUpdates(_offset!.Value, LongPoll, cancel);
        switch (answer)
        {
            case Answer<IReadOnlyList<IncomingUpdate>>.Failed failed:
                return trouble.Failed(failed.Failure, failed.Description, failed.RetryAfter);
            case Answer<IReadOnlyList<IncomingUpdate>>.Ok(var updates):
                for (var next = 0; next < updates.Count; )
                {
                    cancel.ThrowIfCancellationRequested();
                    if (Take(updates, ref next) is { } storageWait)
                    {
                        return storageWait;
                    }
                }
                trouble.Recovered();
                return updates.Count == 0 && clock.Now - askedAt < ShortestQuietPoll ? ShortestQuietPoll : TimeSpan.Zero;
            default:
                throw new InvalidOperationException("An answer of no known kind.");
        }
    }

    /// <summary>Asks who we are before the first poll. Returns how long to wait before the next try; null when known.</summary>
    private async Task<TimeSpan?> Arrive(CancellationToken cancel)
    {
        switch (await telegram.GetMe(cancel))
        {
            case Answer<BotIdentity>.Failed failed:
                return trouble.Failed(failed.Failure, failed.Description, failed.RetryAfter);
            case Answer<BotIdentity>.Ok(var me):
                try
                {
                    _offset = arrival.Initialise(me);
                    return null;
                }
                catch (Exception e) when (e is SqliteException or StorageException)
                {
                    return trouble.NotStored(e);
                }
            default:
                throw new InvalidOperationException("An answer of no known kind.");
        }
    }

    /// <summary>
    /// Handles updates from <paramref name="next"/> on in one transaction, up to the first that changes something, and moves
    /// <paramref name="next"/> past them. Returns how long to wait before they are asked for again; null when dealt with.
    /// </summary>
    private TimeSpan? Take(IReadOnlyList<IncomingUpdate> updates, ref int next)
    {
        var handled = new List<Handled>();
        var first = next;
        try
        {
            database.Write(transaction =>
            {
                for (var i = first; i < updates.Count; i++)
                {
                    var before = transaction.Changes;
                    var (answer, failure) = Handle(transaction, updates[i]);
                    handled.Add(new Handled(updates[i], answer, failure));
                    if (transaction.Changes != before)
                    {
                        break;
                    }
                }

                // Not the greatest so far: after a quiet week Telegram goes on from a number at random, even a smaller one.
                StateStore.Set(transaction, StateStore.UpdateOffset, handled[^1].Update.UpdateId + 1);
            });
        }
        catch (Exception e)
        {
            return trouble.NotStored(e);
        }
        _offset = handled[^1].Update.UpdateId + 1;
        next = first + handled.Count;
        handled.ForEach(Tell);
        return null;
    }

    private void Tell(Handled handled)
    {
        if (handled.Update is IncomingUpdate.Unreadable)
        {
            Log.Unreadable(logger, handled.Update.UpdateId, ++_unreadable);
        }
        if (handled.Failure is { } failure)
        {
            Log.Failed(logger, failure, handled.Update.UpdateId, handled.Update.GetType().Name);
        }
        if (handled.Answer is { } answer)
        {
            answers.Send(answer);
        }
    }

    /// <summary>
    /// An update that can't be handled is passed over, or it would come again for ever; a database that can't be written is
    /// another matter.
    /// </summary>
    private (PressAnswer? Answer, Exception? Failure) Handle(Transaction transaction, IncomingUpdate update)
    {
        PressAnswer? answer = null;
        if (transaction.Attempt(() => answer = handler.Handle(transaction, update)) is not { } failure)
        {
            return (answer, null);
        }
        answer = null;
        transaction.Attempt(() => answer = handler.Apologise(transaction, update));
        return (answer, failure);
    }

    private sealed record Handled(IncomingUpdate Update, PressAnswer? Answer, Exception? Failure);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Update {Update} ({Kind}) could not be handled and was passed over.")]
        public static partial void Failed(ILogger logger, Exception e, long update, string kind);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Update {Update} is in no form that can be read and was passed over ({Count} since the start)."
        )]
        public static partial void Unreadable(ILogger logger, long update, long count);
    }
}

using Microsoft.Extensions.Logging;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Updates;

/// <summary>
/// What goes wrong between Telegram and the update loop: how long to wait before the next try, one log line when a
/// cause shows up and one when it is over.
/// </summary>
public sealed partial class UpdateTrouble(WebhookAlert webhook, Clock clock, Func<double> chance, ILogger<UpdateTrouble> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // What only a person can fix is tried slowly from the beginning.
    private static readonly TimeSpan ConflictWait = TimeSpan.FromSeconds(10);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), LongestWait, chance);
    private readonly Backoff _conflict = new(ConflictWait, ConflictWait, chance);
    private readonly Backoff _refusal = new(LongestWait, LongestWait, chance);
    private UpdateLoopStatus _status = new(null, null, null, null);

    public UpdateLoopStatus Status => Volatile.Read(ref _status);

    /// <summary>An answer came and was handled.</summary>
    public void Recovered()
    {
        var before = _status;
        _backoff.Reset();
        Volatile.Write(ref _status, new UpdateLoopStatus(clock.Now, null, null, null));
        if (before.LastSuccessAt is null || before.FailingSince is not null)
        {
            webhook.Recovered();
        }
        if (before.FailingSince is { } since)
        {
            var gone = clock.Now - since;
            Log.Over(logger, gone);
        }
    }

    /// <summary>Telegram did not answer as wished; returns how long to wait.</summary>
    public TimeSpan Failed(TelegramFailure failure, string description, TimeSpan? retryAfter)
    {
        var reason = failure switch
        {
            TelegramFailure.Unauthorized =>
                $"Telegram does not know the bot token ({description}): it is wrong or was revoked. Set the one that @BotFather shows "
                    + $"in Telegram__Token",
            TelegramFailure.Conflict =>
                $"another program reads this bot's updates ({description}): end the other one. Messages are still sent, commands and "
                    + $"buttons are not read",
            TelegramFailure.Webhook => $"a webhook is set for this bot ({description}), and it gets all commands and presses of buttons: "
                + "remove it by `QrMenuTelegram check --remove-webhook`. Messages are still sent",
            TelegramFailure.Throttled => $"Telegram asks to wait ({description})",
            TelegramFailure.Refused => $"Telegram refuses to give updates ({description})",
            _ => $"Telegram can't be reached ({description}). Where it is blocked, set Telegram__Proxy, or Telegram__Ways for several ways",
        };
        Note(failure, reason);
        if (failure == TelegramFailure.Webhook)
        {
            webhook.Tell();
        }
        return failure switch
        {
            TelegramFailure.Throttled => (retryAfter ?? TimeSpan.FromSeconds(5)) + TimeSpan.FromSeconds(chance()),
            TelegramFailure.Conflict or TelegramFailure.Webhook => _conflict.Next(),
            TelegramFailure.Unauthorized or TelegramFailure.Refused => _refusal.Next(),
            _ => _backoff.Next(),
        };
    }

    /// <summary>An update could not be written down; it will be asked for again. Returns how long to wait.</summary>
    public TimeSpan NotStored(Exception e)
    {
        var known = _status is { FailingSince: not null, Failure: null };
        Note(null, $"updates can't be written to the database ({e.Message}). Make room on its disk, or fix it", quietly: true);
        if (!known)
        {
            Log.NotStored(logger, e);
        }
        return _backoff.Next();
    }

    private void Note(TelegramFailure? failure, string reason, bool quietly = false)
    {
        var before = _status;
        Volatile.Write(ref _status, new UpdateLoopStatus(before.LastSuccessAt, before.FailingSince ?? clock.Now, failure, reason));
        if (!quietly && (before.FailingSince is null || before.Failure != failure))
        {
            Log.Met(logger, reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Reading Telegram's updates fails: {Reason}.")]
        public static partial void Met(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Telegram's updates can't be written to the database; trying again.")]
        public static partial void NotStored(ILogger logger, Exception e);

        [LoggerMessage(Level = LogLevel.Information, Message = "Telegram's updates are read again, after {Gone}.")]
        public static partial void Over(ILogger logger, TimeSpan gone);
    }
}

using Microsoft.Extensions.Logging;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Delivery;

/// <summary>What the courier counts and logs: the first failure and the recovery, not each retry.</summary>
public sealed partial class Courier
{
    private bool _away;
    private bool _refusedToken;

    private void Count(Finished finished, Instant now)
    {
        var (operation, outcome) = (finished.Operation, finished.Outcome);
        switch (outcome)
        {
            case SendOutcome.Delivered when operation.IsEdit:
                _tally.Add(tally => tally with { Edited = tally.Edited + 1, LastDeliveredAt = now });
                break;
            case SendOutcome.Delivered:
                _tally.Add(tally =>
                    tally with
                    {
                        Sent = tally.Sent + 1,
                        Shown = tally.Shown + operation.Notices.Count,
                        LastDeliveredAt = now,
                    }
                );
                if (outcome is SendOutcome.Delivered { TelegramId: 0 })
                {
                    Log.WithoutNumber(_logger, operation.ChatId);
                }
                break;
            case SendOutcome.Throttled throttled:
                _tally.Add(tally => tally with { Throttled = tally.Throttled + 1 });
                Log.Throttled(_logger, operation.ChatId, throttled.RetryAfter);
                break;
            case SendOutcome.Unknown or SendOutcome.NotSent or SendOutcome.Unexplained:
                _tally.Add(tally => tally with { Unanswered = tally.Unanswered + 1 });
                break;
            case SendOutcome.ChatRefused refused:
                Log.ChatRefused(_logger, operation.ChatId, refused.Reason, refused.Description);
                break;
            case SendOutcome.Migrated migrated:
                Log.Migrated(_logger, operation.ChatId, migrated.NewChatId);
                break;
            case SendOutcome.MarkupRefused refused:
                Log.Defect(_logger, operation.ChatId, refused.Description);
                break;
            case SendOutcome.Refused refused:
                Log.Defect(_logger, operation.ChatId, refused.Description);
                break;
        }
        TellOfTurns(outcome);
    }

    private void TellOfTurns(SendOutcome outcome)
    {
        var (away, refusedToken) = (_lanes.Bot.AwaySince is not null, _lanes.Bot.UnauthorizedSince is not null);
        if (away && !_away)
        {
            Log.Away(
                _logger,
                outcome switch
                {
                    SendOutcome.Unknown unknown => unknown.Description,
                    SendOutcome.NotSent failed => failed.Description,
                    _ => "",
                }
            );
        }
        if (refusedToken && !_refusedToken)
        {
            Log.Unauthorized(_logger);
        }
        if ((!away && _away) || (!refusedToken && _refusedToken))
        {
            Log.Back(_logger);
        }
        (_away, _refusedToken) = (away, refusedToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Telegram does not answer ({Why}); everything is kept and goes out when it does"
        )]
        public static partial void Away(ILogger logger, string why);

        [LoggerMessage(
            Level = LogLevel.Critical,
            Message = "Telegram refuses the bot's token: it was revoked or is wrong. Set Telegram__Token; everything is kept until then"
        )]
        public static partial void Unauthorized(ILogger logger);

        [LoggerMessage(Level = LogLevel.Information, Message = "Telegram takes messages again")]
        public static partial void Back(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Rate limit (429) in chat {ChatId}: nothing is sent there for {RetryAfter}")]
        public static partial void Throttled(ILogger logger, long chatId, TimeSpan retryAfter);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Chat {ChatId} refuses messages: {Reason} ({Description})")]
        public static partial void ChatRefused(ILogger logger, long chatId, RefusalReason reason, string description);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Telegram showed a message in chat {ChatId} without telling its number: it can't be edited"
        )]
        public static partial void WithoutNumber(ILogger logger, long chatId);

        [LoggerMessage(Level = LogLevel.Information, Message = "Chat {ChatId} became a supergroup: {NewChatId}")]
        public static partial void Migrated(ILogger logger, long chatId, long newChatId);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "A message to chat {ChatId} was refused, which is a defect of the bridge or of a template: {Description}"
        )]
        public static partial void Defect(ILogger logger, long chatId, string description);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Delivery to chat {ChatId} fails by a defect of the bridge; it is tried again each minute, other chats go on"
        )]
        public static partial void ChatFailed(ILogger logger, long chatId, Exception e);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The last run ended in mid-send: {Notices} notices may be shown twice")]
        public static partial void InDoubt(ILogger logger, int notices);
    }
}

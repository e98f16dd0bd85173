using System.Net;
using Telegram.Bot.Exceptions;

namespace QrMenuTelegram.Telegram;

/// <summary>
/// The one place that knows Telegram's answers by their words (see the Bot API server's and TDLib's sources: only the
/// texts tell them apart).
/// </summary>
internal static class TelegramErrors
{
    // What a chat does not take although it takes texts.
    private static readonly string[] FilesRefused =
    [
        "not enough rights to send photos", "not enough rights to send documents", "not enough rights to send media",
        "CHAT_SEND_PHOTOS_FORBIDDEN", "CHAT_SEND_DOCS_FORBIDDEN", "CHAT_SEND_MEDIA_FORBIDDEN",
    ];

    private static readonly (string Text, RefusalReason Reason)[] Refusals =
    [
        ("bot was blocked by the user", RefusalReason.BlockedByUser),
        ("user is deactivated", RefusalReason.UserDeactivated),
        ("bot was kicked", RefusalReason.Kicked),
        ("bot is not a member", RefusalReason.NotMember),
        ("the group chat was deleted", RefusalReason.ChatDeleted),
        ("bot can't initiate conversation", RefusalReason.NeverStarted),
        ("chat not found", RefusalReason.ChatNotFound),
        ("PEER_ID_INVALID", RefusalReason.ChatNotFound),
        ("not enough rights to send", RefusalReason.NoRightToWrite),
        ("have no write access to the chat", RefusalReason.NoRightToWrite),
        ("need administrator rights in the channel chat", RefusalReason.NoRightToWrite),
        ("CHAT_RESTRICTED", RefusalReason.NoRightToWrite),
        ("CHAT_WRITE_FORBIDDEN", RefusalReason.NoRightToWrite),
        ("TOPIC_CLOSED", RefusalReason.TopicClosed),
    ];

    /// <summary>Whether an answer came well, but not in a form that the library knows.</summary>
    /// <remarks>Its readers throw what they come upon: beside what JSON's throw, a <see cref="KeyNotFoundException"/> for an origin that says no type.</remarks>
    public static bool IsUnreadable(Exception e) => e is RequestException { HttpStatusCode: HttpStatusCode.OK, InnerException: not null };

    /// <summary>What an exception of a send or an edit means.</summary>
    /// <param name="e">As the library threw it.</param>
    /// <param name="telegramId">The message that was edited; 0 for a send.</param>
    /// <param name="token">Taken out of every description.</param>
    public static SendOutcome OfSend(Exception e, int telegramId, string token)
    {
        if (e is RequestException { HttpStatusCode: HttpStatusCode.RequestEntityTooLarge })
        {
            return new SendOutcome.Refused("413 " + Describe(e, token));
        }
        if (e is not ApiRequestException api)
        {
            return new SendOutcome.Unknown(Describe(e, token));
        }
        var text = Clean(api.Message, token);
        if (api.Parameters?.MigrateToChatId is { } newId)
        {
            return new SendOutcome.Migrated(newId);
        }
        return api.ErrorCode switch
        {
            429 => new SendOutcome.Throttled(Patience(api)),
            401 or 404 => new SendOutcome.Unauthorized(),
            400 or 403 => OfRefusal(api.ErrorCode, text, telegramId),
            413 => new SendOutcome.Refused("413 " + text),
            _ => new SendOutcome.Unknown($"{api.ErrorCode} {text}"),
        };
    }

    /// <summary>What an exception of any other call means.</summary>
    public static Answer<T>.Failed OfCall<T>(Exception e, string token)
    {
        if (e is not ApiRequestException api)
        {
            return new(TelegramFailure.Unreachable, Describe(e, token));
        }
        var text = Clean(api.Message, token);
        return api.ErrorCode switch
        {
            429 => new(TelegramFailure.Throttled, text, Patience(api)),
            401 or 404 => new(TelegramFailure.Unauthorized, text),
            409 => new(Has(text, "webhook") ? TelegramFailure.Webhook : TelegramFailure.Conflict, text),
            >= 400 and < 500 => new(TelegramFailure.Refused, text),
            _ => new(TelegramFailure.Unreachable, $"{api.ErrorCode} {text}"),
        };
    }

    private static SendOutcome OfRefusal(int status, string text, int telegramId)
    {
        if (Has(text, "message is not modified"))
        {
            return new SendOutcome.Delivered(telegramId);
        }
        if (Has(text, "message to edit not found") || Has(text, "message can't be edited") || Has(text, "MESSAGE_ID_INVALID"))
        {
            return new SendOutcome.MessageGone();
        }
        if (Has(text, "message thread not found") || Has(text, "TOPIC_DELETED"))
        {
            return new SendOutcome.TopicGone();
        }
        if (Has(text, "can't parse entities"))
        {
            return new SendOutcome.MarkupRefused(text);
        }
        if (FilesRefused.Any(words => Has(text, words)))
        {
            return new SendOutcome.Refused(text);
        }
        foreach (var (words, reason) in Refusals)
        {
            if (Has(text, words))
            {
                return new SendOutcome.ChatRefused(reason, text);
            }
        }
        return status == 403 ? new SendOutcome.ChatRefused(RefusalReason.Other, text) : new SendOutcome.Refused(text);
    }

    private static TimeSpan Patience(ApiRequestException api) => TimeSpan.FromSeconds(Math.Max(1, api.Parameters?.RetryAfter ?? 1));

    private static string Describe(Exception e, string token) => Clean(e is RequestException { InnerException: { } inner } ? inner.Message : e.Message, token);

    // The token stands in the request's path, which messages of the network layer may quote.
    private static string Clean(string text, string token)
    {
        var clean = text.Replace(token, "TOKEN", StringComparison.Ordinal).ReplaceLineEndings(" ");
        return clean.Length <= 300 ? clean : clean[..300] + "…";
    }

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}

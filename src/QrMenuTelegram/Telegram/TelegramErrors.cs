using System.Text.RegularExpressions;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.Telegram;

/// <summary>
/// The one place that knows what Telegram's answers mean. Many are told apart by their texts only (<see
/// cref="RefusalTexts"/>).
/// </summary>
internal static partial class TelegramErrors
{
    /// <summary>No answer of Telegram asks for more; one that does was garbled on its way.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromDays(1);

    /// <summary>What an answer to a send or an edit means.</summary>
    /// <param name="answer">As it arrived.</param>
    /// <param name="request">What it answers.</param>
    /// <param name="token">Taken out of every description.</param>
    public static SendOutcome OfSend(ApiAnswer answer, ShowRequest request, string token)
    {
        var text = Clean(answer.Description, token);
        if (answer.Ok == true)
        {
            return new SendOutcome.Delivered(request.TelegramId ?? answer.MessageId() ?? 0);
        }
        if (answer.Ok is null)
        {
            return answer.Status == 413
                ? new SendOutcome.Refused("413")
                : new SendOutcome.Unknown(NotTelegram(answer), Answered: answer.Status is > 200 and < 500);
        }
        if (answer.MigrateToChatId is { } newId && newId != request.ChatId)
        {
            return new SendOutcome.Migrated(newId);
        }
        return Patience(answer) is { } patience
            ? new SendOutcome.Throttled(patience)
            : answer.ErrorCode switch
            {
                401 or 404 => new SendOutcome.Unauthorized(),
                413 => new SendOutcome.Refused("413 " + text),
                < 400 or >= 500 => new SendOutcome.Unknown($"{answer.ErrorCode} {text}"),
                _ when text.Length == 0 => new SendOutcome.Unexplained($"{answer.ErrorCode} without a reason"),
                var code => OfRefusal(code, text, request),
            };
    }

    /// <summary>What an answer to any other call means, if it is no success.</summary>
    public static Answer<T>.Failed OfCall<T>(ApiAnswer answer, string token)
    {
        var text = Clean(answer.Description, token);
        if (answer.Ok is null)
        {
            return new(TelegramFailure.Unreachable, NotTelegram(answer));
        }
        return Patience(answer) is { } patience
            ? new(TelegramFailure.Throttled, text, patience)
            : answer.ErrorCode switch
            {
                // A Bot API server of one's own that is older than the method.
                404 when Has(text, "method not found") => new(TelegramFailure.Refused, text),
                401 or 404 => new(TelegramFailure.Unauthorized, text),
                409 => new(Has(text, "webhook") ? TelegramFailure.Webhook : TelegramFailure.Conflict, text),
                >= 400 and < 500 => new(TelegramFailure.Refused, text),
                _ => new(TelegramFailure.Unreachable, $"{answer.ErrorCode} {text}"),
            };
    }

    /// <summary>Why there was no answer.</summary>
    public static string Describe(Exception e, string token) => Clean(Stage(e) + NetworkErrors.Explain(e), token);

    // "Connection reset by peer" means another thing where it is a handshake that is reset: somebody read the name in it.
    private static string Stage(Exception e) =>
        e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ? "TLS handshake: " : "";

    private static SendOutcome OfRefusal(int code, string text, ShowRequest request)
    {
        if (request.TelegramId is { } edited)
        {
            if (Has(text, "not modified") || Has(text, "NOT_MODIFIED"))
            {
                return new SendOutcome.Delivered(edited);
            }
            if (MessageIsGone().IsMatch(text))
            {
                return new SendOutcome.MessageGone();
            }
        }
        if ((request.TopicId != 0 || request.TelegramId is not null) && RefusalTexts.TopicIsGone(text))
        {
            return new SendOutcome.TopicGone();
        }
        if (request.HasFile && RefusalTexts.BlameFile(text))
        {
            return new SendOutcome.Refused(text);
        }
        return code == 403 || !RefusalTexts.BlameMessage(text) ? new SendOutcome.ChatRefused(RefusalTexts.Reason(text), text)
            : RefusalTexts.BlameMarkup(text) ? new SendOutcome.MarkupRefused(text)
            : new SendOutcome.Refused(text);
    }

    /// <summary>How long to wait, where that is what the answer says; at least a second, at most a day.</summary>
    private static TimeSpan? Patience(ApiAnswer answer)
    {
        var said = WaitInWords().Match(answer.Description) is { Success: true } words
            ? LenientNumber.Read(words.Groups["seconds"].Value)
            : null;
        if (answer.ErrorCode is not (429 or 420) && said is null)
        {
            return null;
        }
        var seconds = Math.Clamp(Math.Ceiling(answer.RetryAfter ?? said ?? 1), 1, LongestPatience.TotalSeconds);
        return TimeSpan.FromSeconds(seconds);
    }

    private static string NotTelegram(ApiAnswer answer) => $"HTTP {answer.Status}, and not in Telegram's form";

    // The token stands in the request's path, which messages of the network layer may quote.
    private static string Clean(string text, string token)
    {
        var clean = text.Replace(token, "TOKEN", StringComparison.Ordinal).ReplaceLineEndings(" ");
        return clean.Length <= 300 ? clean : clean[..300] + "…";
    }

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("(retry after |_WAIT_)(?<seconds>[0-9]+)", RegexOptions.IgnoreCase)]
    private static partial Regex WaitInWords();

    [GeneratedRegex(
        "message( to edit)? not found|message can't be "
            + "edited|MESSAGE_(ID_INVALID|NOT_FOUND|DELETED|EDIT_TIME_EXPIRED|AUTHOR_REQUIRED)|MSG_ID_INVALID",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex MessageIsGone();
}

/// <summary>A send or an edit, as far as its answer depends on it.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="TopicId">In which topic; 0 for none, and for an edit.</param>
/// <param name="TelegramId">The message that is edited; null for a send.</param>
/// <param name="HasFile">Whether it carries a picture or a file.</param>
internal readonly record struct ShowRequest(long ChatId, int TopicId, long? TelegramId, bool HasFile);

namespace QrMenuTelegram.Telegram;

/// <summary>An answer of Telegram that is no send: the value, or why there is none.</summary>
public abstract record Answer<T>
{
    private Answer() { }

    public sealed record Ok(T Value) : Answer<T>;

    /// <param name="Failure">Which kind.</param>
    /// <param name="Description">For the log; holds no secret.</param>
    /// <param name="RetryAfter">What Telegram asked for, else null.</param>
    public sealed record Failed(TelegramFailure Failure, string Description, TimeSpan? RetryAfter = null) : Answer<T>;
}

public enum TelegramFailure
{
    /// <summary>No connection, a time-out, 5xx or an answer that is no JSON.</summary>
    Unreachable,

    /// <summary>401 or 404: the token is wrong or revoked.</summary>
    Unauthorized,

    /// <summary>409: another program polls with this token.</summary>
    Conflict,

    /// <summary>409: a webhook is set, which gets the updates instead of us.</summary>
    Webhook,

    /// <summary>429.</summary>
    Throttled,

    /// <summary>Any other refusal.</summary>
    Refused,
}

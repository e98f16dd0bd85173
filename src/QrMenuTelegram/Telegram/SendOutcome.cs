namespace QrMenuTelegram.Telegram;

/// <summary>What became of a send or an edit: a closed list, matched once, by the courier.</summary>
public abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>It stands as wanted (an edit that changed nothing included).</summary>
    /// <param name="TelegramId">The message's number; 0 where Telegram did not tell: it can't be edited.</param>
    public sealed record Delivered(long TelegramId) : SendOutcome;

    /// <summary>429: nothing was shown; try again after <paramref name="RetryAfter"/>.</summary>
    public sealed record Throttled(TimeSpan RetryAfter) : SendOutcome;

    /// <summary>The group became a supergroup with a new id; nothing was shown.</summary>
    public sealed record Migrated(long NewChatId) : SendOutcome;

    /// <summary>Nothing can be shown in this chat until somebody acts.</summary>
    public sealed record ChatRefused(RefusalReason Reason, string Description) : SendOutcome;

    /// <summary>The topic was deleted; the chat is still there.</summary>
    public sealed record TopicGone : SendOutcome;

    /// <summary>Telegram could not parse our HTML; nothing was shown.</summary>
    public sealed record MarkupRefused(string Description) : SendOutcome;

    /// <summary>The message to edit is no longer there or no longer ours to edit.</summary>
    public sealed record MessageGone : SendOutcome;

    /// <summary>Any other 400: the same request would be refused again.</summary>
    public sealed record Refused(string Description) : SendOutcome;

    /// <summary>401: the token is revoked or wrong; nothing can be sent to anybody.</summary>
    public sealed record Unauthorized : SendOutcome;

    /// <summary>5xx, no JSON, a reset, a time-out: it may have been shown or not.</summary>
    /// <param name="Description">For the log; holds no secret.</param>
    /// <param name="Answered">Something between refused it (a proxy, a firewall), which does not pass by asking again soon.</param>
    public sealed record Unknown(string Description, bool Answered = false) : SendOutcome;

    /// <summary>No connection came about, so the request never left: nothing was shown.</summary>
    /// <param name="Description">For the log; holds no secret.</param>
    public sealed record NotSent(string Description) : SendOutcome;

    /// <summary>Telegram says no and not why: nothing was shown.</summary>
    public sealed record Unexplained(string Description) : SendOutcome;
}

/// <summary>Why a chat can't be written to.</summary>
public enum RefusalReason
{
    BlockedByUser,
    UserDeactivated,
    Kicked,
    NotMember,
    ChatDeleted,
    ChatNotFound,
    NeverStarted,
    NoRightToWrite,
    TopicClosed,
    Other,
}

/// <summary>The words for the reasons, in the database and in the texts: they stay whatever the code calls them.</summary>
public static class RefusalReasonWords
{
    public static string Word(this RefusalReason reason) =>
        reason switch
        {
            RefusalReason.BlockedByUser => "BlockedByUser",
            RefusalReason.UserDeactivated => "UserDeactivated",
            RefusalReason.Kicked => "Kicked",
            RefusalReason.NotMember => "NotMember",
            RefusalReason.ChatDeleted => "ChatDeleted",
            RefusalReason.ChatNotFound => "ChatNotFound",
            RefusalReason.NeverStarted => "NeverStarted",
            RefusalReason.NoRightToWrite => "NoRightToWrite",
            RefusalReason.TopicClosed => "TopicClosed",
            _ => "Other",
        };
}

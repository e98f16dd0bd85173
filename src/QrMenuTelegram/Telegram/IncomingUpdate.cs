namespace QrMenuTelegram.Telegram;

/// <summary>An update of Telegram in our own words.</summary>
/// <param name="UpdateId">Telegram's number of it; the next offset is one more.</param>
public abstract record IncomingUpdate(long UpdateId)
{
    /// <summary>A text message. In groups with privacy mode only commands, replies to us and service messages come.</summary>
    /// <param name="UpdateId">Telegram's number of the update.</param>
    /// <param name="Chat">Where.</param>
    /// <param name="TopicId">The topic; 0 where the message is in none.</param>
    /// <param name="From">Who; for an anonymous admin this is GroupAnonymousBot.</param>
    /// <param name="Anonymous">Written by an anonymous admin or in the name of a channel: nobody we can know.</param>
    /// <param name="Text">The text as typed.</param>
    public sealed record TextMessage(long UpdateId, ChatInfo Chat, int TopicId, Sender From, bool Anonymous, string Text)
        : IncomingUpdate(UpdateId)
    {
        /// <summary>
        /// Who wrote the message that this one replies to; null where it replies to none, or to a bot or nobody we can know.
        /// </summary>
        public Sender? RepliedTo { get; init; }

        /// <summary>Telegram's number of the bot's message that this one replies to; null where it replies to none.</summary>
        public long? RepliedMessage { get; init; }

        /// <summary>
        /// Forwarded, made through another bot, quoted, or posted by a channel: not the sender's own words, so no command of
        /// theirs.
        /// </summary>
        public bool NotOwnWords { get; init; }
    }

    /// <summary>A press on an inline button of ours.</summary>
    /// <param name="UpdateId">Telegram's number of the update.</param>
    /// <param name="QueryId">For the answer; good for about 150 s.</param>
    /// <param name="From">The person's real id, also for anonymous admins.</param>
    /// <param name="Chat">Where; null when Telegram no longer tells.</param>
    /// <param name="TopicId">The topic; 0 for none.</param>
    /// <param name="TelegramId">The message with the button; 0 when Telegram no longer tells.</param>
    /// <param name="Data">The button's data.</param>
    public sealed record ButtonPress(long UpdateId, string QueryId, Sender From, ChatInfo? Chat, int TopicId, long TelegramId, string Data)
        : IncomingUpdate(UpdateId);

    /// <summary>A group became a supergroup; told by either service message.</summary>
    public sealed record ChatMigrated(long UpdateId, long OldChatId, long NewChatId) : IncomingUpdate(UpdateId);

    /// <summary>The bot was added, removed, blocked, unblocked, promoted or restricted.</summary>
    public sealed record BotStatusChanged(long UpdateId, ChatInfo Chat, Sender By, BotStanding Before, BotStanding Now)
        : IncomingUpdate(UpdateId);

    /// <summary>Not in a form that we can read: confirmed and passed over, or it would hold up all that come after it.</summary>
    public sealed record Unreadable(long UpdateId) : IncomingUpdate(UpdateId);

    /// <summary>Anything else: confirmed and passed over.</summary>
    public sealed record Other(long UpdateId) : IncomingUpdate(UpdateId);
}

/// <param name="Id">Telegram's.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">Of a private chat the person's name; its number where it would show nothing.</param>
public sealed record ChatInfo(long Id, ChatKind Kind, string Title)
{
    public string Title { get; init; } = PlainText.NameOr(Title, null, Id);
}

/// <summary>What the bot may do in a chat.</summary>
public enum BotStanding
{
    /// <summary>Not a member, thrown out, blocked.</summary>
    Outside,

    /// <summary>A member that may not write.</summary>
    Silenced,

    MayWrite,
}

public enum ChatKind
{
    Private,
    Group,
    Supergroup,
    Channel,
}

/// <param name="Id">Telegram's user id.</param>
/// <param name="Name">First and last name; the username or number of one whose name shows nothing.</param>
/// <param name="Username">Without <c>@</c>; null for none.</param>
/// <param name="LanguageCode">IETF tag of the person's app; null when unknown.</param>
public sealed record Sender(long Id, string Name, string? Username, string? LanguageCode)
{
    public string Name { get; init; } = PlainText.NameOr(Name, Username, Id);

    /// <summary>Another bot, also one in whose name Telegram shows anonymous admins and channels.</summary>
    public bool IsBot { get; init; }
}

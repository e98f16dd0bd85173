namespace QrMenuTelegram.Telegram;

/// <summary>
/// All that the bridge asks of Telegram, with every answer as a value: no call throws for what Telegram or the
/// network did, only <see cref="OperationCanceledException"/> when the caller gave up; sends and edits don't even then, but
/// say whether they had left.
/// </summary>
public interface ITelegram
{
    Task<Answer<BotIdentity>> GetMe(CancellationToken cancel);

    /// <summary>Sends a new message. Never retried inside; see <see cref="SendOutcome"/>.</summary>
    Task<SendOutcome> Send(long chatId, int topicId, MessageContent content, bool silent, CancellationToken cancel);

    /// <summary>
    /// Sends a new message that carries a picture or a file, with <paramref name="caption"/> as its text. Never retried
    /// inside.
    /// </summary>
    /// <param name="chatId">Where.</param>
    /// <param name="topicId">In which topic; 0 for none.</param>
    /// <param name="attachment">What it carries.</param>
    /// <param name="caption">At most <see cref="TelegramHtml.MaxCaption"/> code points after entities are parsed.</param>
    /// <param name="silent">Whether it arrives without a sound.</param>
    /// <param name="cancel">Gives up.</param>
    Task<SendOutcome> SendFile(
        long chatId,
        int topicId,
        Attachment attachment,
        MessageContent caption,
        bool silent,
        CancellationToken cancel
    );

    /// <summary>Replaces text and buttons of a message of ours.</summary>
    Task<SendOutcome> Edit(long chatId, long telegramId, MessageContent content, CancellationToken cancel);

    /// <summary>
    /// Pins a message of ours, without a sound. In groups the bot needs the right; without it the answer is <see
    /// cref="TelegramFailure.Refused"/>.
    /// </summary>
    Task<Answer<bool>> Pin(long chatId, long telegramId, CancellationToken cancel);

    /// <summary>Unpins one message; one that is not pinned, or gone, is <see cref="TelegramFailure.Refused"/> too.</summary>
    Task<Answer<bool>> Unpin(long chatId, long telegramId, CancellationToken cancel);

    /// <summary>Long poll. Confirms every update before <paramref name="offset"/>.</summary>
    /// <param name="offset">One more than the last update handled.</param>
    /// <param name="wait">How long Telegram may hold the request; at most 50 s.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Answer<IReadOnlyList<IncomingUpdate>>> GetUpdates(long offset, TimeSpan wait, CancellationToken cancel);

    /// <summary>Answers a button press with a toast (at most 200 characters) or an alert; an old query is no error.</summary>
    Task<Answer<bool>> AnswerPress(string queryId, string? text, bool alert, CancellationToken cancel);

    /// <summary>Sets a menu of commands in place of the one before; an empty one is none.</summary>
    /// <param name="scope">Whom it is for.</param>
    /// <param name="language">Two letters; null for whoever's language has no menu of its own.</param>
    /// <param name="commands">At most 100.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Answer<bool>> SetCommands(
        CommandScope scope,
        string? language,
        IReadOnlyList<CommandDescription> commands,
        CancellationToken cancel
    );

    /// <summary>Removes a menu, so that the next wider one is shown; one that is not there is no error.</summary>
    Task<Answer<bool>> DeleteCommands(CommandScope scope, string? language, CancellationToken cancel);

    /// <summary>
    /// What the bot says of itself to people of a language; where that has no words of its own, those for every other language.
    /// Empty for nothing.
    /// </summary>
    Task<Answer<string>> GetBotText(BotText which, string? language, CancellationToken cancel);

    /// <summary>Sets what the bot says of itself in one language; null for every language without words of its own.</summary>
    Task<Answer<bool>> SetBotText(BotText which, string? language, string text, CancellationToken cancel);

    /// <summary>How many profile pictures a user, or the bot itself, shows us.</summary>
    Task<Answer<int>> CountPictures(long userId, CancellationToken cancel);

    /// <summary>Gives the bot a profile picture.</summary>
    Task<Answer<bool>> SetPicture(ReadOnlyMemory<byte> jpeg, CancellationToken cancel);
}

/// <param name="Id">The bot's user id.</param>
/// <param name="Username">Without <c>@</c>.</param>
/// <param name="Name">What people see.</param>
public sealed record BotIdentity(long Id, string Username, string Name);

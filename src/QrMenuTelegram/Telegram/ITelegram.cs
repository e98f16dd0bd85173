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

    /// <summary>Registers the command menu for one kind of chat and one language (null: every other language).</summary>
    Task<Answer<bool>> SetCommands(
        CommandScope scope,
        string? language,
        IReadOnlyList<CommandDescription> commands,
        CancellationToken cancel
    );
}

/// <param name="Id">The bot's user id.</param>
/// <param name="Username">Without <c>@</c>.</param>
/// <param name="Name">What people see.</param>
public sealed record BotIdentity(long Id, string Username, string Name);

public enum CommandScope
{
    PrivateChats,
    Groups,
}

public sealed record CommandDescription(string Name, string Description);

namespace QrMenuTelegram.Telegram;

/// <summary>Who the bot is, known once Telegram has told. Safe for concurrent use.</summary>
public sealed class BotAccount
{
    /// <summary>What comes with Start from a group that was added by <see cref="GroupLink"/>.</summary>
    public const string GroupPayload = "setup";

    private readonly TaskCompletionSource<BotIdentity> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null until Telegram has told.</summary>
    public BotIdentity? Identity => _known.Task.IsCompletedSuccessfully ? _known.Task.Result : null;

    /// <summary>Ends when Telegram has told.</summary>
    public Task<BotIdentity> Known => _known.Task;

    public void Tell(BotIdentity identity) => _known.TrySetResult(identity);

    /// <summary>Whether this is the bot's username, with any capitals.</summary>
    public bool IsCalled(string username) => username.Equals(Identity?.Username, StringComparison.OrdinalIgnoreCase);

    /// <summary>The link that opens the private chat with the bot and hands it <paramref name="code"/> on Start.</summary>
    /// <exception cref="InvalidOperationException">Telegram has not told yet who the bot is.</exception>
    public string StartLink(string code) =>
        Identity is { } me
            ? $"https://t.me/{me.Username}?start={code}"
            : throw new InvalidOperationException("The bot's name is not known yet.");

    /// <summary>
    /// The link that asks for a group and adds the bot to it with the right to pin its board; then the group hears
    /// <c>/start <see cref="GroupPayload"/></c>. Null until Telegram has told who the bot is.
    /// </summary>
    public string? GroupLink => Identity is { } me ? $"https://t.me/{me.Username}?startgroup={GroupPayload}&admin=pin_messages" : null;
}

using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.WholeBridge.Peers;

/// <summary>One of the ways between a life of the bridge and Telegram.</summary>
/// <param name="telegram">At its end.</param>
/// <param name="line">What it goes along, which outlives the bridge.</param>
/// <param name="world">For time.</param>
internal sealed class WayPeer(TelegramPeer telegram, Line line, SimulatedWorld world) : ITelegram
{
    // As the program waits for an answer at most.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The bridge that asked is dead: nothing more leaves, and nothing comes back.</summary>
    public bool IsOver { get; set; }

    public Task<SendOutcome> Send(long chatId, int topicId, MessageContent content, bool silent, CancellationToken cancel) =>
        Show(chatId, topicId, null, content, cancel);

    public Task<SendOutcome> SendFile(
        long chatId,
        int topicId,
        Attachment attachment,
        MessageContent caption,
        bool silent,
        CancellationToken cancel
    ) => Show(chatId, topicId, null, caption, cancel);

    public Task<SendOutcome> Edit(long chatId, long telegramId, MessageContent content, CancellationToken cancel) =>
        Show(chatId, 0, telegramId, content, cancel);

    public Task<Answer<BotIdentity>> GetMe(CancellationToken cancel) => Ask(end => telegram.GetMe(end), cancel);

    public Task<Answer<IReadOnlyList<IncomingUpdate>>> GetUpdates(long offset, TimeSpan wait, CancellationToken cancel) =>
        Ask(end => telegram.GetUpdates(offset, wait, end), cancel);

    public Task<Answer<bool>> Pin(long chatId, long telegramId, CancellationToken cancel) =>
        Ask(end => telegram.Pin(chatId, telegramId, end), cancel);

    public Task<Answer<bool>> Unpin(long chatId, long telegramId, CancellationToken cancel) =>
        Ask(end => telegram.Unpin(chatId, telegramId, end), cancel);

    // What a press is told is not lost here: the invariants know no reason for it.
    public Task<Answer<bool>> AnswerPress(string queryId, string? text, bool alert, CancellationToken cancel) =>
        telegram.AnswerPress(queryId, text, alert, cancel);

    public Task<Answer<bool>> SetCommands(
        CommandScope scope,
        string? language,
        IReadOnlyList<CommandDescription> commands,
        CancellationToken cancel
    ) => Ask(end => telegram.SetCommands(scope, language, commands, end), cancel);

    public Task<Answer<bool>> DeleteCommands(CommandScope scope, string? language, CancellationToken cancel) =>
        Ask(end => telegram.DeleteCommands(scope, language, end), cancel);

    public Task<Answer<string>> GetBotText(BotText which, string? language, CancellationToken cancel) =>
        Ask(end => telegram.GetBotText(which, language, end), cancel);

    public Task<Answer<bool>> SetBotText(BotText which, string? language, string text, CancellationToken cancel) =>
        Ask(end => telegram.SetBotText(which, language, text, end), cancel);

    public Task<Answer<int>> CountPictures(long userId, CancellationToken cancel) =>
        Ask(end => telegram.CountPictures(userId, end), cancel);

    public Task<Answer<bool>> SetPicture(ReadOnlyMemory<byte> jpeg, CancellationToken cancel) =>
        Ask(end => telegram.SetPicture(jpeg, end), cancel);

    private Task<SendOutcome> Show(long chatId, int topicId, long? telegramId, MessageContent content, CancellationToken cancel) =>
        IsOver
            ? new TaskCompletionSource<SendOutcome>().Task
            : line.Trouble switch
            {
                LineTrouble.Closed => Task.FromResult<SendOutcome>(new SendOutcome.NotSent("refused")),
                LineTrouble.Frozen => telegram.Begin(chatId, topicId, telegramId, content, cancel, Fate.LostBefore, Patience),
                LineTrouble.LosesAnswers => telegram.Begin(chatId, topicId, telegramId, content, cancel, Fate.LostAfter, Patience),
                LineTrouble.Portal => telegram.Begin(chatId, topicId, telegramId, content, cancel, Fate.RefusedBetween),
                _ => telegram.Begin(chatId, topicId, telegramId, content, cancel),
            };

    private async Task<Answer<T>> Ask<T>(Func<CancellationToken, Task<Answer<T>>> ask, CancellationToken cancel)
    {
        if (IsOver)
        {
            await new TaskCompletionSource().Task;
        }
        switch (line.Trouble)
        {
            case LineTrouble.Closed or LineTrouble.Portal:
                return new Answer<T>.Failed(TelegramFailure.Unreachable, "refused");
            case LineTrouble.Frozen or LineTrouble.LosesAnswers:
                await Wait(cancel);
                return new Answer<T>.Failed(TelegramFailure.Unreachable, "no answer in time");
            default:
                return await ask(cancel);
        }
    }

    // Not by Task.Delay: what waits for it would go on by another thread when it is cancelled.
    private async Task Wait(CancellationToken cancel)
    {
        var over = new TaskCompletionSource();
        using var timer = world.Time.CreateTimer(_ => over.TrySetResult(), null, Patience, Timeout.InfiniteTimeSpan);
        using var cancelled = cancel.Register(() => over.TrySetCanceled(cancel));
        await over.Task;
    }
}

/// <summary>A line to Telegram, and what is wrong with it.</summary>
internal sealed class Line(string name)
{
    public string Name => name;

    public LineTrouble Trouble { get; set; }
}

internal enum LineTrouble
{
    None,

    /// <summary>Connections are refused.</summary>
    Closed,

    /// <summary>What is sent gets nowhere, and nobody says so.</summary>
    Frozen,

    /// <summary>Requests pass and answers don't: throttling looks like this.</summary>
    LosesAnswers,

    /// <summary>Something between answers in its own name.</summary>
    Portal,
}

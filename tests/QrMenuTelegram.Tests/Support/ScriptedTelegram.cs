using System.Collections.Concurrent;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// A Telegram without HTTP that answers as the test wrote down, in order; once the script is at its end, polls wait
/// until they are given up.
/// </summary>
public sealed class ScriptedTelegram : ITelegram
{
    private readonly ConcurrentQueue<Func<Answer<IReadOnlyList<IncomingUpdate>>>> _polls = [];
    private readonly ConcurrentQueue<Answer<bool>> _menus = [];

    public BotIdentity Me { get; set; } = new(4242, "Hall_Bot", "Зал");

    /// <summary>What getMe gets instead; null for none.</summary>
    public Answer<BotIdentity>.Failed? MeFails { get; set; }

    /// <summary>The offsets polled with.</summary>
    public ConcurrentQueue<long> Offsets { get; } = [];

    public ConcurrentQueue<(string QueryId, string? Text, bool Alert)> Answered { get; } = [];

    public ConcurrentQueue<(CommandScope Scope, string? Language, IReadOnlyList<CommandDescription> Commands)> Menus { get; } = [];

    /// <summary>An answer to a press ends when this does; asked for each.</summary>
    public Func<Task> AnswerEnds { get; set; } = () => Task.CompletedTask;

    public void WillBring(params IncomingUpdate[] updates) => _polls.Enqueue(() => new Answer<IReadOnlyList<IncomingUpdate>>.Ok(updates));

    /// <summary>The next poll brings these after something else has happened.</summary>
    public void WillBring(Action meanwhile, params IncomingUpdate[] updates) =>
        _polls.Enqueue(() =>
        {
            meanwhile();
            return new Answer<IReadOnlyList<IncomingUpdate>>.Ok(updates);
        });

    public void WillFail(TelegramFailure failure, TimeSpan? retryAfter = null) =>
        _polls.Enqueue(() => new Answer<IReadOnlyList<IncomingUpdate>>.Failed(failure, "as the script says", retryAfter));

    public void MenuWillFail(TelegramFailure failure, TimeSpan? retryAfter = null) =>
        _menus.Enqueue(new Answer<bool>.Failed(failure, "as the script says", retryAfter));

    public Task<Answer<BotIdentity>> GetMe(CancellationToken cancel) =>
        Task.FromResult(MeFails ?? (Answer<BotIdentity>)new Answer<BotIdentity>.Ok(Me));

    public async Task<Answer<IReadOnlyList<IncomingUpdate>>> GetUpdates(long offset, TimeSpan wait, CancellationToken cancel)
    {
        Offsets.Enqueue(offset);
        if (_polls.TryDequeue(out var answer))
        {
            return answer();
        }
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        throw new InvalidOperationException("It never ends.");
    }

    public async Task<Answer<bool>> AnswerPress(string queryId, string? text, bool alert, CancellationToken cancel)
    {
        Answered.Enqueue((queryId, text, alert));
        await AnswerEnds();
        return new Answer<bool>.Ok(true);
    }

    public Task<Answer<bool>> SetCommands(
        CommandScope scope,
        string? language,
        IReadOnlyList<CommandDescription> commands,
        CancellationToken cancel
    )
    {
        if (_menus.TryDequeue(out var answer))
        {
            return Task.FromResult(answer);
        }
        Menus.Enqueue((scope, language, commands));
        return Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));
    }

    /// <summary>What was pinned.</summary>
    public List<(long ChatId, long TelegramId)> Pinned { get; } = [];

    /// <summary>What was unpinned.</summary>
    public List<(long ChatId, long TelegramId)> Unpinned { get; } = [];

    /// <summary>What a pin gets instead; null for none.</summary>
    public Answer<bool>.Failed? PinFails { get; set; }

    /// <summary>The same for an unpin.</summary>
    public Answer<bool>.Failed? UnpinFails { get; set; }

    public Task<Answer<bool>> Unpin(long chatId, long telegramId, CancellationToken cancel)
    {
        if (UnpinFails is not null)
        {
            return Task.FromResult<Answer<bool>>(UnpinFails);
        }
        Unpinned.Add((chatId, telegramId));
        return Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));
    }

    public Task<Answer<bool>> Pin(long chatId, long telegramId, CancellationToken cancel)
    {
        if (PinFails is not null)
        {
            return Task.FromResult<Answer<bool>>(PinFails);
        }
        Pinned.Add((chatId, telegramId));
        return Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));
    }

    public Task<SendOutcome> Send(long chatId, int topicId, MessageContent content, bool silent, CancellationToken cancel) =>
        throw new NotSupportedException("Nobody sends here.");

    public Task<SendOutcome> SendFile(
        long chatId,
        int topicId,
        Attachment attachment,
        MessageContent caption,
        bool silent,
        CancellationToken cancel
    ) => throw new NotSupportedException("Nobody sends here.");

    public Task<SendOutcome> Edit(long chatId, long telegramId, MessageContent content, CancellationToken cancel) =>
        throw new NotSupportedException("Nobody edits here.");
}

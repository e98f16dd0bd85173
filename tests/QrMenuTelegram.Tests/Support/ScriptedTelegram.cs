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
    private readonly ConcurrentQueue<(TelegramFailure Failure, TimeSpan? RetryAfter)> _spareFailures = [];

    public BotIdentity Me { get; set; } = new(4242, "Hall_Bot", "Зал");

    /// <summary>What getMe gets instead; null for none.</summary>
    public Answer<BotIdentity>.Failed? MeFails { get; set; }

    /// <summary>The offsets polled with.</summary>
    public ConcurrentQueue<long> Offsets { get; } = [];

    public ConcurrentQueue<(string QueryId, string? Text, bool Alert)> Answered { get; } = [];

    /// <summary>The menus that it holds.</summary>
    public Dictionary<(CommandScope Scope, string? Language), IReadOnlyList<CommandDescription>> Menus { get; } = [];

    /// <summary>What it says of the bot.</summary>
    public Dictionary<(BotText Which, string? Language), string> BotTexts { get; } = [];

    /// <summary>The bot's profile pictures.</summary>
    public List<ReadOnlyMemory<byte>> Pictures { get; } = [];

    /// <summary>What was asked about menus, texts and pictures, refused or not.</summary>
    public List<string> SpareRequests { get; } = [];

    /// <summary>Refuses what is asked about these chats' menus.</summary>
    public HashSet<long> RefusesMenusOf { get; } = [];

    /// <summary>A request about menus, texts or pictures ends when this does; asked for each.</summary>
    public Func<Task> SpareEnds { get; set; } = () => Task.CompletedTask;

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

    /// <summary>The next request about menus, texts or pictures fails.</summary>
    public void SpareWillFail(TelegramFailure failure, TimeSpan? retryAfter = null) => _spareFailures.Enqueue((failure, retryAfter));

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
    ) =>
        Spare(
            $"set {scope.Type} {scope.ChatId} {scope.PersonId} {language}",
            () =>
            {
                Menus[(scope, language)] = commands;
                return true;
            },
            scope.ChatId
        );

    public Task<Answer<bool>> DeleteCommands(CommandScope scope, string? language, CancellationToken cancel) =>
        Spare(
            $"delete {scope.Type} {scope.ChatId} {scope.PersonId} {language}",
            () =>
            {
                Menus.Remove((scope, language));
                return true;
            },
            scope.ChatId
        );

    public Task<Answer<string>> GetBotText(BotText which, string? language, CancellationToken cancel) =>
        Spare(
            $"get {which} {language}",
            () => BotTexts.GetValueOrDefault((which, language)) ?? BotTexts.GetValueOrDefault((which, null)) ?? ""
        );

    public Task<Answer<bool>> SetBotText(BotText which, string? language, string text, CancellationToken cancel) =>
        Spare(
            $"set {which} {language}",
            () =>
            {
                BotTexts[(which, language)] = text;
                return true;
            }
        );

    public Task<Answer<int>> CountPictures(long userId, CancellationToken cancel) =>
        Spare($"count pictures of {userId}", () => Pictures.Count);

    public Task<Answer<bool>> SetPicture(ReadOnlyMemory<byte> jpeg, CancellationToken cancel) =>
        Spare(
            "set picture",
            () =>
            {
                Pictures.Add(jpeg);
                return true;
            }
        );

    private async Task<Answer<T>> Spare<T>(string request, Func<T> work, long chatId = 0)
    {
        SpareRequests.Add(request.TrimEnd());
        await SpareEnds();
        return _spareFailures.TryDequeue(out var failing) ? new Answer<T>.Failed(failing.Failure, "as the script says", failing.RetryAfter)
            : RefusesMenusOf.Contains(chatId) ? new Answer<T>.Failed(TelegramFailure.Refused, "Bad Request: chat not found")
            : new Answer<T>.Ok(work());
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

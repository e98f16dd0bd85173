using System.Collections.Concurrent;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.WholeBridge.Peers;

/// <summary>Telegram without a socket: chats in all their states, limits to the letter, and a way there that fails.</summary>
internal sealed class TelegramPeer : ITelegram
{
    private readonly SimulatedWorld _world;
    private readonly TelegramLimits _limits = new();
    private readonly List<Request> _underWay = [];

    /// <summary>Answered, but not yet written down by the bridge.</summary>
    private readonly List<Request> _unrecorded = [];

    public TelegramPeer(SimulatedWorld world)
    {
        _world = world;
        Updates = new UpdatePeer(world);
    }

    public Dictionary<long, ChatPeer> Chats { get; } = [];

    public UpdatePeer Updates { get; }

    public TelegramTrouble Trouble { get; set; }

    /// <summary>Any request before gets 429.</summary>
    public long ThrottledUntil { get; set; }

    public ConcurrentDictionary<string, int> PressAnswers { get; } = new();

    /// <summary>What whoever pressed was told, by the query's id.</summary>
    public ConcurrentDictionary<string, string> PressTexts { get; } = new();

    public List<Request> Arrivals { get; } = [];

    /// <summary>The names of the commands in each menu that it holds.</summary>
    public Dictionary<(CommandScope Scope, string? Language), IReadOnlyList<string>> Menus { get; } = [];

    /// <summary>Whose menus it refused to change when it was asked last.</summary>
    public HashSet<CommandScope> RefusedMenus { get; } = [];

    /// <summary>What left since this was last emptied.</summary>
    public Queue<Request> Started { get; } = [];

    public long? NextAt
    {
        get
        {
            var next = Updates.NextAt ?? long.MaxValue;
            foreach (var request in _underWay)
            {
                next = Math.Min(next, request.Arrived ? request.BackAt : request.ArrivesAt);
            }
            return next == long.MaxValue ? null : next;
        }
    }

    public bool IsIdle => _underWay.Count == 0;

    public ChatPeer Add(ChatPeer chat) => Chats[chat.Id] = chat;

    /// <summary>The chat that this id names now.</summary>
    public ChatPeer Current(long id)
    {
        while (Chats[id].MovedTo is { } newId)
        {
            id = newId;
        }
        return Chats[id];
    }

    public Task<SendOutcome> Send(long chatId, int topicId, MessageContent content, bool silent, CancellationToken cancel) =>
        Begin(chatId, topicId, null, content, cancel);

    public Task<SendOutcome> SendFile(
        long chatId,
        int topicId,
        Attachment attachment,
        MessageContent caption,
        bool silent,
        CancellationToken cancel
    ) => Begin(chatId, topicId, null, caption, cancel);

    public Task<SendOutcome> Edit(long chatId, long telegramId, MessageContent content, CancellationToken cancel) =>
        Begin(chatId, 0, telegramId, content, cancel);

    public Task<Answer<BotIdentity>> GetMe(CancellationToken cancel) =>
        Trouble switch
        {
            _ when _world.Boundaries.IsDead => new TaskCompletionSource<Answer<BotIdentity>>().Task,
            TelegramTrouble.Away => Failed<BotIdentity>(TelegramFailure.Unreachable),
            TelegramTrouble.Unauthorized => Failed<BotIdentity>(TelegramFailure.Unauthorized),
            _ => Task.FromResult<Answer<BotIdentity>>(new Answer<BotIdentity>.Ok(new BotIdentity(1, "model_bot", "Model"))),
        };

    public Task<Answer<IReadOnlyList<IncomingUpdate>>> GetUpdates(long offset, TimeSpan wait, CancellationToken cancel) =>
        Updates.Ask(offset, (long)wait.TotalMilliseconds, Trouble, cancel);

    public Task<Answer<bool>> Pin(long chatId, long telegramId, CancellationToken cancel)
    {
        if (Chats.GetValueOrDefault(chatId)?.Find(telegramId) is not { IsTold: true })
        {
            _world.Violated("pins", $"the bridge knows of no message {telegramId} in {chatId}");
        }
        return Task.FromResult<Answer<bool>>(
            Trouble == TelegramTrouble.None
                ? new Answer<bool>.Ok(true)
                : new Answer<bool>.Failed(TelegramFailure.Refused, "not enough rights")
        );
    }

    public Task<Answer<bool>> Unpin(long chatId, long telegramId, CancellationToken cancel) =>
        Task.FromResult<Answer<bool>>(
            Trouble == TelegramTrouble.None ? new Answer<bool>.Ok(true) : new Answer<bool>.Failed(TelegramFailure.Unreachable, "away")
        );

    // Told by another thread: it must change nothing that decides how the run goes on.
    public Task<Answer<bool>> AnswerPress(string queryId, string? text, bool alert, CancellationToken cancel)
    {
        PressTexts[queryId] = text ?? "";
        PressAnswers.AddOrUpdate(queryId, 1, (_, before) => before + 1);
        return Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));
    }

    public Task<Answer<bool>> SetCommands(
        CommandScope scope,
        string? language,
        IReadOnlyList<CommandDescription> commands,
        CancellationToken cancel
    ) => SpareOf(scope, () => Menus[(scope, language)] = [.. commands.Select(command => command.Name)]);

    public Task<Answer<bool>> DeleteCommands(CommandScope scope, string? language, CancellationToken cancel) =>
        SpareOf(scope, () => Menus.Remove((scope, language)));

    public Task<Answer<string>> GetBotText(BotText which, string? language, CancellationToken cancel) => Spare(() => "");

    public Task<Answer<bool>> SetBotText(BotText which, string? language, string text, CancellationToken cancel) => Spare(() => true);

    public Task<Answer<int>> CountPictures(long userId, CancellationToken cancel) => Spare(() => 1);

    public Task<Answer<bool>> SetPicture(ReadOnlyMemory<byte> jpeg, CancellationToken cancel) => Spare(() => true);

    /// <summary>Lets everything happen that is due by now.</summary>
    public void Proceed()
    {
        foreach (
            var request in _underWay
                .Where(request => !request.Arrived && request.ArrivesAt <= _world.Now)
                .OrderBy(request => request.ArrivesAt)
                .ToList()
        )
        {
            Arrive(request);
        }
        foreach (
            var request in _underWay
                .Where(request => request.Arrived && request.BackAt <= _world.Now)
                .OrderBy(request => request.BackAt)
                .ToList()
        )
        {
            _underWay.Remove(request);
            _unrecorded.Add(request);
            if (request is { Shown: { } shown, Outcome: SendOutcome.Delivered { TelegramId: not 0 } })
            {
                shown.IsTold = true;
                shown.IsToldByAnswer |= request.TelegramId is null;
            }
            request.Answer.TrySetResult(request.Outcome!);
        }
        Updates.Proceed();
    }

    /// <summary>The bridge has written down what became of everything that was answered.</summary>
    public void Recorded()
    {
        foreach (var request in _unrecorded)
        {
            if (request is { Shown: { } shown, Outcome: SendOutcome.Delivered })
            {
                shown.Recorded(request);
            }
            if (request is { TelegramId: { } edited, Outcome: SendOutcome.MessageGone })
            {
                Chats[request.ChatId].ToldGone.Add(edited);
            }
            if (request.Outcome is SendOutcome.Throttled throttled)
            {
                var chat = Chats[request.ChatId];
                chat.ToldToWaitUntil = Math.Max(chat.ToldToWaitUntil, request.ArrivesAt + (long)throttled.RetryAfter.TotalMilliseconds);
            }
        }
        _unrecorded.Clear();
    }

    /// <summary>The bridge is gone: what was on its way gets there or not, and nobody hears of it.</summary>
    public void HangUp()
    {
        foreach (var request in _underWay.Where(request => !request.Arrived && _world.Chance.OneIn(2)).ToList())
        {
            Arrive(request);
        }
        _underWay.Clear();
        _unrecorded.Clear();
        Started.Clear();
        Updates.HangUp();
    }

    private Task<Answer<bool>> SpareOf(CommandScope scope, Action work)
    {
        if (Trouble is not (TelegramTrouble.Away or TelegramTrouble.Unauthorized) && !_world.Boundaries.IsDead)
        {
            RefusedMenus.Remove(scope);
            if (Chats.GetValueOrDefault(scope.ChatId) is { Refuses: not null } or { MovedTo: not null })
            {
                RefusedMenus.Add(scope);
                return Failed<bool>(TelegramFailure.Refused);
            }
        }
        return Spare(() =>
        {
            work();
            return true;
        });
    }

    // A request that nobody waits for.
    private Task<Answer<T>> Spare<T>(Func<T> work) =>
        Trouble switch
        {
            _ when _world.Boundaries.IsDead => new TaskCompletionSource<Answer<T>>().Task,
            TelegramTrouble.Away => Failed<T>(TelegramFailure.Unreachable),
            TelegramTrouble.Unauthorized => Failed<T>(TelegramFailure.Unauthorized),
            _ => Task.FromResult<Answer<T>>(new Answer<T>.Ok(work())),
        };

    private static Task<Answer<T>> Failed<T>(TelegramFailure failure) =>
        Task.FromResult<Answer<T>>(new Answer<T>.Failed(failure, failure.ToString()));

    /// <summary>A send or an edit leaves.</summary>
    /// <param name="chatId">Where.</param>
    /// <param name="topicId">In which topic.</param>
    /// <param name="telegramId">What is edited; null for a send.</param>
    /// <param name="content">What it shows.</param>
    /// <param name="cancel">Whoever sent it no longer waits.</param>
    /// <param name="onTheWay">What becomes of it on its way; null for whatever Telegram's trouble does.</param>
    /// <param name="patience">How long an answer that does not come is waited for.</param>
    public Task<SendOutcome> Begin(
        long chatId,
        int topicId,
        long? telegramId,
        MessageContent content,
        CancellationToken cancel,
        Fate? onTheWay = null,
        TimeSpan patience = default
    )
    {
        _world.Boundaries.Pass("before a request");
        var chance = _world.Chance;
        var slow = Chats.TryGetValue(chatId, out var chat) && chat.IsSlow;
        var arrivesAt = _world.Now + chance.Between(1, 150) + (slow ? 5000 : 0);
        var fate = onTheWay ?? Draw();
        var request = new Request(chatId, topicId, telegramId, content, _world.Now)
        {
            ArrivesAt = arrivesAt,
            BackAt =
                arrivesAt
                + chance.Between(1, 150)
                + (slow ? 5000 : 0)
                + (fate is Fate.LostBefore or Fate.LostAfter && chance.OneIn(4) ? 20_000 : 0)
                + (long)patience.TotalMilliseconds,
            Fate = fate,
            SteadyAt = _world.Steady(),
            Mistake =
                chat?.Impatience(arrivesAt) ?? (chat is not null && IsNeedless(chat, telegramId, content) ? "it shows just this" : null),
        };
        _world.Say($"{request}{(fate == Fate.Arrives ? "" : $" [{fate}]")}");
        chat?.Messages.Find(message => message.Id == telegramId)?.Doubt();
        _underWay.Add(request);
        Started.Enqueue(request);
        cancel.Register(() =>
        {
            if (_underWay.Remove(request))
            {
                request.Answer.TrySetCanceled(cancel);
            }
        });
        _world.Boundaries.Pass("after a request");
        return request.Answer.Task;
    }

    private static bool IsNeedless(ChatPeer chat, long? telegramId, MessageContent content) =>
        telegramId is { } id && chat.Messages.Find(message => message.Id == id)?.IsKnownToShow(content) == true;

    private Fate Draw() =>
        Trouble switch
        {
            TelegramTrouble.Away => Fate.LostBefore,
            TelegramTrouble.Unauthorized => Fate.Unauthorized,
            TelegramTrouble.RefusesHtml => Fate.HtmlRefused,
            TelegramTrouble.Flaky => _world.Chance.Between(0, 5) switch
            {
                0 => Fate.LostBefore,
                1 => Fate.LostAfter,
                _ => Fate.Arrives,
            },
            TelegramTrouble.Odd => _world.Chance.Between(0, 7) switch
            {
                0 => Fate.Unexplained,
                1 => Fate.RefusedBetween,
                2 or 3 => Fate.WithoutNumber,
                _ => Fate.Arrives,
            },
            _ => Fate.Arrives,
        };

    private void Arrive(Request request)
    {
        request.Arrived = true;
        request.ArrivedAt = Math.Min(request.ArrivesAt, _world.Now);
        request.Mistake ??= Chats.GetValueOrDefault(request.ChatId)?.Mistake(request);
        Arrivals.Add(request);
        request.Outcome = request.Fate switch
        {
            Fate.LostBefore => new SendOutcome.Unknown("reset"),
            Fate.Unauthorized => new SendOutcome.Unauthorized(),
            Fate.Unexplained => new SendOutcome.Unexplained("400 without a reason"),
            Fate.RefusedBetween => new SendOutcome.Unknown("HTTP 403", Answered: true),
            _ => Judge(request) ?? Show(request),
        };
        _world.Say($"  {request.ChatId}: {request.Outcome.GetType().Name}");
    }

    private SendOutcome? Judge(Request request)
    {
        if (!Chats.TryGetValue(request.ChatId, out var chat))
        {
            return new SendOutcome.ChatRefused(RefusalReason.ChatNotFound, "chat not found");
        }
        var throttledFor = Math.Max(chat.ThrottledUntil, ThrottledUntil) - request.ArrivedAt;
        if (throttledFor > 0)
        {
            return new SendOutcome.Throttled(TimeSpan.FromSeconds(Math.Ceiling(throttledFor / 1000.0)));
        }
        if (!_limits.Allows(request.ChatId, SimulatedWorld.Begin.AddMilliseconds(request.ArrivedAt)))
        {
            _world.Violated("limits", $"one too many: {request}");
            return new SendOutcome.Throttled(TimeSpan.FromSeconds(3));
        }
        return request is { Fate: Fate.HtmlRefused, Content.Format: TextFormat.Html }
            ? new SendOutcome.MarkupRefused("can't parse entities (simulated)")
            : chat.Judge(request);
    }

    private SendOutcome Show(Request request)
    {
        request.Shown = Chats[request.ChatId].Show(request, request.ArrivedAt);
        return request.Fate switch
        {
            Fate.LostAfter => new SendOutcome.Unknown("reset"),
            Fate.WithoutNumber when request.TelegramId is null => new SendOutcome.Delivered(0),
            _ => new SendOutcome.Delivered(request.Shown.Id),
        };
    }
}

internal enum TelegramTrouble
{
    None,
    Away,
    Flaky,
    Unauthorized,
    RefusesHtml,

    /// <summary>Answers that nobody has written down yet.</summary>
    Odd,
}

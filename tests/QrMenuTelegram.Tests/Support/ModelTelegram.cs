using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// Telegram in memory and in simulated time, counting its limits to the letter by the instant a request arrives. What
/// becomes of a request is decided by <see cref="Decide"/>; how long it travels by <see cref="Travel"/>.
/// </summary>
public sealed class ModelTelegram(TimeProvider time) : ITelegram
{
    private readonly List<Request> _underWay = [];
    private readonly TelegramLimits _limits = new();
    private int _lastId;

    /// <summary>Milliseconds to Telegram, and back.</summary>
    public Func<(int There, int Back)> Travel { get; set; } = () => (20, 20);

    /// <summary>Null lets a request take its normal way.</summary>
    public Func<Request, Fate?> Decide { get; set; } = _ => null;

    public bool EnforceLimits { get; set; } = true;

    public int GroupPerMinute
    {
        get => _limits.GroupPerMinute;
        set => _limits.GroupPerMinute = value;
    }

    public int BotPerSecond
    {
        get => _limits.BotPerSecond;
        set => _limits.BotPerSecond = value;
    }

    public List<Shown> Messages { get; } = [];

    public List<Request> Requests { get; } = [];

    public int Throttled { get; private set; }

    public int UnderWay => _underWay.Count;

    public IEnumerable<Shown> In(long chatId) => Messages.Where(message => message.ChatId == chatId);

    /// <summary>The next instant at which something arrives or comes back; null for none.</summary>
    public DateTimeOffset? NextAt =>
        _underWay.Count == 0 ? null : _underWay.Min(request => request.Arrived ? request.BackAt : request.ArrivesAt);

    /// <summary>Lets everything happen that is due by now.</summary>
    public void Proceed()
    {
        var now = time.GetUtcNow();
        foreach (
            var request in _underWay
                .Where(request => !request.Arrived && request.ArrivesAt <= now)
                .OrderBy(request => request.ArrivesAt)
                .ToList()
        )
        {
            request.Arrived = true;
            request.Outcome = Arrive(request);
        }
        foreach (
            var request in _underWay.Where(request => request.Arrived && request.BackAt <= now).OrderBy(request => request.BackAt).ToList()
        )
        {
            _underWay.Remove(request);
            request.Answer.SetResult(request.Outcome!);
        }
    }

    /// <summary>The process dies: what is under way arrives or not, and nobody hears of it.</summary>
    public void Crash(Func<Request, bool> arrives)
    {
        foreach (var request in _underWay.ToList())
        {
            if (!request.Arrived && arrives(request))
            {
                Arrive(request);
            }
        }
        _underWay.Clear();
    }

    public Task<SendOutcome> Send(long chatId, int topicId, MessageContent content, bool silent, CancellationToken cancel) =>
        Begin(new Request(chatId, topicId, null, content, silent, time.GetUtcNow()), cancel);

    public Task<SendOutcome> SendFile(
        long chatId,
        int topicId,
        Attachment attachment,
        MessageContent caption,
        bool silent,
        CancellationToken cancel
    ) => Begin(new Request(chatId, topicId, null, caption, silent, time.GetUtcNow()) { Attachment = attachment }, cancel);

    public Task<SendOutcome> Edit(long chatId, long telegramId, MessageContent content, CancellationToken cancel) =>
        Begin(new Request(chatId, 0, telegramId, content, false, time.GetUtcNow()), cancel);

    public Task<Answer<bool>> Pin(long chatId, long telegramId, CancellationToken cancel) =>
        Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));

    public Task<Answer<bool>> Unpin(long chatId, long telegramId, CancellationToken cancel) =>
        Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));

    public Task<Answer<BotIdentity>> GetMe(CancellationToken cancel) =>
        Task.FromResult<Answer<BotIdentity>>(new Answer<BotIdentity>.Ok(new BotIdentity(1, "model_bot", "Model")));

    public Task<Answer<IReadOnlyList<IncomingUpdate>>> GetUpdates(long offset, TimeSpan wait, CancellationToken cancel) =>
        Task.FromResult<Answer<IReadOnlyList<IncomingUpdate>>>(new Answer<IReadOnlyList<IncomingUpdate>>.Ok([]));

    public Task<Answer<bool>> AnswerPress(string queryId, string? text, bool alert, CancellationToken cancel) =>
        Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));

    public Task<Answer<bool>> SetCommands(
        CommandScope scope,
        string? language,
        IReadOnlyList<CommandDescription> commands,
        CancellationToken cancel
    ) => Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));

    public Task<Answer<bool>> DeleteCommands(CommandScope scope, string? language, CancellationToken cancel) =>
        Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));

    public Task<Answer<string>> GetBotText(BotText which, string? language, CancellationToken cancel) =>
        Task.FromResult<Answer<string>>(new Answer<string>.Ok("Model"));

    public Task<Answer<bool>> SetBotText(BotText which, string? language, string text, CancellationToken cancel) =>
        Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));

    public Task<Answer<int>> CountPictures(long userId, CancellationToken cancel) => Task.FromResult<Answer<int>>(new Answer<int>.Ok(1));

    public Task<Answer<bool>> SetPicture(ReadOnlyMemory<byte> jpeg, CancellationToken cancel) =>
        Task.FromResult<Answer<bool>>(new Answer<bool>.Ok(true));

    private Task<SendOutcome> Begin(Request request, CancellationToken cancel)
    {
        var (there, back) = Travel();
        request.ArrivesAt = request.StartedAt.AddMilliseconds(there);
        request.BackAt = request.ArrivesAt.AddMilliseconds(back);
        request.Fate = Decide(request);
        Requests.Add(request);
        _underWay.Add(request);
        cancel.Register(() =>
        {
            if (_underWay.Remove(request))
            {
                request.Answer.SetCanceled(cancel);
            }
        });
        return request.Answer.Task;
    }

    private SendOutcome Arrive(Request request)
    {
        if (request.Fate is { TakesEffect: false } refused)
        {
            return refused.Outcome;
        }
        if (EnforceLimits && !_limits.Allows(request.ChatId, request.ArrivesAt))
        {
            Throttled++;
            return new SendOutcome.Throttled(TimeSpan.FromSeconds(3));
        }
        var id = (int)(request.TelegramId ?? ++_lastId);
        if (request.TelegramId is null)
        {
            Messages.Add(
                new Shown(id, request.ChatId, request.TopicId, request.Silent, request.ArrivesAt) { Attachment = request.Attachment }
            );
        }
        Messages.Single(message => message.Id == id).Show(request.Content, request.ArrivesAt);
        return request.Fate?.Outcome ?? new SendOutcome.Delivered(id);
    }

    /// <summary>What becomes of a request.</summary>
    public sealed record Fate(SendOutcome Outcome, bool TakesEffect = false);

    public sealed record Request(long ChatId, int TopicId, long? TelegramId, MessageContent Content, bool Silent, DateTimeOffset StartedAt)
    {
        public Attachment? Attachment { get; init; }

        internal TaskCompletionSource<SendOutcome> Answer { get; } = new();

        internal DateTimeOffset ArrivesAt { get; set; }

        internal DateTimeOffset BackAt { get; set; }

        internal bool Arrived { get; set; }

        internal SendOutcome? Outcome { get; set; }

        internal Fate? Fate { get; set; }
    }

    public sealed class Shown(int id, long chatId, int topicId, bool silent, DateTimeOffset at)
    {
        public int Id { get; } = id;

        public long ChatId { get; } = chatId;

        public int TopicId { get; } = topicId;

        public bool Silent { get; } = silent;

        public DateTimeOffset At { get; } = at;

        public Attachment? Attachment { get; init; }

        public MessageContent Content { get; private set; } = MessageContent.Html("-");

        public DateTimeOffset ShownAt { get; private set; }

        public int Edits { get; private set; } = -1;

        public string Text => Content.Text;

        internal void Show(MessageContent content, DateTimeOffset now)
        {
            Content = content;
            ShownAt = now;
            Edits++;
        }
    }
}

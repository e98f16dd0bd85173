using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.WholeBridge.Peers;

/// <summary>A chat as Telegram has it, and what it answers in the state it is in.</summary>
internal sealed class ChatPeer(long id, ChatKind kind, string title)
{
    private int _lastId;

    public long Id => id;

    public ChatInfo Info => new(id, kind, title);

    public ChatKind Kind => kind;

    public string Title => title;

    /// <summary>Topics that are there; 0 is the chat itself.</summary>
    public List<int> Topics { get; } = [0];

    public HashSet<int> ClosedTopics { get; } = [];

    /// <summary>Why it takes no messages; null while it does.</summary>
    public RefusalReason? Refuses { get; set; }

    /// <summary>When it last took messages again; simulated milliseconds.</summary>
    public long BackAt { get; set; }

    /// <summary>Its id as a supergroup.</summary>
    public long? MovedTo { get; set; }

    /// <summary>Any request before gets 429.</summary>
    public long ThrottledUntil { get; set; }

    /// <summary>Until when the bridge knows that it has to wait.</summary>
    public long ToldToWaitUntil { get; set; }

    /// <summary>Its answers take 10 s.</summary>
    public bool IsSlow { get; set; }

    /// <summary>It has nothing to do with the restaurant.</summary>
    public bool IsOfStrangers { get; init; }

    public List<ShownMessage> Messages { get; } = [];

    /// <summary>Messages that were here and are no more: people saw them.</summary>
    public List<ShownMessage> Deleted { get; } = [];

    /// <summary>Messages of which the bridge has written down that they are gone.</summary>
    public HashSet<long> ToldGone { get; } = [];

    /// <summary>A message that is or was here; null when there never was one of this number.</summary>
    public ShownMessage? Find(long number) =>
        Messages.Find(message => message.Id == number) ?? Deleted.Find(message => message.Id == number);

    /// <summary>What Telegram says to a request here; null when it takes it.</summary>
    public SendOutcome? Judge(Request request) =>
        this switch
        {
            { MovedTo: { } newId } => new SendOutcome.Migrated(newId),
            { Refuses: { } reason } => new SendOutcome.ChatRefused(reason, reason.ToString()),
            _ when request.TelegramId is { } edited => Messages.Exists(message => message.Id == edited)
                ? null
                : new SendOutcome.MessageGone(),
            _ when !Topics.Contains(request.TopicId) => new SendOutcome.TopicGone(),
            _ when ClosedTopics.Contains(request.TopicId) => new SendOutcome.ChatRefused(RefusalReason.TopicClosed, "topic closed"),
            _ => null,
        };

    /// <summary>Whether it took messages all the time since then.</summary>
    public bool HearsSince(long at) => Refuses is null && BackAt < at;

    /// <summary>A message goes; who calls this takes it out of <see cref="Messages"/>.</summary>
    public bool Bury(ShownMessage message)
    {
        Deleted.Add(message);
        return true;
    }

    /// <summary>Shows it.</summary>
    /// <returns>The message, new or changed.</returns>
    public ShownMessage Show(Request request, long now)
    {
        if (request.TelegramId is { } edited)
        {
            var message = Messages.Find(message => message.Id == edited)!;
            message.Change(request.Content);
            return message;
        }
        var sent = new ShownMessage(++_lastId, id, request.TopicId, now, request.Content);
        Messages.Add(sent);
        return sent;
    }

    /// <summary>Why nothing should arrive then; null when it may. (What left before that was told could not know.)</summary>
    public string? Impatience(long at) => at < ToldToWaitUntil ? $"it was to wait until {ToldToWaitUntil / 1000.0:0.000} s" : null;

    /// <summary>Why it should never have been sent, in whatever state the chat is; null when it may be.</summary>
    public string? Mistake(Request request)
    {
        if (request.TelegramId is not { } edited)
        {
            return null;
        }
        if (edited > _lastId || edited <= 0)
        {
            return "there never was such a message";
        }
        return Messages.Find(message => message.Id == edited)?.Mistake(request.Content);
    }
}

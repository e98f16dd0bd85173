using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.WholeBridge.Peers;

/// <summary>A send or an edit on its way.</summary>
internal sealed record Request(long ChatId, int TopicId, long? TelegramId, MessageContent Content, long StartedAt)
{
    public TaskCompletionSource<SendOutcome> Answer { get; } = new();

    public required long ArrivesAt { get; init; }

    public required long BackAt { get; init; }

    public Fate Fate { get; init; }

    /// <summary>The bridge's steady time when it began.</summary>
    public required long SteadyAt { get; init; }

    /// <summary>What is wrong about sending it at all; null for nothing.</summary>
    public string? Mistake { get; set; }

    /// <summary>It shows nothing that a guest asked for.</summary>
    public bool IsAnswer { get; set; }

    public bool Arrived { get; set; }

    /// <summary>When it did: as it was to, or sooner, where the sender's end let go of it.</summary>
    public long ArrivedAt { get; set; }

    public SendOutcome? Outcome { get; set; }

    /// <summary>What it showed; null when it showed nothing.</summary>
    public ShownMessage? Shown { get; set; }

    public override string ToString() =>
        $"{(TelegramId is { } id ? $"edit {id} in" : "send to")} {ChatId}{(TopicId == 0 ? "" : $"/{TopicId}")}: {Content.Text.ReplaceLineEndings(" | ")}";
}

/// <summary>What the way does to a request.</summary>
internal enum Fate
{
    Arrives,

    /// <summary>It never gets there, and the bridge can't know.</summary>
    LostBefore,

    /// <summary>It takes effect, and the bridge can't know.</summary>
    LostAfter,

    /// <summary>Telegram says yes and not under which number.</summary>
    WithoutNumber,

    /// <summary>Telegram says no and not why.</summary>
    Unexplained,

    /// <summary>Something between says no.</summary>
    RefusedBetween,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>HTML is refused, plain text taken.</summary>
    HtmlRefused,
}

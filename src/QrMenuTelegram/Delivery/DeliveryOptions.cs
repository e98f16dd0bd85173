namespace QrMenuTelegram.Delivery;

/// <summary>Section <c>Delivery</c>: Telegram's limits, which are guidance and not contract, hence options.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>Messages and edits a second in one private chat.</summary>
    public double PrivatePerSecond { get; set; } = 1;

    /// <summary>Messages and edits in any 60 s in one group.</summary>
    public int GroupPerMinute { get; set; } = 20;

    /// <summary>Messages and edits in any second of the whole bot.</summary>
    public int BotPerSecond { get; set; } = 30;

    /// <summary>From which age a message says how late it is.</summary>
    public TimeSpan LateAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long what a chat refused is kept for it, to be shown when the chat is back.</summary>
    public TimeSpan KeepRefused { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How often a chat that refuses us is tried again without a sign of life.</summary>
    public TimeSpan ProbeRefused { get; set; } = TimeSpan.FromMinutes(10);
}

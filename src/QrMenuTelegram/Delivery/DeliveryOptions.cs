using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Delivery;

/// <summary>Section <c>Delivery</c>: Telegram's limits, which are guidance and not contract, hence options.</summary>
public sealed class DeliveryOptions(VariableReader read)
{
    public DeliveryOptions()
        : this(VariableReader.NothingSet) { }

    public double PrivatePerSecond { get; init; } =
        read.Number(
            "Delivery__PrivatePerSecond",
            1,
            0.01,
            1000,
            "Messages and edits a second in one private chat. Telegram's limit: leave it unless Telegram changes its own."
        );

    public int GroupPerMinute { get; init; } =
        read.Whole("Delivery__GroupPerMinute", 20, 1, 60_000, "Messages and edits in any minute in one group. Telegram's limit.");

    public int BotPerSecond { get; init; } =
        read.Whole("Delivery__BotPerSecond", 30, 1, 1000, "Messages and edits in any second of the whole bot. Telegram's limit.");

    public TimeSpan LateAfter { get; init; } =
        read.Duration("Delivery__LateAfter", "00:01:00", "5s", "1d", "From which age a message says how late it comes.");

    public TimeSpan KeepRefused { get; init; } =
        read.Duration(
            "Delivery__KeepRefused",
            "12:00:00",
            "1m",
            "7d",
            "How long what a chat refused is kept for it, to be shown when the chat is back."
        );

    public TimeSpan ProbeRefused { get; init; } =
        read.Duration(
            "Delivery__ProbeRefused",
            "00:10:00",
            "10s",
            "1d",
            "How often a chat that refuses is tried again without a sign of life."
        );
}

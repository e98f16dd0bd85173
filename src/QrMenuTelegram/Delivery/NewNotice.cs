using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Delivery;

/// <summary>A wish: this chat (and topic) should show this text with these buttons.</summary>
/// <param name="To">Where.</param>
/// <param name="Urgency">What it may overtake.</param>
/// <param name="Html">
/// Telegram HTML, everything from outside escaped; 1 to 4096 code points after parsing, 1 to 1024 with an attachment.
/// </param>
public sealed record NewNotice(Destination To, Urgency Urgency, string Html)
{
    /// <summary>Rows of buttons; empty for none.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> Buttons { get; init; } = [];

    /// <summary>What it is about, for whoever will look it up to change it; null when nobody will.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether it arrives without a sound.</summary>
    public bool Silent { get; init; }

    /// <summary>
    /// Whether it never shares a message with other notices. A reply that does not (a dialog, a board) shows how things
    /// are now and never says that it is late.
    /// </summary>
    public bool Alone { get; init; }

    /// <summary>
    /// Whether its edits wait until the chat has ample room, so that nothing else ever waits for them (a board). Such a
    /// notice is alone.
    /// </summary>
    public bool Patient { get; init; }

    /// <summary>When it should have been wished, steady, where that is past: it is late from then on. Null for now.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>As <see cref="MessageContent.ReplyHint"/>. Such a notice is alone, and once on its way never changed.</summary>
    public string? ReplyHint { get; init; }

    /// <summary>
    /// A picture or a file that the message carries; null for none. With one it is alone, and once on its way never changed.
    /// </summary>
    public Attachment? Attachment { get; init; }
}

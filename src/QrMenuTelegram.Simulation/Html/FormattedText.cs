namespace QrMenuTelegram.Simulation.Html;

/// <summary>A text as Telegram keeps it.</summary>
/// <param name="Text">Plain.</param>
/// <param name="Entities">By offset, the outer before the inner.</param>
public sealed record FormattedText(string Text, IReadOnlyList<TextEntity> Entities)
{
    /// <summary>What Telegram's limit counts.</summary>
    public int CodePoints => Text.EnumerateRunes().Count();
}

/// <param name="Type">As in the Bot API: <c>bold</c>, <c>text_link</c> …</param>
/// <param name="Offset">In UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Argument">A link's URL, a code's language, an emoji's id; null for none.</param>
public sealed record TextEntity(string Type, int Offset, int Length, string? Argument = null);

/// <summary>Telegram's refusal to read a text; the message is the part after <c>can't parse entities: </c>.</summary>
public sealed class HtmlParseException(string message) : Exception(message);

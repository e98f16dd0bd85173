namespace QrMenuTelegram.Telegram;

public enum TextFormat
{
    Html,
    Plain,
}

/// <summary>What a message shows.</summary>
/// <param name="Text">1 to 4096 code points after entities are parsed.</param>
/// <param name="Format">How <paramref name="Text"/> is read.</param>
/// <param name="Buttons">Rows of buttons; empty for none.</param>
public sealed record MessageContent(string Text, TextFormat Format, IReadOnlyList<IReadOnlyList<Button>> Buttons)
{
    public static MessageContent Html(string html) => new(html, TextFormat.Html, []);
}

/// <param name="Text">The label, plain text.</param>
/// <param name="Data">1 to 64 bytes that come back when it is pressed.</param>
/// <param name="Style">Its colour, where the app shows one.</param>
public sealed record Button(string Text, string Data, ButtonStyle Style = ButtonStyle.Plain)
{
    /// <summary>The label where the message has several subjects and must say which this one is about; null for <see cref="Text"/>.</summary>
    public string? TextWhenShared { get; init; }
}

public enum ButtonStyle
{
    Plain,
    Primary,
    Success,
    Danger,
}

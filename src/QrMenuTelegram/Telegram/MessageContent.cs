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
    /// <summary>
    /// Where it asks whom it mentions for a reply: what stands in the empty field, 1 to 64 characters; null where it asks for
    /// none. Telegram lets nobody change such a message, and it has no buttons.
    /// </summary>
    public string? ReplyHint { get; init; }

    public static MessageContent Html(string html) => new(html, TextFormat.Html, []);
}

/// <param name="Text">The label, plain text.</param>
/// <param name="Data">1 to 64 bytes that come back when it is pressed.</param>
/// <param name="Style">Its colour, where the app shows one.</param>
public sealed record Button(string Text, string Data, ButtonStyle Style = ButtonStyle.Plain)
{
    /// <summary>The address that it opens instead of being told to us; null for none. Then <see cref="Data"/> is empty.</summary>
    public string? Url { get; init; }

    /// <summary>Whether it only shows something: a press does nothing, and <see cref="Data"/> is empty.</summary>
    public bool IsDisabled { get; init; }

    public static Button Link(string text, string url) => new(text, "") { Url = url };

    public static Button Shows(string text) => new(text, "") { IsDisabled = true };

    /// <summary>
    /// The label where the message has several subjects and must say which this one is about; null for <see cref="Text"/>.
    /// </summary>
    public string? TextWhenShared { get; init; }

    /// <summary>The same where another subject's button would read alike; null for <see cref="TextWhenShared"/>.</summary>
    public string? TextWhenAlike { get; init; }

    /// <summary>
    /// Buttons as a message of several subjects shows them: each says what it is about, and no two that do different things
    /// read alike.
    /// </summary>
    public static IReadOnlyList<Button> Shared(IReadOnlyList<Button> buttons)
    {
        var alike = buttons
            .DistinctBy(button => (Label(button), button.Data))
            .CountBy(Label)
            .Where(label => label.Value > 1)
            .Select(label => label.Key)
            .ToHashSet();
        return
        [
            .. buttons.Select(button =>
                button with
                {
                    Text = alike.Contains(Label(button)) ? button.TextWhenAlike ?? Label(button) : Label(button),
                    TextWhenShared = null,
                    TextWhenAlike = null,
                }
            ),
        ];
    }

    private static string Label(Button button) => button.TextWhenShared ?? button.Text;
}

public enum ButtonStyle
{
    Plain,
    Primary,
    Success,
    Danger,
}

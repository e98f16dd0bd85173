namespace QrMenuTelegram.Messages;

/// <summary>All texts of one language.</summary>
internal sealed class LanguageTexts(LanguageForm form)
{
    public LanguageForm Form { get; } = form;

    /// <summary>By dotted key.</summary>
    public Dictionary<string, TextTemplate> Replies { get; } = new(StringComparer.Ordinal);

    /// <summary>By event code, and <c>unknown</c>.</summary>
    public Dictionary<string, TextTemplate> Events { get; } = new(StringComparer.Ordinal);
}

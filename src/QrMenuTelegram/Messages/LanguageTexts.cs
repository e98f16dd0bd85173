using Fluid;

namespace QrMenuTelegram.Messages;

/// <summary>All texts of one language.</summary>
/// <param name="form">How it writes numbers.</param>
internal sealed class LanguageTexts(LanguageForm form)
{
    public LanguageForm Form { get; } = form;

    /// <summary>By dotted key.</summary>
    public Dictionary<string, TextTemplate> Replies { get; } = new(StringComparer.Ordinal);

    /// <summary>By event code, and <c>unknown</c>.</summary>
    public Dictionary<string, TextTemplate> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>What events' templates include, by name: <c>_head</c>.</summary>
    public Dictionary<string, TextSource> Partials { get; } = new(StringComparer.Ordinal);

    /// <summary>With the filters and partials of the language.</summary>
    public TemplateOptions? Options { get; set; }

    public static bool IsPartial(string name) => name.StartsWith('_');
}

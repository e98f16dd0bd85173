using Fluid.Values;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Messages;

/// <summary>
/// Every text that a person reads, in every language: pure rendering of embedded files (and overrides read at start).
/// Safe for concurrent use.
/// </summary>
public sealed class Texts
{
    private readonly IReadOnlyDictionary<string, LanguageTexts> _languages;

    private Texts(IReadOnlyDictionary<string, LanguageTexts> languages, string defaultLanguage, IReadOnlyList<TextProblem> problems)
    {
        _languages = languages;
        Languages = [defaultLanguage, .. languages.Keys.Where(code => code != defaultLanguage).Order(StringComparer.Ordinal)];
        Problems = problems;
    }

    /// <summary>The languages there are, the restaurant's default first.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>What is wrong with overrides and options; the embedded texts and other values are used instead.</summary>
    public IReadOnlyList<TextProblem> Problems { get; }

    /// <summary>Reads every text. Never throws for what a person wrote: that is in <see cref="Problems"/>.</summary>
    public static Texts Load(RestaurantOptions restaurant, MessagesOptions messages)
    {
        var problems = new List<TextProblem>();
        IReadOnlyList<LanguageFile> overrides = string.IsNullOrWhiteSpace(messages.Folder) ? [] : LanguageFiles.Folder(messages.Folder, problems);
        return Load(restaurant, LanguageFiles.Embedded().Concat(overrides), problems);
    }

    internal static Texts Load(RestaurantOptions restaurant, IEnumerable<LanguageFile> files, List<TextProblem> problems)
    {
        var languages = new TextsLoader(restaurant, problems).Load(files);
        var wanted = restaurant.Language.Trim().ToLowerInvariant();
        if (!languages.ContainsKey(wanted))
        {
            problems.Add(new TextProblem("Restaurant__Language", 0, $"no language \"{restaurant.Language}\"; there are: {string.Join(", ", languages.Keys)}"));
            wanted = "ru";
        }
        return new Texts(languages, wanted, problems);
    }

    /// <summary>The language to use where a chat has set none or one that is no longer there.</summary>
    /// <param name="wanted">A code or an IETF tag: <c>en</c>, <c>en-US</c>; null for the restaurant's.</param>
    public string Language(string? wanted) =>
        Find(wanted) ?? (wanted is null ? null : Find(wanted.Split('-', '_')[0])) ?? Languages[0];

    /// <summary>What the speakers of a language call it.</summary>
    public string LanguageName(string language) => _languages[language].Form.Name;

    /// <summary>A reply or a warning as Telegram HTML; every value is escaped. At most 4096 code points after parsing.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="key">Dotted, as in the language's <c>*.yaml</c> files.</param>
    /// <param name="values">
    /// What the text's placeholders stand for: string, bool, any integer, decimal, TimeSpan, DateTimeOffset, a list of
    /// these, or a list of <c>(string, object?)[]</c> for rows with fields. A string is flattened to one line and cut
    /// at 1000 code points.
    /// </param>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string Html(string language, string key, params (string Name, object? Value)[] values)
    {
        var fields = new (string, FluidValue)[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            fields[i] = (values[i].Name, TextValues.From(values[i].Value));
        }
        return TelegramHtml.Fit(Reply(language, key).Render(fields), TelegramHtml.MaxCodePoints);
    }

    /// <summary>The same as plain text, nothing escaped: button labels, toasts, descriptions in the command menu.</summary>
    public string Plain(string language, string key, params (string Name, object? Value)[] values) =>
        TelegramHtml.ToPlain(Html(language, key, values));

    /// <summary>The message of an event as Telegram HTML.</summary>
    public string Event(string language, EventCard card) => throw new NotSupportedException();

    private TextTemplate Reply(string language, string key) =>
        _languages.TryGetValue(language, out var texts) && texts.Replies.TryGetValue(key, out var template) ? template
        : _languages[TextsLoader.Complete].Replies.TryGetValue(key, out template) ? template
        : throw new KeyNotFoundException($"There is no text \"{key}\".");

    private string? Find(string? wanted) =>
        wanted is not null && _languages.ContainsKey(wanted) ? wanted.ToLowerInvariant() : null;
}

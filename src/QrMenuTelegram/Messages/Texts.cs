using System.Collections.Concurrent;
using System.Globalization;
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

    private readonly IReadOnlySet<string> _systemWaiters;

    // Whatever a chat shows is rendered here, and holds no secret.
    private readonly Masks _masks;

    private Texts(
        IReadOnlyDictionary<string, LanguageTexts> languages,
        string defaultLanguage,
        IReadOnlySet<string> systemWaiters,
        IReadOnlyList<TextProblem> problems,
        Masks masks
    )
    {
        _masks = masks;
        _languages = languages;
        _systemWaiters = systemWaiters;
        Languages = [defaultLanguage, .. languages.Keys.Where(code => code != defaultLanguage).Order(StringComparer.Ordinal)];
        Problems = problems;
    }

    /// <summary>The languages there are, the restaurant's default first.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>What is wrong with overrides and options; the embedded texts and other values are used instead.</summary>
    public IReadOnlyList<TextProblem> Problems { get; }

    /// <summary>
    /// Rewordings that passed at start and then failed with what an event or a reply really holds, once each; the embedded
    /// text was used instead.
    /// </summary>
    public ConcurrentQueue<TextProblem> Failures { get; } = [];

    /// <summary>Reads every text. Never throws for what a person wrote: that is in <see cref="Problems"/>.</summary>
    /// <param name="restaurant">The language, and who is no waiter.</param>
    /// <param name="messages">The folder with rewordings.</param>
    /// <param name="masks">Take secrets out of each rendered text; null for none.</param>
    public static Texts Load(RestaurantOptions restaurant, MessagesOptions messages, Masks? masks = null)
    {
        var problems = new List<TextProblem>();
        IReadOnlyList<LanguageFile> overrides = string.IsNullOrWhiteSpace(messages.Folder)
            ? []
            : LanguageFiles.Folder(messages.Folder, problems);
        return Load(restaurant, LanguageFiles.Embedded().Concat(overrides), problems, masks);
    }

    internal static Texts Load(
        RestaurantOptions restaurant,
        IEnumerable<LanguageFile> files,
        List<TextProblem> problems,
        Masks? masks = null
    )
    {
        var languages = new TextsLoader(restaurant, problems).Load(files);
        var wanted = restaurant.Language.Trim().ToLowerInvariant();
        if (!languages.ContainsKey(wanted))
        {
            problems.Add(
                new TextProblem(
                    "Restaurant__Language",
                    0,
                    $"no language \"{restaurant.Language}\"; there are: {string.Join(", ", languages.Keys)}"
                )
            );
            wanted = "ru";
        }
        return new Texts(languages, wanted, restaurant.SystemWaiters, problems, masks ?? new Masks());
    }

    /// <summary>The language to use where a chat has set none or one that is no longer there.</summary>
    /// <param name="wanted">A code or an IETF tag: <c>en</c>, <c>en-US</c>; null for the restaurant's.</param>
    public string Language(string? wanted) => Find(wanted) ?? (wanted is null ? null : Find(wanted.Split('-', '_')[0])) ?? Languages[0];

    /// <summary>What the speakers of a language call it.</summary>
    public string LanguageName(string language) => _languages[language].Form.Name;

    /// <summary>How the language separates decimals and groups of digits.</summary>
    public NumberFormatInfo Numbers(string language) => _languages[language].Form.Numbers;

    /// <summary>A reply or a warning as Telegram HTML; every value is escaped. At most 4096 code points after parsing.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="key">Dotted, as in the language's <c>*.yaml</c> files.</param>
    /// <param name="values">
    /// What the text's placeholders stand for: string, bool, any integer, decimal, TimeSpan, DateTimeOffset, a list of
    /// these, or a list of <c>(string, object?)[]</c> for rows with fields. A string is flattened to one line and cut
    /// at 1000 code points.
    /// </param>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string Html(string language, TextKey key, params (string Name, object? Value)[] values)
    {
        var fields = new (string, FluidValue)[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            fields[i] = (values[i].Name, TextValues.Named(values[i].Name, values[i].Value));
        }
        var html = Say(Reply(language, key), template => template.Render(fields));
        return TelegramHtml.Fit(_masks.ApplyToHtml(html), TelegramHtml.MaxCodePoints);
    }

    /// <summary>The same as plain text, nothing escaped: button labels, toasts, descriptions in the command menu.</summary>
    public string Plain(string language, TextKey key, params (string Name, object? Value)[] values) =>
        TelegramHtml.ToPlain(Html(language, key, values));

    /// <summary>The message of an event as Telegram HTML.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="card">The event.</param>
    /// <returns>At most <see cref="EventLayout.Longest"/> code points, which leaves room for a line or two above or below it.</returns>
    public string Event(string language, EventCard card)
    {
        var layout = new EventLayout(card, _systemWaiters);
        return _masks.ApplyToHtml(Say(Find(language, layout.Name, texts => texts.Events)!, layout.Render));
    }

    // What was reworded is checked each time: a rewording that fails must not cost the message.
    private string Say(TextTemplate template, Func<TextTemplate, string> render)
    {
        for (; template.Fallback is { } fallback; template = fallback)
        {
            string? problem;
            try
            {
                var html = render(template);
                problem = TelegramHtml.Problem(html);
                if (
                    problem is null
                    || (
                        html.Length > TelegramHtml.MaxCodePoints
                        && TelegramHtml.Problem(TelegramHtml.Fit(html, TelegramHtml.MaxCodePoints)) is null
                    )
                )
                {
                    return html;
                }
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                problem = error.Message;
            }
            if (template.FailsFirst())
            {
                Failures.Enqueue(new TextProblem(template.Source.File, template.Source.Line, problem));
            }
        }
        return render(template);
    }

    private TextTemplate Reply(string language, TextKey key) =>
        Find(language, key.Name, texts => texts.Replies) ?? throw new KeyNotFoundException($"There is no text \"{key}\".");

    private TextTemplate? Find(string language, string key, Func<LanguageTexts, Dictionary<string, TextTemplate>> texts) =>
        (_languages.TryGetValue(language, out var found) ? texts(found).GetValueOrDefault(key) : null)
        ?? texts(_languages[TextsLoader.Complete]).GetValueOrDefault(key);

    private string? Find(string? wanted) => wanted is not null && _languages.ContainsKey(wanted) ? wanted.ToLowerInvariant() : null;
}

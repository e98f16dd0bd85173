using System.Text.RegularExpressions;
using Fluid;
using QrMenuTelegram.Events;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Messages;

/// <summary>
/// Puts the files of <see cref="MessagesOptions.Folder"/> above the embedded ones of a language, each only after it
/// rendered every sample to HTML that Telegram takes; the others are problems, and the embedded text stays.
/// </summary>
/// <param name="texts">The language as embedded; empty for one that is not.</param>
/// <param name="complete">The language that has every text.</param>
/// <param name="options">Template options with given partials, in the language.</param>
/// <param name="problems">Gets what is wrong.</param>
internal sealed partial class Overrides(
    LanguageTexts texts,
    LanguageTexts complete,
    Func<IReadOnlyDictionary<string, TextSource>, TemplateOptions> options,
    List<TextProblem> problems
)
{
    private static readonly IReadOnlySet<string> NoWaiters = new HashSet<string>();

    public void Apply(IReadOnlyList<TextSource> replies, IReadOnlyList<TextSource> files)
    {
        foreach (var source in replies)
        {
            Reply(source);
        }
        foreach (var source in files.Where(file => LanguageTexts.IsPartial(file.Key)))
        {
            Partial(source);
        }
        texts.Options = options(texts.Partials);
        if (files.Any(file => LanguageTexts.IsPartial(file.Key)))
        {
            foreach (var (name, embedded) in texts.Events.ToList())
            {
                texts.Events[name] = new TextTemplate(embedded.Source, texts.Options, embedded);
            }
        }
        foreach (var source in files.Where(file => !LanguageTexts.IsPartial(file.Key)))
        {
            Event(source);
        }
    }

    private void Reply(TextSource source)
    {
        if (Find(source.Key, texts.Replies, complete.Replies) is not { } embedded)
        {
            problems.Add(new TextProblem(source.File, source.Line, $"there is no text \"{source.Key}\" to reword"));
            return;
        }
        var template = new TextTemplate(source, texts.Options!, embedded);
        var known = TextShape.Read(embedded.Parsed);
        if (
            IsSound(
                template,
                source,
                shape =>
                    UnknownName(shape, known.Names, known.Assigned)
                    ?? TextSamples
                        .For(shape)
                        .Concat(TextSamples.For(known))
                        .Select(values => Problem(() => template.Render(values)))
                        .FirstOrDefault(problem => problem is not null)
            )
        )
        {
            texts.Replies[source.Key] = template;
        }
    }

    private void Partial(TextSource source)
    {
        if (!complete.Partials.ContainsKey(source.Key))
        {
            problems.Add(
                new TextProblem(
                    source.File,
                    0,
                    $"there is no part \"{source.Key}\" to reword; there are: {string.Join(", ", complete.Partials.Keys.Order())}"
                )
            );
            return;
        }
        var withIt = new Dictionary<string, TextSource>(texts.Partials) { [source.Key] = source };
        var tried = options(withIt);
        if (
            IsSound(
                new TextTemplate(source, tried, null),
                source,
                shape =>
                    UnknownEventName(shape)
                    ?? complete
                        .Events.Keys.Select(name => Problem(Find(name, texts.Events, complete.Events)!.Source, name, tried))
                        .FirstOrDefault(problem => problem is not null)
            )
        )
        {
            texts.Partials[source.Key] = source;
        }
    }

    private void Event(TextSource source)
    {
        if (Find(source.Key, texts.Events, complete.Events) is not { } embedded)
        {
            problems.Add(
                new TextProblem(
                    source.File,
                    0,
                    $"there is no event \"{source.Key}\"; there are: {string.Join(", ", complete.Events.Keys.Order())}"
                )
            );
            return;
        }
        var template = new TextTemplate(source, texts.Options!, embedded);
        if (IsSound(template, source, shape => UnknownEventName(shape) ?? Problem(source, source.Key, texts.Options!)))
        {
            texts.Events[source.Key] = template;
        }
    }

    private bool IsSound(TextTemplate template, TextSource source, Func<TextShape, string?> problem)
    {
        try
        {
            if (problem(TextShape.Read(template.Parsed)) is not { } found)
            {
                return true;
            }
            problems.Add(new TextProblem(source.File, LineOf(source, found), $"{Where(source)}{found}"));
        }
        catch (Exception error) when (error is ParseException or FluidException or InvalidOperationException)
        {
            problems.Add(new TextProblem(source.File, LineOf(source, error.Message), Where(source) + error.Message.Split('\n')[0]));
        }
        return false;
    }

    private static string? Problem(TextSource source, string name, TemplateOptions options)
    {
        var template = new TextTemplate(source, options, null);
        return CardSamples
            .For(name)
            .Select(card => Problem(() => new EventLayout(card, NoWaiters).Render(template)))
            .FirstOrDefault(problem => problem is not null);
    }

    // A text of nothing but values is empty where there are none: no fault of the template.
    private static string? Problem(Func<string> render)
    {
        try
        {
            var html = render();
            return html.Length == 0 ? null : TelegramHtml.Problem(html);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return error.Message;
        }
    }

    private string? UnknownEventName(TextShape shape)
    {
        var names = CardSamples
            .For("unknown")
            .Concat(CardSamples.For(EventCodes.SaveOrder))
            .SelectMany(card => new EventLayout(card, NoWaiters).Names);
        var assigned = complete.Events.Values.Select(template => template.Parsed).SelectMany(parsed => TextShape.Read(parsed).Assigned);
        return UnknownName(shape, [.. names], [.. assigned]);
    }

    private static string? UnknownName(TextShape shape, IEnumerable<string> known, IEnumerable<string> assigned)
    {
        var all = known.ToHashSet();
        return shape.Names.FirstOrDefault(name => !all.Contains(name) && !assigned.Contains(name)) is { } unknown
            ? $"there is no value \"{unknown}\"; there are: {string.Join(", ", all.Order())}"
            : null;
    }

    private static T? Find<T>(string key, Dictionary<string, T> first, Dictionary<string, T> second)
        where T : class => first.GetValueOrDefault(key) ?? second.GetValueOrDefault(key);

    private static string Where(TextSource source) =>
        source.File.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) ? $"\"{source.Key}\": " : "";

    // Fluid says "… at (line:column)", counted from the beginning of the template.
    private static int LineOf(TextSource source, string message) =>
        Position().Match(message) is { Success: true } match ? source.Line + int.Parse(match.Groups[1].ValueSpan) - 1 : source.Line;

    [GeneratedRegex(@"at \((\d+):\d+\)")]
    private static partial Regex Position();
}

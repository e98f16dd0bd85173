using System.Globalization;
using Fluid;

namespace QrMenuTelegram.Messages;

/// <summary>Builds every language from the embedded files and the folder of overrides.</summary>
internal sealed class TextsLoader(RestaurantOptions restaurant, List<TextProblem> problems)
{
    /// <summary>The language whose texts stand in for those that another one lacks.</summary>
    public const string Complete = "en";

    private const string FormFile = "language";

    private readonly Dictionary<string, LanguageTexts> _languages = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, LanguageTexts> Load(IEnumerable<LanguageFile> files)
    {
        foreach (var language in files.GroupBy(file => file.Language).OrderBy(group => group.Key != Complete))
        {
            Load(language.Key, [.. language]);
        }
        return _languages;
    }

    private void Load(string code, IReadOnlyList<LanguageFile> files)
    {
        var forms = files.Where(file => IsForm(file)).SelectMany(file => TextSource.FromYaml(file, problems));
        var form = LanguageFormReader.Read(code, [.. forms], problems);
        var texts = new LanguageTexts(form);
        _languages[code] = texts;
        var complete = _languages[Complete];
        foreach (var partial in complete.Partials)
        {
            texts.Partials[partial.Key] = partial.Value;
        }
        Embed(texts, [.. Replies(files, isOverride: false)], [.. Files(files, isOverride: false)]);
        if (files.Any(file => file.IsOverride))
        {
            new Overrides(texts, complete, partials => Options(form, partials), problems).Apply(
                [.. Replies(files, isOverride: true)],
                [.. Files(files, isOverride: true)]
            );
        }
    }

    private void Embed(LanguageTexts texts, IReadOnlyList<TextSource> replies, IReadOnlyList<TextSource> files)
    {
        foreach (var partial in files.Where(file => LanguageTexts.IsPartial(file.Key)))
        {
            texts.Partials[partial.Key] = partial;
        }
        var options = texts.Options = Options(texts.Form, new Dictionary<string, TextSource>(texts.Partials));
        foreach (var source in replies)
        {
            if (!texts.Replies.TryAdd(source.Key, new TextTemplate(source, options, null)))
            {
                problems.Add(new TextProblem(source.File, source.Line, $"\"{source.Key}\" is there twice"));
            }
        }
        foreach (var source in files.Where(file => !LanguageTexts.IsPartial(file.Key)))
        {
            texts.Events[source.Key] = new TextTemplate(source, options, null);
        }
    }

    private IEnumerable<TextSource> Replies(IEnumerable<LanguageFile> files, bool isOverride) =>
        files
            .Where(file => file.IsOverride == isOverride && file.IsYaml && !IsForm(file))
            .SelectMany(file => TextSource.FromYaml(file, problems));

    private static IEnumerable<TextSource> Files(IEnumerable<LanguageFile> files, bool isOverride) =>
        files
            .Where(file => file.IsOverride == isOverride && !file.IsYaml)
            .Select(file => new TextSource(file.BaseName, file.Content, file.Path, 1, isOverride));

    private static bool IsForm(LanguageFile file) => file.IsYaml && file.BaseName == FormFile;

    private TemplateOptions Options(LanguageForm form, IReadOnlyDictionary<string, TextSource> partials)
    {
        var options = new TemplateOptions
        {
            CultureInfo = CultureInfo.InvariantCulture,
            TimeZone = restaurant.TimeZone,
            FileProvider = new PartialFiles(partials),
            StrictFilters = true,
            Greedy = false,
        };
        new TextFilters(form, restaurant.TimeZone, restaurant.Currency).AddTo(options.Filters);
        TemplateLimits.ApplyTo(options);
        return options;
    }
}

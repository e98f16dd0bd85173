using System.Globalization;
using Fluid;

namespace QrMenuTelegram.Messages;

/// <summary>Builds every language from the embedded files and the folder of overrides.</summary>
internal sealed class TextsLoader(RestaurantOptions restaurant, List<TextProblem> problems)
{
    /// <summary>The language whose texts stand in for those that another one lacks.</summary>
    public const string Complete = "en";

    private const string FormFile = "language";

    private readonly TimeZoneInfo _timeZone = FindTimeZone(restaurant.TimeZone, problems);
    private readonly Dictionary<string, LanguageTexts> _languages = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, LanguageTexts> Load(IEnumerable<LanguageFile> files)
    {
        foreach (var language in files.GroupBy(file => file.Language).OrderBy(group => group.Key != Complete))
        {
            _languages[language.Key] = LoadLanguage(language.Key, [.. language]);
        }
        return _languages;
    }

    private LanguageTexts LoadLanguage(string code, IReadOnlyList<LanguageFile> files)
    {
        var sources = files.Where(file => file.IsYaml).ToLookup(file => file.BaseName == FormFile, file => TextSource.FromYaml(file, problems));
        var form = LanguageFormReader.Read(code, [.. sources[true].SelectMany(list => list)], problems);
        var texts = new LanguageTexts(form);
        var options = Options(form);
        foreach (var source in sources[false].SelectMany(list => list))
        {
            texts.Replies.TryGetValue(source.Key, out var overridden);
            texts.Replies[source.Key] = new TextTemplate(source, options, overridden);
        }
        return texts;
    }

    private TemplateOptions Options(LanguageForm form)
    {
        var options = new TemplateOptions
        {
            CultureInfo = CultureInfo.InvariantCulture,
            TimeZone = _timeZone,
            MaxSteps = 100_000,
            MaxRecursion = 20,
        };
        new TextFilters(form, _timeZone, restaurant.Currency).AddTo(options.Filters);
        return options;
    }

    private static TimeZoneInfo FindTimeZone(string name, List<TextProblem> problems)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }
        problems.Add(new TextProblem("Restaurant__TimeZone", 0, $"no time zone \"{name}\" here; give one like Europe/Moscow, and see that the system has tzdata. Times are shown in UTC"));
        return TimeZoneInfo.Utc;
    }
}

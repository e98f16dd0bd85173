using System.Text.Json;
using System.Text.RegularExpressions;
using QrMenuTelegram.Playground;

namespace QrMenuTelegram.Tests.Playground;

/// <summary>The page's own words, in its embedded files.</summary>
public sealed partial class PageWordsTests
{
    [Fact]
    public void Both_languages_have_the_same_words_and_placeholders()
    {
        var ru = Words("ru");
        var en = Words("en");

        ru.Keys.ShouldBe(en.Keys, ignoreOrder: true);
        foreach (var (key, text) in ru)
        {
            string.IsNullOrWhiteSpace(text).ShouldBeFalse(key);
            Placeholders(text).ShouldBe(Placeholders(en[key]), ignoreOrder: true, key);
        }
    }

    [Fact]
    public void Every_word_that_the_page_asks_for_is_there()
    {
        var words = Words("en").Keys.ToHashSet();
        var asked = Scripts().SelectMany(script => AskedFor().Matches(script)).Select(m => m.Groups[1].Value).Distinct().ToList();

        asked.Count.ShouldBeGreaterThan(40);
        asked
            .Where(key => !words.Contains(key) && !words.Any(word => word.StartsWith(key, StringComparison.Ordinal) && key.EndsWith('.')))
            .ShouldBeEmpty();
    }

    private static Dictionary<string, string> Words(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Asset($"page/i18n/{language}.json"))!;

    private static IEnumerable<string> Scripts() =>
        typeof(PlaySession).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".js", StringComparison.Ordinal)).Select(Asset);

    private static string Asset(string name)
    {
        using var reader = new StreamReader(typeof(PlaySession).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static List<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Value).Distinct()];

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bt\('([a-z][\w.-]*)'")]
    private static partial Regex AskedFor();
}

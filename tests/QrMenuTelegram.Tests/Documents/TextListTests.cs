using System.Text;
using System.Text.RegularExpressions;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Documents;

/// <summary>What restaurants read before they reword a text.</summary>
public sealed partial class TextListTests
{
    private const string Document = "docs/texts.md";

    /// <summary>Written anew with <c>ACCEPT_SNAPSHOTS=1</c>.</summary>
    [Fact]
    public void The_list_of_texts_and_their_values_is_that_of_the_program()
    {
        var list = List();
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, Document), list);
        }
        Repository.Read(Document).ShouldBe(list, "run this test once with ACCEPT_SNAPSHOTS=1");
    }

    [Fact]
    public void Every_filter_of_our_own_is_explained()
    {
        var guide = Repository.Read("docs/operating.md");
        var filters = Filter()
            .Matches(Repository.Read("src/QrMenuTelegram/Messages/TextFilters.cs"))
            .Select(match => match.Groups["name"].Value)
            .ToList();
        filters.Count.ShouldBeGreaterThan(5);
        filters.ShouldAllBe(name =>
            guide.Contains($"`{name}`", StringComparison.Ordinal) || guide.Contains($"`{name}:", StringComparison.Ordinal)
        );
    }

    private static string List()
    {
        var texts = new TextsLoader(new RestaurantOptions(), []).Load(LanguageFiles.Embedded())["en"];
        var list = new StringBuilder(
            "# All texts and their values\n\n"
                + "A list `rows[]` has elements, and `rows[].name` is a field of each. How to reword: [Your own "
                + "words](operating.md#your-own-words). "
                + "This list is made of the program's texts, and a test keeps it so.\n"
        );
        list.Append("\n## Events\n\n| file | is for |\n| --- | --- |\n");
        foreach (var name in texts.Events.Keys.Order(StringComparer.Ordinal))
        {
            list.Append($"| `{name}.liquid` | {(name == "unknown" ? "what could not be understood" : $"the event `{name}`")} |\n");
        }
        foreach (var name in texts.Partials.Keys.Order(StringComparer.Ordinal))
        {
            list.Append($"| `{name}.liquid` | a part of these |\n");
        }
        var values = texts.Events.Keys.SelectMany(CardSamples.For).SelectMany(card => new EventLayout(card, new HashSet<string>()).Names);
        list.Append("\nEach may say: ").Append(Names(values)).Append(".\n");
        foreach (
            var file in texts
                .Replies.Values.GroupBy(text => Path.GetFileName(text.Source.File))
                .OrderBy(file => file.Key, StringComparer.Ordinal)
        )
        {
            list.Append($"\n## {file.Key}\n\n| text | values |\n| --- | --- |\n");
            foreach (var text in file.OrderBy(text => text.Source.Key, StringComparer.Ordinal))
            {
                list.Append($"| `{text.Source.Key}` | {Names(TextShape.Read(text.Parsed).Names)} |\n");
            }
        }
        return list.ToString();
    }

    private static string Names(IEnumerable<string> names) =>
        string.Join(", ", names.Distinct().Order(StringComparer.Ordinal).Select(name => $"`{name}`"));

    [GeneratedRegex("AddFilter\\(\"(?<name>\\w+)\"")]
    private static partial Regex Filter();
}

using System.Text.RegularExpressions;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary>Reads <c>HALL TABLES</c>: where the name ends and the tables begin. Pure.</summary>
/// <param name="Name">The hall, white space collapsed.</param>
/// <param name="Tables">The rest as typed: a list, <c>-</c> to remove the hall, '' to show it.</param>
internal sealed partial record HallDefinition(string Name, string Tables)
{
    /// <param name="words">What was typed, without the server.</param>
    /// <param name="restaurant">Whose halls and tables are known.</param>
    public static Parsed<HallDefinition, Complaint> Read(string words, Restaurant restaurant)
    {
        if (words.Length == 0)
        {
            return new Complaint(TextKeys.Hall.Form);
        }
        var quoted = QuotedName().Match(words);
        var (name, tables) = quoted.Success
            ? (quoted.Groups["name"].Value.Replace("\"\"", "\"", StringComparison.Ordinal), words[quoted.Length..])
            : KnownPrefix(words, restaurant) ?? FirstWord(words);
        name = new TableName(name).Text;
        tables = tables.Trim().TrimStart(':').Trim();
        tables = PlainText.Simplify(tables).Trim() == "-" ? "-" : tables;
        return !quoted.Success && SpacedName(name, tables, restaurant) is { } whole
                ? new Complaint(
                    TextKeys.Hall.SpacedName,
                    ("form", $"/hall \"{whole.Name}\" {whole.Tables}"),
                    ("other", $"/hall \"{name}\" {tables}")
                )
            : CanBeName(name) ? new HallDefinition(name, tables)
            : new Complaint(TextKeys.Hall.BadName, ("name", name));
    }

    // /hall Летняя веранда 5-9: an unquoted name whose second word no table bears.
    private static (string Name, string Tables)? SpacedName(string name, string tables, Restaurant restaurant)
    {
        var words = tables.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var seen = restaurant.TablesOn(null).ToHashSet();
        var of = words
            .TakeWhile(word =>
                word.All(c => char.IsLetter(c) || c is '\'' or '’') && !ListParser.IsAny(word) && !seen.Contains(new TableName(word))
            )
            .ToList();
        var isRestTables = words.Skip(of.Count).Any(word => word.Any(char.IsAsciiDigit) || word == "-");
        return of.Count == 0 || !isRestTables || restaurant.Named(name).Count > 0
            ? null
            : (string.Join(' ', [name, .. of]), string.Join(' ', words.Skip(of.Count)));
    }

    // The longest known hall that the words begin with: it needs no quotes.
    private static (string, string)? KnownPrefix(string words, Restaurant restaurant)
    {
        for (var end = words.Length; end > 0; end = words.LastIndexOf(' ', end - 1))
        {
            if (restaurant.Named(words[..end]).Count > 0)
            {
                return (words[..end], words[end..]);
            }
        }
        return null;
    }

    private static (string, string) FirstWord(string words)
    {
        var length = words.TakeWhile(c => !char.IsWhiteSpace(c)).Count();
        return (words[..length].TrimEnd(':'), words[length..]);
    }

    // A hall called 5, A1-A8 or "all" could not be told from tables.
    private static bool CanBeName(string name) =>
        name.Any(char.IsLetter)
        && !PlaceParser.MeansAll(name)
        && (name.Contains(' ', StringComparison.Ordinal) || (TableList.Read(name).IsWrong(out _, out var list) || list.Tables.Count == 1));

    [GeneratedRegex(
        "^(\"(?<name>([^\"]|\"\")+)\"|«(?<name>[^»]+)»|“(?<name>[^”]+)”|„(?<name>[^“]+)“)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex QuotedName();
}

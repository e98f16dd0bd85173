using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>Reads which tables are meant: a hall's name, a list of tables, or a word for all. Pure.</summary>
/// <param name="restaurant">What there is.</param>
/// <param name="mayDefine">Whether who asks may define halls: then a wrong name is answered with how.</param>
internal sealed class PlaceWords(Restaurant restaurant, bool mayDefine = true)
{
    private static readonly string[] WordsForAll = ["all", "все", "всё", "*"];

    public static bool MeansAll(string word) => WordsForAll.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <param name="place">What was typed.</param>
    /// <param name="server">The server that was named; null for none.</param>
    /// <param name="hall">The hall; null for none.</param>
    /// <param name="tables">The listed tables; with no hall empty for all.</param>
    /// <returns>What is wrong; null when it is understood.</returns>
    public Complaint? Read(string place, string? server, out Hall? hall, out IReadOnlyList<TableName> tables)
    {
        (hall, tables) = (null, []);
        if (place.Length == 0 || MeansAll(place))
        {
            return null;
        }
        if (restaurant.Named(Unquoted(place)) is { Count: > 0 } halls)
        {
            return HallWords.Choose(halls, server, out hall);
        }
        switch (TableList.Read(place))
        {
            case TableList.Reading.Wrong wrong:
                return TableWords.Complain(wrong);
            case TableList.Reading.Ok ok:
                tables = ok.Tables;
                return Suspect(place, server, ok.Tables);
            default:
                return null;
        }
    }

    // What was read as tables, but was more probably meant as a hall.
    private Complaint? Suspect(string place, string? server, IReadOnlyList<TableName> tables)
    {
        if (tables.FirstOrDefault(table => restaurant.Named(table.Text).Count > 0) is { Text: { } one })
        {
            return new Complaint("subscribe.hall_among_tables", ("hall", one));
        }
        var known = restaurant.TablesOn(server).ToHashSet();
        var strange = tables.Where(table => !known.Contains(table) && !table.Text.Any(char.IsAsciiDigit)).ToList();
        var halls = restaurant.Halls.Select(hall => hall.Name).ToList();
        var nearest = strange.Count == 0 ? null : Nearest.Find(Unquoted(place), halls)
            ?? strange.Select(table => Nearest.Find(table.Text, halls)).FirstOrDefault(name => name is not null);
        var areWordsOfOneName = strange.Count > 1 && strange.Count == tables.Count && !place.Contains(',', StringComparison.Ordinal) && !place.Contains('"', StringComparison.Ordinal);
        return nearest is null && !areWordsOfOneName ? null
            : new Complaint("subscribe.unknown_hall",
                ("name", Unquoted(place)), ("nearest", nearest), ("halls", halls), ("quoted", mayDefine ? TableList.Quoted(Unquoted(place)) : null));
    }

    private static string Unquoted(string text) => TableList.Read(text) is TableList.Reading.Ok { Tables: [var only] } ? only.Text : text;
}

using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>Reads which tables are meant: a hall's name, a list of tables, or a word for all. For one reading.</summary>
/// <param name="restaurant">What there is.</param>
/// <param name="mayDefine">Whether who asks may define halls: then a wrong name is answered with how.</param>
internal sealed class PlaceWords(Restaurant restaurant, bool mayDefine = true)
{
    public static bool MeansAll(string words) => ListWords.MeansAll(PlainText.Simplify(words));

    /// <summary>Names that no event and no hall bears and that look like no number of a table: to be asked about.</summary>
    public IReadOnlyList<TableName> Doubts { get; private set; } = [];

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
        if (restaurant.Named(HallName(place)) is { Count: > 0 } halls)
        {
            return HallWords.Choose(halls, server, out hall);
        }
        if (ReadTables(place, server, out tables) is { } wrong)
        {
            return wrong;
        }
        return Suspect(place, server, tables);
    }

    /// <summary>Reads a list of tables where no hall can be meant.</summary>
    public Complaint? ReadTables(string list, string? server, out IReadOnlyList<TableName> tables)
    {
        tables = [];
        switch (TableList.Read(list))
        {
            case TableList.Reading.Wrong wrong:
                return TableWords.Complain(wrong);
            case TableList.Reading.Ok ok:
                tables = ok.Tables;
                if (ok.Doubtful.FirstOrDefault(name => restaurant.Words.Find(name.Text) is not null) is { Text: { } word })
                {
                    return new Complaint(TextKeys.TableList.RoleAmongTables, ("name", word), ("quoted", TableList.InQuotes(word)));
                }
                var known = restaurant.TablesOn(server).ToHashSet();
                Doubts = [.. ok.Doubtful.Where(name => !known.Contains(name))];
                return null;
            default:
                return null;
        }
    }

    // What was read as tables, but was more probably meant as a hall.
    private Complaint? Suspect(string place, string? server, IReadOnlyList<TableName> tables)
    {
        if (tables.FirstOrDefault(table => restaurant.Named(table.Text).Count > 0) is { Text: { } one })
        {
            return new Complaint(TextKeys.Subscribe.HallAmongTables, ("hall", one));
        }
        var known = restaurant.TablesOn(server).ToHashSet();
        var strange = tables.Where(table => !known.Contains(table) && !table.Text.Any(char.IsAsciiDigit)).ToList();
        var halls = restaurant.Halls.Select(hall => hall.Name).ToList();
        var nearest = strange.Count == 0 ? null : Nearest.Find(HallName(place), halls)
            ?? strange.Select(table => Nearest.Find(table.Text, halls)).FirstOrDefault(name => name is not null);
        var areWordsOfOneName = strange.Count > 1 && strange.Count == tables.Count && !place.Contains(',', StringComparison.Ordinal) && !place.Contains('"', StringComparison.Ordinal);
        return nearest is null && !areWordsOfOneName ? null
            : new Complaint(TextKeys.Subscribe.UnknownHall,
                ("name", HallName(place)), ("nearest", nearest), ("halls", halls), ("quoted", mayDefine ? TableList.Quoted(HallName(place)) : null));
    }

    private static string HallName(string place) =>
        Pieces.Of(place, out var pieces) is null && pieces is [{ InQuotes: true } only] ? new TableName(only.Text).Text : place.Trim().Trim('.', ':', ',');
}

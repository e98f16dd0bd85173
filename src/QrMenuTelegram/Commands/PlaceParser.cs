using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>Which tables are meant.</summary>
/// <param name="Hall">The hall; null for none.</param>
/// <param name="Tables">The listed tables; with no hall empty for all.</param>
/// <param name="Doubts">Names that no event and no hall bears and that look like no number of a table: to be asked about.</param>
internal sealed record TypedPlace(Hall? Hall, IReadOnlyList<TableName> Tables, IReadOnlyList<TableName> Doubts);

/// <summary>Reads which tables are meant: a hall's name, a list of tables, or a word for all.</summary>
/// <param name="restaurant">What there is.</param>
/// <param name="mayDefine">Whether who asks may define halls: then a wrong name is answered with how.</param>
internal sealed class PlaceParser(Restaurant restaurant, bool mayDefine = true)
{
    public static bool MeansAll(string words) => ListParser.MeansAll(PlainText.Simplify(words));

    /// <param name="place">What was typed.</param>
    /// <param name="server">The server that was named; null for none.</param>
    public Parsed<TypedPlace, Complaint> Read(string place, string? server)
    {
        if (place.Length == 0 || MeansAll(place))
        {
            return new TypedPlace(null, [], []);
        }
        if (restaurant.Named(HallName(place)) is { Count: > 0 } halls)
        {
            return HallChoice.Choose(halls, server).IsWrong(out var which, out var hall) ? which : new TypedPlace(hall, [], []);
        }
        if (ReadTables(place, server).IsWrong(out var wrong, out var typed))
        {
            return wrong;
        }
        return Suspect(place, server, typed.Tables) is { } suspicion ? suspicion : typed;
    }

    /// <summary>Reads a list of tables where no hall can be meant.</summary>
    public Parsed<TypedPlace, Complaint> ReadTables(string list, string? server)
    {
        if (TableList.Read(list).IsWrong(out var wrong, out var typed))
        {
            return TableMessages.Complain(wrong);
        }
        if (typed.Doubtful.FirstOrDefault(name => restaurant.Words.Find(name.Text) is not null) is { Text: { } word })
        {
            return new Complaint(TextKeys.TableList.RoleAmongTables, ("name", word), ("quoted", TableList.InQuotes(word)));
        }
        var known = restaurant.TablesOn(server).ToHashSet();
        return new TypedPlace(null, typed.Tables, [.. typed.Doubtful.Where(name => !known.Contains(name))]);
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
        var nearest =
            strange.Count == 0
                ? null
                : Nearest.Find(HallName(place), halls)
                    ?? strange.Select(table => Nearest.Find(table.Text, halls)).FirstOrDefault(name => name is not null);
        var areWordsOfOneName =
            strange.Count > 1
            && strange.Count == tables.Count
            && !place.Contains(',', StringComparison.Ordinal)
            && !place.Contains('"', StringComparison.Ordinal);
        return nearest is null && !areWordsOfOneName
            ? null
            : new Complaint(
                TextKeys.Subscribe.UnknownHall,
                ("name", HallName(place)),
                ("nearest", nearest),
                ("halls", halls),
                ("quoted", mayDefine ? TableList.Quoted(HallName(place)) : null)
            );
    }

    private static string HallName(string place) =>
        Pieces.Split(place, out var pieces) is null && pieces is [{ InQuotes: true } only]
            ? new TableName(only.Text).Text
            : place.Trim().Trim('.', ':', ',');
}

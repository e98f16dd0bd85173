using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>Reads the typed form of /subscribe: <c>[@NAME] ROLE or CODES [TABLES or HALL]</c>. Pure.</summary>
internal sealed class SubscribeWords(Restaurant restaurant, Destination here)
{
    private static readonly string[] WordsForAll = ["all", "все", "*"];

    public static bool MeansAll(string word) => WordsForAll.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <returns>What is wrong; null when <paramref name="wanted"/> says what is wanted.</returns>
    public Complaint? Read(string words, out NewSubscription? wanted)
    {
        wanted = null;
        if (restaurant.TakeServer(words, out var server, out var rest) is { } unknownServer)
        {
            return unknownServer;
        }
        if (ReadWhat(rest, out var what, out var place) is { } unknownWhat)
        {
            return unknownWhat;
        }
        if (ReadPlace(place, server, out var hall, out var tables) is { } wrongPlace)
        {
            return wrongPlace;
        }
        wanted = new NewSubscription(here, hall?.Server ?? server, what!, hall, tables);
        return null;
    }

    private Complaint? ReadWhat(string words, out CodeList? what, out string place)
    {
        var length = LengthOfCodes(words);
        (what, place) = (null, words[length..].Trim());
        switch (CodeList.Read(words[..length]))
        {
            case CodeList.Reading.Ok ok:
                what = ok.List;
                return null;
            case CodeList.Reading.Wrong wrong:
                return new Complaint("subscribe.unknown_what", ("name", wrong.Piece), ("nearest", wrong.Nearest), ("several", restaurant.Servers.Several));
            default:
                return null;
        }
    }

    // The first word, and further ones as long as a comma joins them.
    private static int LengthOfCodes(string words)
    {
        for (var at = 0; at < words.Length; at++)
        {
            if (char.IsWhiteSpace(words[at]) && !words[..at].TrimEnd().EndsWith(',') && !words[at..].TrimStart().StartsWith(','))
            {
                return at;
            }
        }
        return words.Length;
    }

    private Complaint? ReadPlace(string place, string? server, out Hall? hall, out IReadOnlyList<TableName> tables)
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
            : new Complaint("subscribe.unknown_hall", ("name", Unquoted(place)), ("nearest", nearest), ("halls", halls), ("quoted", TableList.Quoted(Unquoted(place))));
    }

    private static string Unquoted(string text) => TableList.Read(text) is TableList.Reading.Ok { Tables: [var only] } ? only.Text : text;
}

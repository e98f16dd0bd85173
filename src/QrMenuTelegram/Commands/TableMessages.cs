using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>What is said about tables that somebody typed.</summary>
internal static class TableMessages
{
    private const int MostListed = 10;

    public static Complaint Complain(TableListComplaint wrong) =>
        new(TextKeys.TableList.Wrong, ("fault", Word(wrong.Fault)), ("piece", wrong.Piece), ("form", wrong.Form));

    /// <summary>
    /// A line on those tables that no event has named yet, with the nearest that one has; null where all are known, or
    /// where nothing was seen at all yet.
    /// </summary>
    public static string? Unseen(CommandContext context, Restaurant restaurant, string? server, IReadOnlyList<TableName> tables)
    {
        var seen = restaurant.SeenOn(server).Select(table => new TableName(table.Name)).ToHashSet();
        var unseen = tables.Where(table => !seen.Contains(table)).ToList();
        if (seen.Count == 0 || unseen.Count == 0)
        {
            return null;
        }
        var nearest = unseen
            .Select(table => Nearest.Find(table.Text, seen.Select(known => known.Text)))
            .FirstOrDefault(name => name is not null);
        return context.Html(
            TextKeys.TableList.Unseen,
            ("tables", SubscriptionText.Tables([.. unseen.Take(MostListed)])),
            ("more", Math.Max(0, unseen.Count - MostListed)),
            ("nearest", nearest)
        );
    }

    // As the texts know them, whatever the code calls them.
    private static string Word(TableListFault fault) =>
        fault switch
        {
            TableListFault.Empty => "Empty",
            TableListFault.OpenQuote => "OpenQuote",
            TableListFault.QuoteInside => "QuoteInside",
            TableListFault.EmptyName => "EmptyName",
            TableListFault.WordForTable => "WordForTable",
            TableListFault.ServerInside => "ServerInside",
            TableListFault.HalfRange => "HalfRange",
            TableListFault.BackwardRange => "BackwardRange",
            TableListFault.WideRange => "WideRange",
            TableListFault.TooMany => "TooMany",
            TableListFault.AllExcept => "AllExcept",
            TableListFault.NotAmong => "NotAmong",
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
        };
}

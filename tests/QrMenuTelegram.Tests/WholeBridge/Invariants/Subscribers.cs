using System.Globalization;
using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>Who should get an event, worked out from the rows alone, without the bridge's router.</summary>
internal static class Subscribers
{
    public static IReadOnlyList<Place> Of(Simulation run, GuestEvent guestEvent)
    {
        var table = guestEvent.Table.ToString(CultureInfo.InvariantCulture);
        var hallsWithTable = Rows.All<HallRow>(run, $"SELECT h.id AS Id, h.server AS Server FROM halls h JOIN hall_tables t ON t.hall_id = h.id WHERE t.table_name = '{table}'")
            .Where(hall => IsOf(hall.Server, guestEvent)).Select(hall => hall.Id).ToHashSet();
        return
        [
            .. Rows.All<Row>(run, "SELECT chat_id AS ChatId, topic_id AS TopicId, server AS Server, role AS Role, codes AS Codes, ifnull(hall_id, 0) AS HallId, tables AS Tables FROM subscriptions")
                .Where(row => IsOf(row.Server, guestEvent) && Codes(row).Contains(guestEvent.Code)
                    && (row.HallId != 0 ? hallsWithTable.Contains(row.HallId) : row.Tables.Length == 0 || Holds(row.Tables, guestEvent.Table)))
                .Select(row => new Place(row.ChatId, row.TopicId))
                .Distinct()
                .OrderBy(place => place.ChatId).ThenBy(place => place.TopicId),
        ];
    }

    private static bool IsOf(string server, GuestEvent guestEvent) => server.Length == 0 || server == guestEvent.Server;

    private static IReadOnlyList<string> Codes(Row row) => row.Role switch
    {
        "waiter" or "manager" => EventCodes.All,
        "kitchen" => [EventCodes.SaveOrder, EventCodes.AdditionalOrder],
        "cashier" => [EventCodes.BillRequest, EventCodes.OnlinePayment],
        _ => row.Codes.Split(','),
    };

    private static bool Holds(string tables, int table) => tables.Split(", ").Any(part =>
        part.Split('-') is [var first, var last]
            ? table >= Number(first) && table <= Number(last)
            : Number(part) == table);

    // A word that is no hall is taken for the name of a table, and no table of ours is called so.
    private static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    internal sealed record HallRow(long Id, string Server);

    internal sealed record Row(long ChatId, long TopicId, string Server, string Role, string Codes, long HallId, string Tables);
}

using System.Globalization;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>Who should hear an event.</summary>
/// <param name="Places">Each once, in order; empty where there is no manager yet.</param>
internal sealed record Hearers(IReadOnlyList<Place> Places)
{
    /// <summary>Whether these are the managers, because nobody is subscribed.</summary>
    public bool Unclaimed { get; init; }
}

/// <summary>
/// Who should get an event, worked out from the rows alone, without the bridge's router: the places that are subscribed
/// and not muted, for a call its table's owner too, or at first only he; where every place is muted or none is
/// subscribed, the managers.
/// </summary>
internal static class Subscribers
{
    /// <param name="run">Right after the event was stored.</param>
    /// <param name="guestEvent">Any of the five codes.</param>
    /// <param name="at">When it was stored; steady.</param>
    public static Hearers Of(Simulation run, GuestEvent guestEvent, long at)
    {
        var (subscribed, muted, owner) = Now(run, guestEvent, at);
        var heard = subscribed.Except(muted).ToList();
        if (owner is not null)
        {
            return new Hearers(InOrder(run.HallAfter > TimeSpan.Zero ? [owner] : heard.Append(owner)));
        }
        if (heard.Count > 0)
        {
            return new Hearers(InOrder(heard));
        }
        var managers = Managers(run);
        var awake = subscribed.Count == 0 ? managers : managers.Except(muted).ToList();
        return new Hearers(InOrder(awake.Count > 0 ? awake : managers)) { Unclaimed = subscribed.Count == 0 };
    }

    /// <summary>
    /// Whether a call may ring in a place: it is for it now, or it is a managers' and nothing that it is for takes messages.
    /// </summary>
    public static bool MayRing(Simulation run, GuestEvent call, Place place, long at)
    {
        var (subscribed, muted, owner) = Now(run, call, at);
        var isFor = subscribed.Except(muted).Concat(owner is null ? [] : [owner]).ToList();
        return isFor.Contains(place) || (Managers(run).Contains(place) && !isFor.Exists(one => Takes(run, one)));
    }

    private static bool Takes(Simulation run, Place place) =>
        Rows.Number(
            run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT count(*) FROM chats WHERE id = {place.ChatId} AND (refused_at IS NULL OR probe_at = 0)"
            )
        ) > 0;

    private static (IReadOnlyList<Place> Subscribed, IReadOnlyList<Place> Muted, Place? Owner) Now(
        Simulation run,
        GuestEvent guestEvent,
        long at
    )
    {
        var table = guestEvent.Table.ToString(CultureInfo.InvariantCulture);
        var hallsWithTable = Rows.All<HallRow>(
                run,
                $"SELECT h.id AS Id, h.server AS Server FROM halls h JOIN hall_tables t ON t.hall_id = h.id WHERE t.table_name = '{table}'"
            )
            .Where(hall => IsOf(hall.Server, guestEvent))
            .Select(hall => hall.Id)
            .ToHashSet();
        bool Holds(Row row) =>
            IsOf(row.Server, guestEvent)
            && Codes(row).Contains(guestEvent.Code)
            && (row.HallId != 0 ? hallsWithTable.Contains(row.HallId) : row.Tables.Length == 0 || IsAmong(row.Tables, guestEvent.Table));
        IReadOnlyList<Place> Places(string sql) =>
            [.. Rows.All<Row>(run, sql).Where(Holds).Select(row => new Place(row.ChatId, row.TopicId)).Distinct()];

        var subscribed = Places(
            "SELECT chat_id AS ChatId, topic_id AS TopicId, server AS Server, role AS Role, codes AS Codes, ifnull(hall_id, 0) AS "
                + "HallId, tables AS Tables FROM subscriptions"
        );
        var muted = Places(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT chat_id AS ChatId, topic_id AS TopicId, server AS Server, '' AS Role, codes AS Codes, ifnull(hall_id, 0) AS "
                    + $"HallId, tables AS Tables FROM mutes WHERE until_at > {at}"
            )
        );
        var owner =
            CallLifecycle.IsCall(guestEvent.Code) && TableOwners.Of(run, guestEvent, at) is { } person && !muted.Contains(person)
                ? person
                : null;
        return (subscribed, muted, owner);
    }

    /// <summary>
    /// The chats of the managers that take messages; without any, their private ones; without these too, who will hear some
    /// day.
    /// </summary>
    private static IReadOnlyList<Place> Managers(Simulation run)
    {
        var chats = Rows.All<ManagerRow>(
            run,
            "SELECT DISTINCT chat_id AS ChatId, topic_id AS TopicId, refused_at IS NULL AS Hears FROM subscriptions s JOIN chats c ON "
                + "c.id = s.chat_id WHERE role = 'manager'"
        );
        var people = Rows.All<ManagerRow>(
            run,
            "SELECT p.id AS ChatId, 0 AS TopicId, c.refused_at IS NULL AS Hears FROM people p JOIN chats c ON c.id = p.id WHERE "
                + "p.is_manager = 1"
        );
        var first =
            new[] { chats.Where(row => row.Hears), people.Where(row => row.Hears), chats, people }.FirstOrDefault(rows => rows.Any()) ?? [];
        return [.. first.Select(row => new Place(row.ChatId, row.TopicId))];
    }

    private static bool IsOf(string server, GuestEvent guestEvent) => server.Length == 0 || server == guestEvent.Server;

    private static IReadOnlyList<string> Codes(Row row) =>
        row.Role switch
        {
            "waiter" or "manager" => EventCodes.All,
            "kitchen" => [EventCodes.SaveOrder, EventCodes.AdditionalOrder],
            "cashier" => [EventCodes.BillRequest, EventCodes.OnlinePayment],
            _ => row.Codes.Length == 0 ? EventCodes.All : row.Codes.Split(','),
        };

    private static bool IsAmong(string tables, int table) =>
        tables
            .Split(", ")
            .Any(part =>
                part.Split('-') is [var first, var last] ? table >= Number(first) && table <= Number(last) : Number(part) == table
            );

    // A word that is no hall is taken for the name of a table, and no table of ours is called so.
    private static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static IReadOnlyList<Place> InOrder(IEnumerable<Place> places) =>
        [.. places.Distinct().OrderBy(place => place.ChatId).ThenBy(place => place.TopicId)];

    internal sealed record HallRow(long Id, string Server);

    internal sealed class Row
    {
        public long ChatId { get; init; }

        public long TopicId { get; init; }

        public string Server { get; init; } = "";

        public string Role { get; init; } = "";

        public string Codes { get; init; } = "";

        public long HallId { get; init; }

        public string Tables { get; init; } = "";
    }

    internal sealed class ManagerRow
    {
        public long ChatId { get; init; }

        public long TopicId { get; init; }

        public bool Hears { get; init; }
    }
}

using System.Globalization;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>Who took a table with /take and hears of its calls first, worked out from the rows alone.</summary>
internal static class TableOwners
{
    /// <summary>The private chat of the owner; null where there is none, or he has a break or can't be written to.</summary>
    /// <param name="run">Right after the event was stored.</param>
    /// <param name="guestEvent">A call.</param>
    /// <param name="at">When it was stored; steady.</param>
    public static Place? Of(Simulation run, GuestEvent guestEvent, long at)
    {
        var owners = Rows.All<Owner>(
            run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT o.person_id AS Id, o.server AS Server, p.is_staff + p.is_manager AS Rank, ifnull(p.paused_until, 0) AS PausedUntil,
                       EXISTS (SELECT 1 FROM chats c WHERE c.id = o.person_id AND c.refused_at IS NULL) AS Hears
                FROM table_owners o JOIN people p ON p.id = o.person_id WHERE o.table_name = '{guestEvent.Table}' AND o.until_at > {at}
                """
            )
        );
        var owner = owners.FirstOrDefault(row => row.Server == guestEvent.Server) ?? owners.FirstOrDefault(row => row.Server.Length == 0);
        return owner is { Rank: > 0, Hears: true } && owner.PausedUntil <= at ? new Place(owner.Id, 0) : null;
    }

    internal sealed class Owner
    {
        public long Id { get; init; }

        public string Server { get; init; } = "";

        public long Rank { get; init; }

        public long PausedUntil { get; init; }

        public bool Hears { get; init; }
    }
}

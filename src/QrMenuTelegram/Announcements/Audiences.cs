using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>Who hears an event.</summary>
/// <param name="To">Each destination once; empty where there is nobody to tell, or the managers were told of this table already.</param>
/// <param name="Unclaimed">Whether these are the managers, because nobody is subscribed.</param>
public sealed record Audience(IReadOnlyList<Destination> To, bool Unclaimed)
{
    /// <summary>Whether these are the managers, because every chat that is subscribed wants to hear nothing of it for a while.</summary>
    public bool Muted { get; init; }
}

/// <summary>Who hears what: the chats that are subscribed and not muted; where all are muted, the managers; where none is subscribed, the managers, at most once per table and hour.</summary>
public sealed class Audiences(Routes routes, Clock clock)
{
    /// <param name="transaction">The one that stores the event.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="code">One of the five.</param>
    /// <param name="tableId">As the server writes it.</param>
    /// <param name="table">What staff call it.</param>
    /// <param name="hasOwner">Whether the table's owner hears of it anyhow: then the managers need not.</param>
    public Audience Of(Transaction transaction, string server, string code, string tableId, TableName table, bool hasOwner = false)
    {
        var matches = Router.Route(routes.Current(transaction), server, code, table);
        var mutes = MuteStore.All(transaction, clock.Now);
        var heard = matches.Select(match => match.To).Where(to => !IsMuted(mutes, to, server, code, table)).ToList();
        if (heard.Count > 0)
        {
            return new Audience(heard, false);
        }
        if (hasOwner)
        {
            return new Audience([], false);
        }
        var managers = ManagerAlerts.Destinations(transaction);
        if (matches.Count > 0)
        {
            // Where all of these are muted too, it comes there all the same: nothing is lost.
            var awake = managers.Where(to => !IsMuted(mutes, to, server, code, table)).ToList();
            return new Audience(awake.Count > 0 ? awake : managers, false) { Muted = true };
        }
        return managers.Count > 0 && UnclaimedStore.IsWorthTelling(transaction, server, tableId, clock.Now)
            ? new Audience(managers, true)
            : new Audience([], true);
    }

    /// <summary>Whether this chat wants to hear nothing of it for a while.</summary>
    public bool IsMuted(Transaction transaction, Destination to, string server, string code, TableName table) =>
        IsMuted(MuteStore.All(transaction, clock.Now), to, server, code, table);

    /// <summary>Those of the destinations that want to hear of it.</summary>
    public IReadOnlyList<Destination> Awake(Transaction transaction, IEnumerable<Destination> to, string server, string code, TableName table)
    {
        var mutes = MuteStore.All(transaction, clock.Now);
        return [.. to.Where(one => !IsMuted(mutes, one, server, code, table))];
    }

    private static bool IsMuted(IReadOnlyList<Mute> mutes, Destination to, string server, string code, TableName table) =>
        mutes.Any(mute => mute.To == to && mute.Covers(server, code, table));
}

using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>Who hears an event.</summary>
/// <param name="To">Each destination once; empty where there is nobody to tell yet.</param>
/// <param name="Unclaimed">Whether these are the managers, because nobody is subscribed.</param>
public sealed record Audience(IReadOnlyList<Destination> To, bool Unclaimed)
{
    /// <summary>Whether these are the managers, because every chat that is subscribed wants to hear nothing of it for a while.</summary>
    public bool Muted { get; init; }
}

/// <summary>A chat (and topic) that a table could be given to, and which of its events.</summary>
public sealed record GiveTo(Destination To, CodeList What);

/// <summary>Who hears what: the chats that are subscribed and not muted; where all are muted or none is subscribed, the managers.</summary>
public sealed class Audiences(Routes routes, Clock clock)
{
    /// <param name="transaction">The one that stores the event.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="code">One of the five.</param>
    /// <param name="table">What staff call it.</param>
    /// <param name="hasOwner">Whether the table's owner hears of it anyhow: then the managers need not.</param>
    public Audience For(Transaction transaction, string server, string code, TableName table, bool hasOwner = false)
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
        return new Audience(managers, true);
    }

    /// <summary>Whether no chat is subscribed to it now.</summary>
    public bool IsUnclaimed(Transaction transaction, string server, string code, TableName table) =>
        Router.Route(routes.Current(transaction), server, code, table).Count == 0;

    /// <summary>The chats that are subscribed to it, muted or not.</summary>
    public IReadOnlyList<Destination> Subscribed(Transaction transaction, string server, string code, TableName table) =>
        [.. Router.Route(routes.Current(transaction), server, code, table).Select(match => match.To)];

    /// <summary>What a chat gets of other tables, where it gets such events; else what waiters get.</summary>
    public CodeList WhatOf(Transaction transaction, Destination to, string server, string code) =>
        OfOtherTables(transaction, server, code).FirstOrDefault(one => one.To == to)?.What ?? CodeList.From(Role.Waiter);

    /// <summary>
    /// Whether managers read, with what reaches them because nobody is subscribed, the sentence that says so: once per
    /// table and hour. If so, this counts as the next time.
    /// </summary>
    public bool SaysUnclaimed(Transaction transaction, string server, string tableId) =>
        UnclaimedStore.IsWorthTelling(transaction, server, tableId, UnclaimedStore.Unsubscribed, clock.Now);

    /// <summary>
    /// Chats that a table could be given to: those that get such events of other tables, waiters first; without any, the
    /// groups we know.
    /// </summary>
    public IReadOnlyList<GiveTo> MayGet(Transaction transaction, string server, string code, int most)
    {
        var subscribed = OfOtherTables(transaction, server, code)
            .Where(one => ChatStore.Find(transaction, one.To.ChatId) is { RefusedAt: null })
            .Take(most)
            .ToList();
        if (subscribed.Count > 0)
        {
            return subscribed;
        }
        var groups = ChatStore
            .All(transaction)
            .Where(chat =>
                chat is { Kind: "group" or "supergroup", RefusedAt: null } && !SubscriptionStore.IsForManagers(transaction, chat.Id)
            );
        return [.. groups.Take(most).Select(chat => new GiveTo(new Destination(chat.Id), CodeList.From(Role.Waiter)))];
    }

    private IEnumerable<GiveTo> OfOtherTables(Transaction transaction, string server, string code) =>
        routes
            .Current(transaction)
            .Subscriptions.Where(one => one.Role != Role.Manager && one.Codes.Contains(code))
            .Where(one => (one.Hall?.Server ?? one.Server ?? server).Equals(server, StringComparison.OrdinalIgnoreCase))
            .OrderBy(one => one.Role == Role.Waiter ? 0 : 1)
            .ThenBy(one => one.Id)
            .Select(one => new GiveTo(one.To, new CodeList(one.Role, one.Codes)))
            .DistinctBy(one => one.To);

    /// <summary>Whether this chat wants to hear nothing of it for a while.</summary>
    public bool IsMuted(Transaction transaction, Destination to, string server, string code, TableName table) =>
        IsMuted(MuteStore.All(transaction, clock.Now), to, server, code, table);

    /// <summary>Those of the destinations that want to hear of it.</summary>
    public IReadOnlyList<Destination> Awake(
        Transaction transaction,
        IEnumerable<Destination> to,
        string server,
        string code,
        TableName table
    )
    {
        var mutes = MuteStore.All(transaction, clock.Now);
        return [.. to.Where(one => !IsMuted(mutes, one, server, code, table))];
    }

    private static bool IsMuted(IReadOnlyList<Mute> mutes, Destination to, string server, string code, TableName table) =>
        mutes.Any(mute => mute.To == to && mute.Covers(server, code, table));
}

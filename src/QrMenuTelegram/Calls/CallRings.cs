using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>Where a call is shown and rings: worked out each time, by the subscriptions, halls, owners and mutes of that moment.</summary>
public sealed class CallRings(CallNotices notices, Audiences audiences, OwnerStore owners, Clock clock)
{
    /// <summary>
    /// Whom a call is for now: its table's owner, unless he muted it, and the hall's chats or, for want of both, the
    /// managers.
    /// </summary>
    public (Destination? Owner, Audience Audience) Hearers(
        Transaction transaction,
        string server,
        string code,
        string tableId,
        TableName table
    )
    {
        var owner = owners.OwnerOf(transaction, server, tableId, table) is { } person ? new Destination(person) : (Destination?)null;
        if (owner is { } own && audiences.IsMuted(transaction, own, server, code, table))
        {
            owner = null;
        }
        return (owner, audiences.For(transaction, server, code, table, hasOwner: owner is not null));
    }

    /// <summary>A new call is shown.</summary>
    /// <param name="transaction">The one that stores the event.</param>
    /// <param name="call">As it was opened.</param>
    /// <param name="owner">Of its table; null for nobody.</param>
    /// <param name="audience">Who else gets it now.</param>
    public void Open(Transaction transaction, Call call, Destination? owner, Audience audience) =>
        Show(
            transaction,
            call,
            owner,
            audience with
            {
                To = owner is { } own ? [own, .. audience.To.Where(to => to != own)] : audience.To,
            }
        );

    /// <summary>
    /// Where a call that nobody takes rings again: what it is for now, as far as it can be written to; where nothing is
    /// left, the managers. Who has not had the call yet is shown it instead, which rings.
    /// </summary>
    public IReadOnlyList<Destination> Again(Transaction transaction, Call call)
    {
        var (owner, audience) = Hearers(transaction, call.Server, call.Code, call.TableId, call.Table);
        if (call.SharedAt is null && owner is null)
        {
            CallStore.SetShared(transaction, call.Id, clock.Now);
        }
        var hall = call.SharedAt is null && owner is not null ? [] : audience.To.Where(to => to != owner);
        var to = Reached(transaction, owner is { } own ? [own, .. hall] : hall);
        if (to.Count == 0)
        {
            (to, audience) = (ManagerAlerts.Destinations(transaction), new Audience([], true));
        }
        var has = CallNoticeStore
            .OfCall(transaction, call.Id)
            .Where(notice => notice.Kind != CallNoticeKinds.Holder)
            .Select(notice => notice.To)
            .ToHashSet();
        // Late from the guest's first press on.
        Show(transaction, call, owner, audience with { To = [.. to.Where(one => !has.Contains(one))] }, dueAt: call.OpenedAt);
        return Hearing(transaction, call, [.. to.Where(has.Contains)]);
    }

    /// <summary>Those of the destinations where nothing of the call waits to be shown.</summary>
    public static IReadOnlyList<Destination> Hearing(Transaction transaction, Call call, IReadOnlyList<Destination> destinations)
    {
        var waiting = CallNoticeStore.OfCall(transaction, call.Id).Where(notice => notice.Waits).Select(notice => notice.To).ToHashSet();
        return [.. destinations.Where(to => !waiting.Contains(to))];
    }

    /// <summary>The chats that have the call, whether or not it is still for them.</summary>
    public static IReadOnlyList<Destination> Chats(Transaction transaction, Call call) =>
        [
            .. CallNoticeStore
                .OfCall(transaction, call.Id)
                .Where(notice => CallNoticeKinds.IsMeantFor(notice.Kind))
                .Select(notice => notice.To)
                .Distinct(),
        ];

    private void Show(Transaction transaction, Call call, Destination? owner, Audience audience, Instant? dueAt = null)
    {
        var isOwners = audience.To.Where(to => to == owner).ToList();
        notices.Add(transaction, call, isOwners, CallNoticeKinds.Call, dueAt: dueAt);
        var others = audience.To.Except(isOwners).ToList();
        if (others.Count > 0)
        {
            notices.Add(transaction, call, others, KindOf(transaction, call, audience), dueAt: dueAt);
        }
    }

    private static IReadOnlyList<Destination> Reached(Transaction transaction, IEnumerable<Destination> destinations) =>
        [
            .. destinations.Where(to =>
                ChatStore.Find(transaction, to.ChatId) is { RefusedAt: null } || ChatStore.ShowsLife(transaction, to.ChatId)
            ),
        ];

    /// <summary>What the message of a call is to these: nobody reads more than once an hour that nobody is subscribed to a table.</summary>
    public string KindOf(Transaction transaction, Call call, Audience audience) =>
        audience.Muted ? CallNoticeKinds.Muted
        : !audience.Unclaimed ? CallNoticeKinds.Call
        : audiences.IsUnclaimed(transaction, call.Server, call.Code, call.Table)
        && audiences.SaysUnclaimed(transaction, call.Server, call.TableId)
            ? CallNoticeKinds.Unclaimed
        : CallNoticeKinds.UnclaimedAgain;
}

using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>The calls of a person whose rights end go back to the hall: those he holds, and those that only he was shown.</summary>
public sealed class HandBack(
    CallLifecycle book,
    CallNotices notices,
    CallRings rings,
    Audiences audiences,
    OwnerStore owners,
    Outbox outbox,
    Clock clock
)
{
    /// <summary>He holds none any more: each waits again, as after a release.</summary>
    public void Release(Transaction transaction, long person)
    {
        foreach (var call in CallStore.HeldBy(transaction, person))
        {
            book.Release(transaction, call, person, isManager: false);
            ShowToSomebody(transaction, call.Id);
        }
    }

    /// <summary>
    /// Takes the open calls out of his private chat, and those that still look open there; what nobody else was shown goes to
    /// the hall, or to the managers.
    /// </summary>
    /// <param name="transaction">The one that ends his rights, after they have ended.</param>
    /// <param name="person">Whose private chat.</param>
    /// <param name="isStaff">Whether he still serves guests: then he keeps what he holds, and the calls of his tables.</param>
    /// <param name="html">What the messages say instead.</param>
    public void TakeFrom(Transaction transaction, long person, bool isStaff, string html)
    {
        var lost = new List<long>();
        foreach (var notice in CallNoticeStore.OpenIn(transaction, person).GroupBy(shown => shown.NoticeId))
        {
            if (isStaff && notice.All(shown => Keeps(transaction, person, shown)))
            {
                continue;
            }
            lost.AddRange(notice.Select(shown => shown.CallId));
            CallNoticeStore.Forget(transaction, notice.Key);
            outbox.Retract(transaction, notice.Key, html);
        }
        foreach (var call in lost.Distinct())
        {
            ShowToSomebody(transaction, call);
        }
    }

    /// <summary>
    /// The notices of open calls, or of calls that still look open, that the person has in private: <see cref="TakeFrom"/>
    /// decides about them.
    /// </summary>
    public static IReadOnlySet<long> OpenIn(Transaction transaction, long person) =>
        CallNoticeStore.OpenIn(transaction, person).Select(shown => shown.NoticeId).ToHashSet();

    /// <summary>A notice of calls was withdrawn at the moment of delivery: what nobody else was shown goes to others.</summary>
    public void Dropped(Transaction transaction, long noticeId)
    {
        var calls = CallNoticeStore.CallsOf(transaction, noticeId);
        CallNoticeStore.Forget(transaction, noticeId);
        foreach (var call in calls)
        {
            ShowToSomebody(transaction, call);
        }
    }

    private bool Keeps(Transaction transaction, long person, CallNoticeStore.CallOfChat shown) =>
        !CallNoticeKinds.IsForManagers(shown.Kind)
        && CallStore.Find(transaction, shown.CallId) is { } call
        && (call.ClaimedBy == person || owners.OwnerOf(transaction, call.Server, call.TableId, call.Table) == person);

    private void ShowToSomebody(Transaction transaction, long callId)
    {
        var shown = CallNoticeStore
            .OfCall(transaction, callId)
            .Where(notice => notice.Kind != CallNoticeKinds.Holder)
            .Select(notice => notice.To)
            .ToHashSet();
        if (
            CallStore.Find(transaction, callId) is not { IsOpen: true } call
            || shown.Any(to => ChatStore.Find(transaction, to.ChatId) is { RefusedAt: null })
        )
        {
            return;
        }
        var audience = audiences.For(transaction, call.Server, call.Code, call.Table);
        if (audience.To.Count == 0)
        {
            audience = new Audience(ManagerAlerts.Destinations(transaction), Unclaimed: true);
        }
        if (call.SharedAt is null)
        {
            call = CallStore.Advance(transaction, call.Id, call.Step, clock.Now, call.HolderReminded, clock.Now);
        }
        notices.Add(
            transaction,
            call,
            audience.To.Where(to => !shown.Contains(to)),
            rings.KindOf(transaction, call, audience),
            dueAt: call.OpenedAt
        );
        book.Reschedule(transaction, call);
    }
}

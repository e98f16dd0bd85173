using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>What a person may be sent in private, by the rights of now: asked at the moment of delivery.</summary>
public sealed class PrivateRights(HandBack handBack, Forwarding forwarding)
{
    /// <summary>
    /// Managers may have everything. The staff, and whoever took a call in a group and never had rights, may have calls, but
    /// not what only managers are shown. Whoever was removed may have nothing of guests.
    /// </summary>
    public static bool MayHave(Transaction transaction, long person, HeldNotice notice)
    {
        var isCall = IsCall(notice);
        if (
            (!isCall && !Forwarding.IsOfGuests(notice) && notice.Subject != ManagerAlerts.Subject)
            || PeopleStore.IsManager(transaction, person)
        )
        {
            return true;
        }
        return isCall
            && !PeopleStore.IsRemoved(transaction, person)
            && !(CallNoticeStore.Find(transaction, notice.Id) is { } shown && CallNoticeKinds.IsForManagers(shown.Kind));
    }

    /// <summary>What a guest waits for and nobody else has goes to the hall or to the managers.</summary>
    public void HandOn(Transaction transaction, Chat chat, IReadOnlyList<HeldNotice> withdrawn)
    {
        foreach (var call in withdrawn.Where(IsCall))
        {
            handBack.Dropped(transaction, call.Id);
        }
        forwarding.Forward(transaction, chat, Forwarding.KnownToNobody(transaction, [.. withdrawn.Where(notice => !IsCall(notice))]));
    }

    private static bool IsCall(HeldNotice notice) =>
        notice.Subject?.StartsWith(EventAnnouncer.CallPrefix, StringComparison.Ordinal) == true;
}

using QrMenuTelegram.Calls;
using QrMenuTelegram.Calls.Boards;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Staff;

/// <summary>
/// The one place where a person's rights end, and everything that hangs on them, in the transaction that is the reason: by a
/// manager's word, by himself, or because <c>Telegram__Managers</c> names him no longer. Whoever was manager and staff keeps
/// the rights of the other.
/// </summary>
public sealed class EndOfRights(
    ConfiguredManagers configured,
    HandBack handBack,
    PrivateRights rights,
    OwnerStore owners,
    SubscriptionStore subscriptions,
    BoardKeeper boards,
    Outbox outbox,
    Texts texts,
    Clock clock
)
{
    /// <summary>Called at each start: the managers are those that the settings name and those who were invited.</summary>
    public void Settle(Transaction transaction)
    {
        configured.Settle(transaction, clock.Now, OfManager);
        foreach (var person in LeftoverStore.People(transaction))
        {
            End(transaction, person);
        }
    }

    /// <summary>Not a manager any more.</summary>
    public void OfManager(Transaction transaction, long person)
    {
        PeopleStore.RemoveManager(transaction, person);
        End(transaction, person);
    }

    /// <summary>Not of the staff any more.</summary>
    public void OfStaff(Transaction transaction, long person)
    {
        StaffStore.Remove(transaction, person);
        owners.ReleaseAll(transaction, person);
        handBack.Release(transaction, person);
        if (!PeopleStore.IsManager(transaction, person))
        {
            End(transaction, person);
        }
    }

    private void End(Transaction transaction, long person)
    {
        VoidInvitations(transaction, person);
        subscriptions.RemoveAllOf(transaction, person);
        boards.StopAllOf(transaction, person);
        DailyReports.EndAllOf(transaction, person);
        DialogStore.EndAllOf(transaction, person, clock.Now);
        var isStaff = PeopleStore.IsStaff(transaction, person);
        if (!isStaff)
        {
            PeopleStore.MarkRemoved(transaction, person, clock.Now);
            MuteStore.RemoveAllOf(transaction, person);
            owners.ReleaseAll(transaction, person);
            handBack.Release(transaction, person);
        }
        ClearPrivateChat(transaction, person, isStaff);
    }

    private void ClearPrivateChat(Transaction transaction, long person, bool isStaff)
    {
        if (ChatStore.Find(transaction, person) is not { } chat)
        {
            return;
        }
        var html = texts.Html(texts.Language(chat.Language), TextKeys.Rights.MessageOver);
        // Looked at before anything is taken: a closed call may share a message with an open one, and once the buttons of
        // that are gone, nothing would tell that the message has to change.
        var open = HandBack.OpenIn(transaction, person);
        var others = Outbox.LiveIn(transaction, person).Where(notice => !open.Contains(notice.Id)).ToList();
        handBack.TakeFrom(transaction, person, isStaff, html);
        foreach (var notice in others)
        {
            outbox.Retract(transaction, notice.Id, html);
        }
        rights.HandOn(transaction, chat, [.. others.Where(notice => !notice.IsShown).Select(notice => notice.Held)]);
    }

    private void VoidInvitations(Transaction transaction, long person)
    {
        foreach (var id in InvitationCodes.VoidAllOf(transaction, person))
        {
            foreach (var notice in Outbox.BySubject(transaction, InviteCommand.Subject(id)))
            {
                outbox.Change(
                    transaction,
                    notice.Id,
                    texts.Html(texts.Language(ChatStore.Find(transaction, notice.ChatId)?.Language), TextKeys.Invite.Void),
                    []
                );
            }
        }
    }
}

using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>Who owns a table now: the id of a person whose private chat can be written to; null for nobody.</summary>
public delegate long? TableOwnerOf(Transaction transaction, string server, string tableId, TableName table);

/// <summary>What came of a press or a command about a call.</summary>
public enum CallAnswer
{
    /// <summary>It is so now.</summary>
    Yes,

    /// <summary>It was so already, by the same person.</summary>
    Already,

    /// <summary>Somebody else holds it.</summary>
    Others,

    /// <summary>Nobody holds it.</summary>
    Nobodys,

    /// <summary>It has ended.</summary>
    Closed,
}

/// <summary>
/// The life of a call: opened by a guest, taken by one person, closed. Every method is one step inside the transaction
/// that is the reason for it, and leaves every notice of the call, and the time of its next reminder, as they should be.
/// </summary>
public sealed class CallBook(CallNotices notices, Audiences audiences, Ladders ladders, TableOwnerOf ownerOf, CallsOptions options, CallHooks hooks, Clock clock)
{
    /// <summary>Whether an event of this code is something that a guest waits for.</summary>
    public static bool IsCall(string code) => code is EventCodes.WaiterCall or EventCodes.BillRequest;

    /// <summary>A guest pressed: opens the table's call, or folds the press into the one that is open.</summary>
    /// <param name="transaction">The one that stores the event.</param>
    /// <param name="eventId">Its row.</param>
    /// <param name="menuEvent">Of a code that <see cref="IsCall"/>, with a table.</param>
    /// <param name="table">What staff call it.</param>
    /// <param name="at">When it was received; steady.</param>
    public void Press(Transaction transaction, long eventId, MenuEvent menuEvent, TableName table, long at)
    {
        if (CallStore.OpenOf(transaction, menuEvent.Server, menuEvent.TableId, table, menuEvent.Code) is { } open)
        {
            PressAgain(transaction, open, eventId, menuEvent.Order?.Id, at);
        }
        else
        {
            Open(transaction, eventId, menuEvent, table, at);
        }
    }

    /// <summary>Of all who try, one holds it.</summary>
    public (CallAnswer Answer, Call Call) Claim(Transaction transaction, Call call, long person, string name)
    {
        if (CallStore.Claim(transaction, call.Id, person, name, clock.Now) is not { } claimed)
        {
            var now = CallStore.Find(transaction, call.Id)!;
            return (!now.IsOpen ? CallAnswer.Closed : now.ClaimedBy == person ? CallAnswer.Already : CallAnswer.Others, now);
        }
        return (CallAnswer.Yes, claimed.Code == EventCodes.WaiterCall && options.CloseOnTake
            ? Close(transaction, claimed, CallOutcomes.Taken, person)
            : Settle(transaction, claimed));
    }

    /// <summary>The holder, or a manager, says that nobody is going any more.</summary>
    public (CallAnswer Answer, Call Call) Release(Transaction transaction, Call call, long person, bool isManager)
    {
        if (Check(call, person, isManager) is { } no)
        {
            return (no, call);
        }
        return (CallAnswer.Yes, Settle(transaction, CallStore.Release(transaction, call.Id, clock.Now)!));
    }

    /// <summary>The holder, or a manager, says that the guest has what he waited for.</summary>
    public (CallAnswer Answer, Call Call) Done(Transaction transaction, Call call, long person, bool isManager) =>
        Check(call, person, isManager) is { } no ? (no, call) : (CallAnswer.Yes, Close(transaction, call, CallOutcomes.Done, person));

    /// <summary>An order was paid online: nobody need bring its bill any more. It says nothing about whether the table is free.</summary>
    public void Paid(Transaction transaction, MenuEvent payment)
    {
        foreach (var bill in CallStore.BillsOf(transaction, payment.Server, payment.Order?.Id, payment.TableId))
        {
            Close(transaction, bill, CallOutcomes.Paid, null);
        }
    }

    /// <summary>Nobody did anything about it for too long: missed, where nobody took it.</summary>
    public Call Expire(Transaction transaction, Call call) =>
        Close(transaction, call, call.IsClaimed ? CallOutcomes.Taken : CallOutcomes.Missed, null);

    /// <summary>When the clock next has to do with it, by what is so now.</summary>
    public void Reschedule(Transaction transaction, Call call)
    {
        CallStore.SetDue(transaction, call.Id, CallSchedule.NextDue(call, ladders.Of(transaction, call), options));
        hooks.Changed(transaction);
    }

    /// <summary>Where whoever holds a call hears of it: in private, or where it is shown.</summary>
    public IReadOnlyList<Destination> ToHolder(Transaction transaction, Call call) =>
        call.ClaimedBy is { } holder && ChatStore.Find(transaction, holder) is { RefusedAt: null } && !PeopleStore.IsPaused(transaction, holder, clock.Now)
            ? [new Destination(holder)]
            : Chats(transaction, call);

    /// <summary>The chats that have the call.</summary>
    public static IReadOnlyList<Destination> Chats(Transaction transaction, Call call) =>
        [.. CallNoticeStore.Of(transaction, call.Id).Where(notice => CallNoticeKinds.IsMeantFor(notice.Kind)).Select(notice => notice.To).Distinct()];

    private void Open(Transaction transaction, long eventId, MenuEvent menuEvent, TableName table, long at)
    {
        Destination? owner = ownerOf(transaction, menuEvent.Server, menuEvent.TableId, table) is { } person
            && !audiences.IsMuted(transaction, new Destination(person), menuEvent.Server, menuEvent.Code, table)
            ? new Destination(person)
            : null;
        var audience = audiences.Of(transaction, menuEvent.Server, menuEvent.Code, menuEvent.TableId, table, hasOwner: owner is not null);
        if (owner is null && audience.To.Count == 0)
        {
            return;
        }
        var shared = owner is null || options.HallAfter <= TimeSpan.Zero;
        var call = CallStore.Add(
            transaction, eventId, menuEvent, table, at, shared, audience.Unclaimed ? CallSchedule.NoLadder : 0, at + (long)options.MissedAfter.TotalMilliseconds);
        if (owner is not null)
        {
            notices.Add(transaction, call, [owner.Value], CallNoticeKinds.Call);
        }
        if (shared)
        {
            notices.Add(transaction, call, audience.To.Where(to => to != owner), KindOf(audience));
        }
        Reschedule(transaction, call);
    }

    private void PressAgain(Transaction transaction, Call open, long eventId, string? orderId, long at)
    {
        var rings = at - open.RungAt >= options.RingAgain.TotalMilliseconds;
        var call = CallStore.Press(transaction, open.Id, eventId, orderId, at, rings);
        if (rings)
        {
            Remind(transaction, call);
        }
        Settle(transaction, call);
    }

    // Where the call itself has not been shown yet, showing it will ring.
    private void Remind(Transaction transaction, Call call)
    {
        if (call.IsClaimed)
        {
            notices.Add(transaction, call, Hearing(transaction, call, ToHolder(transaction, call)), CallNoticeKinds.Holder);
        }
        else
        {
            notices.Add(transaction, call, Ringing(transaction, call), CallNoticeKinds.Reminder);
        }
    }

    /// <summary>Where a call that nobody takes rings again: the chats that have it and did not mute it since.</summary>
    public IReadOnlyList<Destination> Ringing(Transaction transaction, Call call) =>
        Hearing(transaction, call, audiences.Awake(transaction, Chats(transaction, call), call.Server, call.Code, call.Table));

    /// <summary>Those of the destinations where nothing of the call waits to be shown.</summary>
    public static IReadOnlyList<Destination> Hearing(Transaction transaction, Call call, IReadOnlyList<Destination> destinations)
    {
        var waiting = CallNoticeStore.Of(transaction, call.Id).Where(notice => notice.Waits).Select(notice => notice.To).ToHashSet();
        return [.. destinations.Where(to => !waiting.Contains(to))];
    }

    private Call Close(Transaction transaction, Call call, string outcome, long? by)
    {
        var closed = CallStore.Close(transaction, call.Id, outcome, by, clock.Now) ?? CallStore.Find(transaction, call.Id)!;
        notices.Refresh(transaction, closed);
        hooks.Changed(transaction);
        return closed;
    }

    private Call Settle(Transaction transaction, Call call)
    {
        notices.Refresh(transaction, call);
        Reschedule(transaction, call);
        return call;
    }

    private static CallAnswer? Check(Call call, long person, bool isManager) =>
        !call.IsOpen ? CallAnswer.Closed
        : !call.IsClaimed ? CallAnswer.Nobodys
        : call.ClaimedBy == person || isManager ? null : CallAnswer.Others;

    private static string KindOf(Audience audience) =>
        audience.Unclaimed ? CallNoticeKinds.Unclaimed : audience.Muted ? CallNoticeKinds.Muted : CallNoticeKinds.Call;
}

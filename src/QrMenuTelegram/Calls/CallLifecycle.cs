using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Calls;

/// <summary>What came of a press or a command about a call.</summary>
public enum CallAnswer
{
    /// <summary>It is so now.</summary>
    Done,

    /// <summary>It was so already, by the same person.</summary>
    AlreadySo,

    /// <summary>Somebody else holds it.</summary>
    HeldByAnother,

    /// <summary>Nobody holds it.</summary>
    NotHeld,

    /// <summary>It has ended.</summary>
    Closed,
}

/// <summary>
/// The life of a call: opened by a guest, taken by one person, closed. Every method is one step inside the transaction
/// that is the reason for it, and leaves every notice of the call, and the time of its next reminder, as they should be.
/// </summary>
public sealed class CallLifecycle(CallNotices notices, CallRings rings, Ladders ladders, CallsOptions options, Clock clock)
{
    /// <summary>Whether an event of this code is something that a guest waits for.</summary>
    public static bool IsCall(string code) => code is EventCodes.WaiterCall or EventCodes.BillRequest;

    /// <summary>
    /// A guest pressed: opens the table's call, or folds the press into the one that is open and not over yet. One that is
    /// over ends: somebody may have gone without a word, and whoever presses now needs to be heard like anybody else.
    /// </summary>
    /// <param name="transaction">The one that stores the event.</param>
    /// <param name="eventId">Its row.</param>
    /// <param name="menuEvent">Of a code that <see cref="IsCall"/>, with a table.</param>
    /// <param name="table">What staff call it.</param>
    /// <param name="at">When it was received; steady.</param>
    /// <param name="olderBy">How much older it may be; zero where not worth telling.</param>
    public void Press(Transaction transaction, long eventId, MenuEvent menuEvent, TableName table, Instant at, TimeSpan olderBy)
    {
        var open = CallStore.OpenOf(transaction, menuEvent.Server, menuEvent.TableId, table, menuEvent.Code);
        if (open is not null && !CallSchedule.IsOver(open, ladders.For(transaction, open), options, at))
        {
            PressAgain(transaction, open, eventId, new PressEvent(menuEvent, at, olderBy));
            return;
        }
        var before = open is null ? null : Close(transaction, open, open.IsClaimed ? CallOutcomes.Taken : CallOutcomes.Unmarked, null);
        Open(transaction, eventId, new PressEvent(menuEvent, at, olderBy), table, before);
    }

    /// <summary>Of all who try, one holds it.</summary>
    public (CallAnswer Answer, Call Call) Claim(Transaction transaction, Call call, long person, string name)
    {
        if (CallStore.Claim(transaction, call.Id, person, name, clock.Now) is not { } claimed)
        {
            var now = CallStore.Find(transaction, call.Id)!;
            return (
                !now.IsOpen ? CallAnswer.Closed
                : now.ClaimedBy == person ? CallAnswer.AlreadySo
                : CallAnswer.HeldByAnother,
                now
            );
        }
        return (
            CallAnswer.Done,
            claimed.Code == EventCodes.WaiterCall && options.CloseOnTake
                ? Close(transaction, claimed, CallOutcomes.Taken, person)
                : Settle(transaction, claimed)
        );
    }

    /// <summary>The holder, or a manager, says that nobody is going any more.</summary>
    public (CallAnswer Answer, Call Call) Release(Transaction transaction, Call call, long person, bool isManager)
    {
        if (Check(call, person, isManager) is { } no)
        {
            return (no, call);
        }
        return (CallAnswer.Done, Settle(transaction, CallStore.Release(transaction, call.Id, clock.Now)!));
    }

    /// <summary>The holder, or a manager, says that the guest has what he waited for.</summary>
    public (CallAnswer Answer, Call Call) Done(Transaction transaction, Call call, long person, bool isManager) =>
        Check(call, person, isManager) is { } no ? (no, call) : (CallAnswer.Done, Close(transaction, call, CallOutcomes.Done, person));

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
        CallStore.SetDue(transaction, call.Id, CallSchedule.NextDue(call, ladders.For(transaction, call), options));
        transaction.Signal(Signal.Calls);
    }

    /// <summary>Where whoever holds a call hears of it: in private, or where it is shown.</summary>
    public IReadOnlyList<Destination> ToHolder(Transaction transaction, Call call) =>
        call.ClaimedBy is { } holder
        && ChatStore.Find(transaction, holder) is { RefusedAt: null }
        && !PeopleStore.IsPaused(transaction, holder, clock.Now)
            ? [new Destination(holder)]
            : rings.Again(transaction, call);

    /// <summary>Who hears now, as the first manager does, is shown what waits and is in no chat.</summary>
    public void TellUnheard(Transaction transaction)
    {
        foreach (var call in CallStore.Unheard(transaction))
        {
            rings.Again(transaction, call);
        }
    }

    /// <summary>
    /// Other chats are subscribed to a table now: they are shown what waits there, and whoever has it sees that it is theirs.
    /// </summary>
    public void Rerouted(Transaction transaction, string server, string tableId, TableName table)
    {
        foreach (var call in CallStore.OpenAt(transaction, server, tableId, table))
        {
            rings.Again(transaction, call);
            Settle(transaction, call);
        }
    }

    private void Open(Transaction transaction, long eventId, PressEvent press, TableName table, Call? before)
    {
        var (menuEvent, at) = (press.Event, press.ReceivedAt);
        var (owner, audience) = rings.Hearers(transaction, menuEvent.Server, menuEvent.Code, menuEvent.TableId, table);
        // An owner who did nothing about the call before does not have the next one to himself.
        var shared = owner is null || options.HallAfter <= TimeSpan.Zero || before is { SharedAt: null, GuestsChanged: false };
        var earlier = before?.Outcome == CallOutcomes.Unmarked ? before.OpenedAt : (Instant?)null;
        var endsAt = at + options.MissedAfter;
        var call = CallStore.Add(transaction, eventId, menuEvent, table, at, shared, earlier, endsAt) with { Press = press };
        rings.Open(transaction, call, owner, shared ? audience : audience with { To = [] });
        Reschedule(transaction, call);
    }

    private void PressAgain(Transaction transaction, Call open, long eventId, PressEvent press)
    {
        var at = press.ReceivedAt;
        var isRung = at - open.RungAt >= options.RingAgain;
        var call = CallStore.Press(transaction, open.Id, eventId, press.Event.Order?.Id, at, isRung) with { Press = press };
        if (isRung)
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
            notices.Add(transaction, call, CallRings.Hearing(transaction, call, ToHolder(transaction, call)), CallNoticeKinds.Holder);
        }
        else
        {
            notices.Add(transaction, call, rings.Again(transaction, call), CallNoticeKinds.Reminder);
        }
    }

    private Call Close(Transaction transaction, Call call, string outcome, long? by)
    {
        var closed = CallStore.Close(transaction, call.Id, outcome, by, clock.Now) ?? CallStore.Find(transaction, call.Id)!;
        notices.Refresh(transaction, closed);
        transaction.Signal(Signal.Calls);
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
        : !call.IsClaimed ? CallAnswer.NotHeld
        : call.ClaimedBy == person || isManager ? null
        : CallAnswer.HeldByAnother;
}

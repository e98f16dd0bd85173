using QrMenuTelegram.Announcements;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>What an event does: a guest who waits opens a call, a payment ends one, everything else is told.</summary>
public sealed class EventArrivals(CallLifecycle book, EventAnnouncer announcer)
{
    /// <inheritdoc cref="EventAnnouncer.Announce"/>
    public void Arrive(Transaction transaction, long eventId, MenuEvent menuEvent, TableName table, Instant receivedAt, TimeSpan olderBy)
    {
        PosWaiterStore.Learn(transaction, menuEvent.Server, menuEvent.TableId, menuEvent.Order, receivedAt);
        if (menuEvent.Understood)
        {
            GuestsStore.Learn(transaction, menuEvent, table, receivedAt);
        }
        if (menuEvent.Understood && CallLifecycle.IsCall(menuEvent.Code) && (menuEvent.TableId.Length > 0 || table.Key.Length > 0))
        {
            book.Press(transaction, eventId, menuEvent, table, receivedAt, olderBy);
            return;
        }
        announcer.Announce(transaction, eventId, menuEvent, table, receivedAt, olderBy);
        if (menuEvent.Understood && menuEvent.Code == EventCodes.OnlinePayment)
        {
            book.Paid(transaction, menuEvent);
        }
    }
}

using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>Turns one event into the notices of the right chats: routes, renders in each chat's language, adds.</summary>
public sealed class EventAnnouncer(Routes routes, Texts texts, Outbox outbox, ManagerAlerts managers, Clock clock)
{
    /// <summary>
    /// Adds a notice (subject <c>event:ID</c>) for each chat that is subscribed; where none is, for the managers, at
    /// most once per table and hour; where the event is not understood or its code unknown, for the managers.
    /// </summary>
    /// <param name="transaction">The one that stores the event.</param>
    /// <param name="eventId">Its row.</param>
    /// <param name="menuEvent">As read.</param>
    /// <param name="table">What staff call its table.</param>
    /// <param name="receivedAt">Steady instant.</param>
    /// <param name="olderBy">How much older it may be; zero where not worth telling.</param>
    public void Announce(Transaction transaction, long eventId, MenuEvent menuEvent, TableName table, long receivedAt, TimeSpan olderBy) =>
        throw new NotSupportedException($"{routes}{texts}{outbox}{managers}{clock}");
}

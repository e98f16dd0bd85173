using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>Turns one event into the notices of the right chats: routes, renders in each chat's language, adds.</summary>
public sealed class EventAnnouncer(Audiences audiences, Texts texts, Outbox outbox, ServerNames servers, Clock clock)
{
    /// <summary>What the notices of an event are about.</summary>
    public static string Subject(long eventId) => SubjectPrefix + eventId;

    internal const string SubjectPrefix = "event:";

    /// <summary>What the notices of a call are about begins so.</summary>
    public const string CallPrefix = "call:";

    /// <summary>
    /// Adds a notice (subject <c>event:ID</c>) for each chat that is subscribed; where none is, for the managers, at
    /// most once per table and hour; where the event is not understood or its code unknown, for the managers.
    /// </summary>
    /// <param name="transaction">The one that stores the event.</param>
    /// <param name="eventId">Its row.</param>
    /// <param name="menuEvent">As read.</param>
    /// <param name="table">What staff call its table; its id where no name is known.</param>
    /// <param name="receivedAt">Steady instant.</param>
    /// <param name="olderBy">How much older it may be; zero where not worth telling.</param>
    public void Announce(Transaction transaction, long eventId, MenuEvent menuEvent, TableName table, long receivedAt, TimeSpan olderBy)
    {
        var card = Card(menuEvent, table, receivedAt, olderBy);
        if (!menuEvent.Understood || UrgencyOf(menuEvent.Code) is not { } urgency)
        {
            // A guest may be waiting, nobody can tell for what.
            Add(transaction, eventId, card, Urgency.Order, ManagerAlerts.Destinations(transaction));
            return;
        }
        var audience = audiences.Of(transaction, menuEvent.Server, menuEvent.Code, menuEvent.TableId, table);
        Add(transaction, eventId, card with { Unclaimed = audience.Unclaimed, Muted = audience.Muted }, urgency, audience.To);
    }

    /// <summary>Shows an event to one chat as a test: the same rendering and delivery, no routing, no event stored; no guest waits for it.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="to">Where.</param>
    /// <param name="menuEvent">Of one of the five codes.</param>
    /// <param name="table">What staff call its table.</param>
    public void Rehearse(Transaction transaction, Destination to, MenuEvent menuEvent, TableName table)
    {
        var card = Card(menuEvent, table, clock.Now, TimeSpan.Zero) with { Test = true };
        Add(transaction, null, card, Urgency.Reply, [to]);
    }

    /// <summary>How urgent an event of this code is; null for a code that is none of the five.</summary>
    public static Urgency? UrgencyOf(string code) => code switch
    {
        EventCodes.WaiterCall => Urgency.Call,
        EventCodes.BillRequest => Urgency.Bill,
        EventCodes.OnlinePayment => Urgency.Payment,
        EventCodes.SaveOrder or EventCodes.AdditionalOrder => Urgency.Order,
        _ => null,
    };

    /// <summary>An event as its template shows it.</summary>
    /// <inheritdoc cref="Announce"/>
    public EventCard Card(MenuEvent menuEvent, TableName table, long receivedAt, TimeSpan olderBy) =>
        new(menuEvent, table.Text, clock.ToWall(receivedAt))
        {
            OlderBy = olderBy,
            Restaurant = servers.Several ? menuEvent.Server : null,
        };

    private void Add(Transaction transaction, long? eventId, EventCard card, Urgency urgency, IReadOnlyList<Destination> destinations)
    {
        var rendered = new Dictionary<string, string>();
        foreach (var to in destinations)
        {
            var language = texts.Language(ChatStore.Find(transaction, to.ChatId)?.Language);
            if (!rendered.TryGetValue(language, out var html))
            {
                rendered[language] = html = texts.Event(language, card);
            }
            outbox.Add(transaction, new NewNotice(to, urgency, html) { Subject = eventId is { } id ? Subject(id) : null });
        }
    }
}

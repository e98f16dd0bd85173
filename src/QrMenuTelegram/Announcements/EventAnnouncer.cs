using System.Globalization;
using System.Text;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Announcements;

/// <summary>Turns one event into the notices of the right chats: routes, renders in each chat's language, adds.</summary>
public sealed class EventAnnouncer(Audiences audiences, Texts texts, Outbox outbox, ServerNames servers, Clock clock)
{
    private const int MostGiveButtons = 4;
    private const int LongestLabel = 30;

    /// <summary>What the notices of an event are about.</summary>
    public static string Subject(long eventId) => SubjectPrefix + eventId;

    internal const string SubjectPrefix = "event:";

    /// <summary>What the notices of a call are about begins so.</summary>
    public const string CallPrefix = "call:";

    /// <summary>Data of the buttons that give a table to a chat: this, the event's row, the chat, the topic.</summary>
    public const string GivePrefix = "subscribe:give:";

    /// <summary>
    /// Adds a notice (subject <c>event:ID</c>) for each chat that is subscribed; where none is, for the managers; where the
    /// event is not understood or its code unknown, for the managers. They hear the first of a table and hour, and get
    /// the others without a sound. While there is no manager, the event is kept for the first one.
    /// </summary>
    /// <param name="transaction">The one that stores the event.</param>
    /// <param name="eventId">Its row.</param>
    /// <param name="menuEvent">As read.</param>
    /// <param name="table">What staff call its table; its id where no name is known.</param>
    /// <param name="olderBy">How much older it may be; zero where not worth telling.</param>
    public void Announce(Transaction transaction, long eventId, MenuEvent menuEvent, TableName table, Instant receivedAt, TimeSpan olderBy)
    {
        Tell(transaction, eventId, Card(menuEvent, table, receivedAt, olderBy), table, null);
    }

    /// <summary>Tells whoever is a manager now what came while nobody was.</summary>
    public void AnnounceUntold(Transaction transaction)
    {
        foreach (var untold in AcceptedEvents.TakeUntold(transaction, clock.Now))
        {
            Tell(transaction, untold.Id, Card(transaction, untold), new TableName(untold.TableName), untold.ReceivedAt);
        }
    }

    /// <summary>Buttons that give the table to a chat, for whoever reads that nobody is subscribed; a row each.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> GiveButtons(
        Transaction transaction,
        string language,
        long eventId,
        string server,
        string code,
        TableName table
    )
    {
        var rows = new List<IReadOnlyList<Button>>();
        foreach (var (to, _) in audiences.MayGet(transaction, server, code, MostGiveButtons))
        {
            var chat = ChatStore.Find(transaction, to.ChatId)?.Title is { Length: > 0 } title ? title : $"{to.ChatId}";
            var label = texts.Plain(
                language,
                TextKeys.Give.Button,
                ("table", SafeText.Line(table.Text, LongestLabel)),
                ("chat", SafeText.Line(chat, LongestLabel)),
                ("topic", to.TopicId == 0 ? null : to.TopicId)
            );
            rows.Add([new Button(label, string.Create(CultureInfo.InvariantCulture, $"{GivePrefix}{eventId}:{to.ChatId}:{to.TopicId}"))]);
        }
        return rows;
    }

    /// <summary>Somebody is subscribed now: what says of this event that nobody is says so no more.</summary>
    public void NowSubscribed(Transaction transaction, AcceptedEvent accepted)
    {
        foreach (var notice in Outbox.BySubject(transaction, Subject(accepted.Id)))
        {
            outbox.Change(transaction, notice.Id, texts.Event(LanguageOf(transaction, notice.ChatId), Card(transaction, accepted)), []);
        }
    }

    /// <inheritdoc cref="Audiences.IsUnclaimed"/>
    public bool IsUnclaimed(Transaction transaction, string server, string code, TableName table) =>
        audiences.IsUnclaimed(transaction, server, code, table);

    /// <summary>
    /// Shows an event to one chat as a test: the same rendering and delivery, no routing, no event stored; no guest waits for
    /// it.
    /// </summary>
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
    public static Urgency? UrgencyOf(string code) =>
        code switch
        {
            EventCodes.WaiterCall => Urgency.Call,
            EventCodes.BillRequest => Urgency.Bill,
            EventCodes.OnlinePayment => Urgency.Payment,
            EventCodes.SaveOrder or EventCodes.AdditionalOrder => Urgency.Order,
            _ => null,
        };

    /// <summary>An event as its template shows it.</summary>
    /// <inheritdoc cref="Announce"/>
    public EventCard Card(MenuEvent menuEvent, TableName table, Instant receivedAt, TimeSpan olderBy) =>
        new(menuEvent, table.Text, clock.ToWall(receivedAt)) { OlderBy = olderBy, Restaurant = servers.Several ? menuEvent.Server : null };

    private EventCard Card(Transaction transaction, AcceptedEvent accepted) =>
        Card(
            ElementReader.Read(accepted.Server, Encoding.UTF8.GetBytes(accepted.Body)),
            new TableName(TableStore.TellApart(transaction, accepted.Server, accepted.TableId, new TableName(accepted.TableName))),
            accepted.ReceivedAt,
            TimeSpan.FromMilliseconds(accepted.OlderBy)
        );

    private void Tell(Transaction transaction, long eventId, EventCard told, TableName table, Instant? dueAt)
    {
        var (menuEvent, server) = (told.Event, told.Event.Server);
        var card = told with { Table = TableStore.TellApart(transaction, server, menuEvent.TableId, table) };
        var isKnown = menuEvent.Understood && UrgencyOf(menuEvent.Code) is not null;
        var audience = isKnown
            ? audiences.For(transaction, server, menuEvent.Code, table)
            : new Audience(ManagerAlerts.Destinations(transaction), false);
        if (audience.To.Count == 0)
        {
            AcceptedEvents.KeepUntold(transaction, eventId);
        }
        else if (!isKnown)
        {
            var first = UnclaimedStore.IsWorthTelling(transaction, server, menuEvent.TableId, UnclaimedStore.Unknown, clock.Now);
            // A guest may be waiting, nobody can tell for what.
            Add(transaction, eventId, card, Urgency.Order, audience.To, silent: !first, dueAt: dueAt);
        }
        else
        {
            var says = audience.Unclaimed && audiences.SaysUnclaimed(transaction, server, menuEvent.TableId);
            var shown = card with { Unclaimed = says, Muted = audience.Muted };
            Add(
                transaction,
                eventId,
                shown,
                UrgencyOf(menuEvent.Code)!.Value,
                audience.To,
                language => says ? GiveButtons(transaction, language, eventId, server, menuEvent.Code, table) : [],
                audience.Unclaimed && !says && !IsCall(menuEvent.Code),
                dueAt
            );
        }
    }

    private void Add(
        Transaction transaction,
        long? eventId,
        EventCard card,
        Urgency urgency,
        IReadOnlyList<Destination> destinations,
        Func<string, IReadOnlyList<IReadOnlyList<Button>>>? buttons = null,
        bool silent = false,
        Instant? dueAt = null
    )
    {
        var rendered = new Dictionary<string, string>();
        foreach (var to in destinations)
        {
            var language = LanguageOf(transaction, to.ChatId);
            if (!rendered.TryGetValue(language, out var html))
            {
                rendered[language] = html = texts.Event(language, card);
            }
            outbox.Add(
                transaction,
                new NewNotice(to, urgency, html)
                {
                    Subject = eventId is { } id ? Subject(id) : null,
                    Buttons = buttons?.Invoke(language) ?? [],
                    Silent = silent,
                    DueAt = dueAt,
                }
            );
        }
    }

    // One without a table is announced here: whoever it is, he waits.
    private static bool IsCall(string code) => code is EventCodes.WaiterCall or EventCodes.BillRequest;

    private string LanguageOf(Transaction transaction, long chat) => texts.Language(ChatStore.Find(transaction, chat)?.Language);
}

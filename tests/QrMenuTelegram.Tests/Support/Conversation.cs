using Dapper;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// A manager talks with the bot: types commands, presses buttons, reads what the chat should show. The commands alone,
/// without what comes before them.
/// </summary>
public sealed class Conversation : BridgeParts
{
    public const long Hall = -100;
    public const long Kitchen = -200;
    public const long Anna = 1;

    private long _events;

    public Conversation(params string[] servers)
        : base(new DateTimeOffset(2026, 1, 5, 16, 0, 0, TimeSpan.Zero), servers.Length == 0 ? ["Центр"] : servers)
    {
        Start();
        Write(t =>
        {
            ChatStore.Remember(t, new ChatInfo(Hall, ChatKind.Supergroup, "Зал"));
            ChatStore.Remember(t, new ChatInfo(Kitchen, ChatKind.Group, "Кухня"));
            ChatStore.Remember(t, new ChatInfo(Anna, ChatKind.Private, "Анна"));
        });
    }

    /// <summary>Something happens to a chat.</summary>
    public void Happens(Transaction transaction, DeliveryFact fact) => Get<IDeliveryEvents>().Happened(transaction, fact);

    /// <summary>What was typed, then what the bot answered.</summary>
    public string Type(string text, long chat = Hall, int topic = 0)
    {
        var before = Newest;
        var words = text.Split((char[])[' ', '\n'], 2);
        Write(t =>
            Get<CommandTable>()
                .Find(words[0].TrimStart('/'))!
                .Run(
                    new CommandContext
                    {
                        Transaction = t,
                        From = Person(Anna),
                        Chat = Chat(t, chat),
                        Here = new Destination(chat, topic),
                        Language = Language(t, chat),
                        IsManager = true,
                        Outbox = Get<Outbox>(),
                        Texts = Texts,
                        Clock = Clock,
                    },
                    words.Length > 1 ? words[1].Trim() : ""
                )
        );
        return string.Join("\n--\n", Notices.Where(notice => notice.Id > before).Select(notice => notice.Read()));
    }

    /// <summary>
    /// Presses the button that begins so on the newest message with buttons; then the toast, if any, and what that message
    /// shows now.
    /// </summary>
    public string Press(string label, long chat = Hall)
    {
        var notice = Notices.Last(notice => notice.ChatId == chat && notice.Buttons.Length > 0);
        notice.HasButton(label).ShouldBeTrue($"No button \"{label}\" on:\n{notice.Read()}");
        return PressData(notice.Button(label).Data, notice.Id, chat);
    }

    /// <summary>Presses a button as it may stand on an old picture of a message.</summary>
    public string PressData(string data, long? notice = null, long chat = Hall, bool isKnown = true)
    {
        var pressed = notice ?? Notices.Last(n => n.ChatId == chat).Id;
        var words = data.Split(':', 2);
        var toast = Write(t =>
        {
            var context = new PressContext
            {
                Transaction = t,
                From = Person(Anna),
                Chat = Chat(t, chat),
                Here = AllNotices(t).Where(n => n.Id == pressed).Select(n => new Destination(n.ChatId, (int)n.TopicId)).Single(),
                Language = Language(t, chat),
                IsManager = true,
                Outbox = Get<Outbox>(),
                Texts = Texts,
                Clock = Clock,
                NoticeId = isKnown ? pressed : null,
            };
            Get<CommandTable>().Find(words[0])!.Press(context, words[1]);
            return context.AnswerText;
        });
        (toast?.Length ?? 0).ShouldBeLessThanOrEqualTo(200);
        return (toast is null ? "" : $"({toast})\n") + Notices.Single(n => n.Id == pressed).Read();
    }

    public long NewestNotice => Notices[^1].Id;

    /// <summary>Types and compares: the whole conversation of one command as data.</summary>
    public void Check(string typed, string expected, long chat = Hall, int topic = 0) => Type(typed, chat, topic).ShouldBe(expected);

    public void SawTable(string name, string server = "Центр", string code = EventCodes.WaiterCall) =>
        Write(t => TableStore.Learn(t, server, "id " + name, name, code, Clock.Now));

    /// <summary>Makes a person a manager who has pressed Start.</summary>
    public void MakeManager(long person) =>
        Write(t =>
            t.Connection.Execute("INSERT INTO people (id, name, is_manager, since_at) VALUES (@person, 'Анна', 1, 0)", new { person })
        );

    /// <summary>Announces an event as the poller would; what the chats should show of it.</summary>
    public IReadOnlyList<Seen> Announce(MenuEvent menuEvent, string table) =>
        Shown(t => Get<EventAnnouncer>().Announce(t, ++_events, menuEvent, new TableName(table), Clock.Now, TimeSpan.Zero));

    /// <summary>What the chats should show newly after some work.</summary>
    public IReadOnlyList<Seen> Shown(Action<Transaction> work)
    {
        var before = Newest;
        Write(work);
        return
        [
            .. Notices
                .Where(notice => notice.Id > before)
                .Select(n => new Seen(n.ChatId, (Urgency)n.Urgency, n.Subject, n.Read(), n.Silent != 0)),
        ];
    }

    public IReadOnlyList<Subscription> Subscriptions => Write(SubscriptionStore.All);

    private static ChatInfo Chat(Transaction transaction, long id)
    {
        var chat = ChatStore.Find(transaction, id)!;
        return new ChatInfo(id, Enum.Parse<ChatKind>(chat.Kind, ignoreCase: true), chat.Title);
    }

    private static string Language(Transaction transaction, long id) => Texts.Language(ChatStore.Find(transaction, id)!.Language);

    private static Sender Person(long id) => new(id, "Анна", "anna", "ru");

    /// <summary>What a chat newly shows.</summary>
    public sealed record Seen(long ChatId, Urgency Urgency, string? Subject, string Text, bool Silent);
}

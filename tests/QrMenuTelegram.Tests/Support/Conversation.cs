using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
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
/// People talk with the bot: type commands, press buttons, read what the chat should show. A real database, the real
/// texts, router and outbox; what is read is checked against Telegram's rules on the way.
/// </summary>
public sealed class Conversation : IDisposable
{
    public const long Hall = -100;
    public const long Kitchen = -200;
    public const long Anna = 1;

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;
    private long _events;

    public Conversation(params string[] servers)
    {
        _services = BridgeParts.Build(
            _folder.File("bridge.db"),
            Time,
            new ScriptedTelegram(),
            new CollectedLog(),
            servers.Length == 0 ? ["Центр"] : servers
        );
        Write(t =>
        {
            ChatStore.Remember(t, new ChatInfo(Hall, ChatKind.Supergroup, "Зал"));
            ChatStore.Remember(t, new ChatInfo(Kitchen, ChatKind.Group, "Кухня"));
            ChatStore.Remember(t, new ChatInfo(Anna, ChatKind.Private, "Анна"));
        });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 5, 16, 0, 0, TimeSpan.Zero));

    public Clock Clock => Get<Clock>();

    public static Texts Texts { get; } = Texts.Load(new RestaurantOptions(), new MessagesOptions());

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Something happens to a chat.</summary>
    public void Happens(Transaction transaction, DeliveryFact fact) => Get<IDeliveryEvents>().Happened(transaction, fact);

    /// <summary>What was typed, then what the bot answered.</summary>
    public string Type(string text, long chat = Hall, int topic = 0)
    {
        var before = Write(t => t.Connection.ExecuteScalar<long>("SELECT ifnull(max(id), 0) FROM notices"));
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
        return string.Join("\n--\n", Notices().Where(notice => notice.Id > before).Select(Read));
    }

    /// <summary>
    /// Presses the button that begins so on the newest message with buttons; then the toast, if any, and what that message
    /// shows now.
    /// </summary>
    public string Press(string label, long chat = Hall)
    {
        var notice = Notices().Last(notice => notice.ChatId == chat && notice.Buttons.Length > 0);
        var button =
            Buttons(notice).FirstOrDefault(button => button.Text.StartsWith(label, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No button \"{label}\" on:\n{Read(notice)}");
        return PressData(button.Data, notice.Id, chat);
    }

    /// <summary>Presses a button as it may stand on an old picture of a message.</summary>
    public string PressData(string data, long? notice = null, long chat = Hall, bool isKnown = true)
    {
        var pressed = notice ?? Notices().Last(n => n.ChatId == chat).Id;
        var words = data.Split(':', 2);
        var toast = Write(t =>
        {
            var context = new PressContext
            {
                Transaction = t,
                From = Person(Anna),
                Chat = Chat(t, chat),
                Here = Notices(t).Where(n => n.Id == pressed).Select(n => new Destination(n.ChatId, (int)n.TopicId)).Single(),
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
        return (toast is null ? "" : $"({toast})\n") + Read(Notices().Single(n => n.Id == pressed));
    }

    public long NewestNotice => Notices()[^1].Id;

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
    public IReadOnlyList<Notice> Announce(MenuEvent menuEvent, string table) =>
        Shown(t => Get<EventAnnouncer>().Announce(t, ++_events, menuEvent, new TableName(table), Clock.Now, TimeSpan.Zero));

    /// <summary>What the chats should show newly after some work.</summary>
    public IReadOnlyList<Notice> Shown(Action<Transaction> work)
    {
        var before = Notices().Select(notice => notice.Id).LastOrDefault();
        Write(work);
        return
        [
            .. Notices()
                .Where(notice => notice.Id > before)
                .Select(n => new Notice(n.ChatId, (Urgency)n.Urgency, n.Subject, Read(n), n.Silent != 0)),
        ];
    }

    public IReadOnlyList<Subscription> Subscriptions => Write(SubscriptionStore.All);

    public T Write<T>(Func<Transaction, T> work) => Get<Database>().Write(work);

    public void Write(Action<Transaction> work) => Get<Database>().Write(work);

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private IReadOnlyList<Row> Notices() => Write(Notices);

    private static IReadOnlyList<Row> Notices(Transaction transaction) =>
        transaction
            .Connection.Query<Row>(
                """
                SELECT id AS Id, chat_id AS ChatId, topic_id AS TopicId, html AS Html, buttons AS Buttons, urgency AS Urgency,
                    subject AS Subject, silent AS Silent
                FROM notices ORDER BY id
                """
            )
            .AsList();

    private static string Read(Row notice)
    {
        TelegramHtml.Problem(notice.Html).ShouldBeNull();
        var text = new StringBuilder(TelegramHtml.ToPlain(notice.Html));
        foreach (var row in ButtonsJson.Read(notice.Buttons))
        {
            text.Append('\n').AppendJoin(' ', row.Select(button => $"[{button.Text}]"));
        }
        foreach (var button in Buttons(notice))
        {
            Encoding.UTF8.GetByteCount(button.Data).ShouldBeInRange(1, 64);
            button.Text.Trim().ShouldNotBeEmpty();
        }
        return text.ToString();
    }

    private static IReadOnlyList<Button> Buttons(Row notice) => [.. ButtonsJson.Read(notice.Buttons).SelectMany(row => row)];

    private static ChatInfo Chat(Transaction transaction, long id)
    {
        var chat = ChatStore.Find(transaction, id)!;
        return new ChatInfo(id, Enum.Parse<ChatKind>(chat.Kind, ignoreCase: true), chat.Title);
    }

    private static string Language(Transaction transaction, long id) => Texts.Language(ChatStore.Find(transaction, id)!.Language);

    private static Sender Person(long id) => new(id, "Анна", "anna", "ru");

    public sealed record Notice(long ChatId, Urgency Urgency, string? Subject, string Text, bool Silent);

    public sealed record Row(long Id, long ChatId, long TopicId, string Html, string Buttons, long Urgency, string? Subject, long Silent);
}

using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.People;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// Guests press, staff take, time passes: the bridge as <see cref="Bridge"/> wires it, on a real database, without its
/// loops. What chats should show is taken for shown at once, unless <see cref="ShowsAtOnce"/> is off.
/// </summary>
public sealed class CallRig : IDisposable
{
    public static readonly Sender Ivan = new(11, "Иван", "ivan", "ru");
    public static readonly Sender Olga = new(12, "Ольга", null, "ru");
    public static readonly Sender Boss = new(13, "Мария", "boss", "ru");
    public static readonly ChatInfo Hall = new(-100, ChatKind.Supergroup, "Зал");
    public static readonly ChatInfo Cashiers = new(-200, ChatKind.Group, "Касса");
    public const string Restaurant = "Берег";

    private readonly TemporaryFolder _folder = TemporaryFolder.ForDatabase();
    private readonly ServiceProvider _services;
    private readonly ServerMemory _memory;
    private int _next = 1000;

    public CallRig(params (string Key, string Value)[] settings)
    {
        _services = BridgeParts.Build(_folder.File("bridge.db"), Time, Telegram, Log, [Restaurant], settings);
        _memory = Write(t => ServerMemory.Load(t, Restaurant, TimeSpan.FromMinutes(5), Clock.Now));
        Write(t =>
        {
            foreach (var person in new[] { Ivan, Olga, Boss })
            {
                PeopleStore.Remember(t, person, Clock.Now);
            }
            PeopleStore.MakeManager(t, Boss.Id);
            ChatStore.Remember(t, Private(Boss));
            foreach (var (chat, role) in new[] { (Hall, "waiter"), (Cashiers, "cashier") })
            {
                ChatStore.Remember(t, chat);
                t.Connection.Execute(
                    "INSERT INTO subscriptions (chat_id, role, created_at, created_by) VALUES (@id, @role, 1, 13)",
                    new { id = chat.Id, role }
                );
            }
        });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 16, 2, 0, TimeSpan.Zero));

    public ScriptedTelegram Telegram { get; } = new();

    public CollectedLog Log { get; } = new();

    public Clock Clock => Get<Clock>();

    /// <summary>Whether notices are taken for shown as soon as they are there.</summary>
    public bool ShowsAtOnce { get; set; } = true;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public T Write<T>(Func<Transaction, T> work) => Get<Database>().Write(work);

    public void Write(Action<Transaction> work) => Get<Database>().Write(work);

    public static ChatInfo Private(Sender person) => new(person.Id, ChatKind.Private, person.Name);

    /// <summary>The person has pressed Start: the bot may write to him.</summary>
    public void Meet(Sender person) => Write(t => ChatStore.Remember(t, Private(person)));

    /// <summary>A guest does something; what chats newly show of it.</summary>
    public IReadOnlyList<Seen> Guest(string code, string table = "6", string? order = null, string? tableId = null) =>
        News(() =>
        {
            var sample = AnEvent.Sample(code);
            var id = tableId ?? "id " + table;
            var body = Samples.Event(code);
            body["hash"] = $"h{++_next}";
            if (order is not null && body["order"] is { } given)
            {
                given["guid"] = order;
            }
            var read = ElementReader.Read(Restaurant, Encoding.UTF8.GetBytes(body.ToJsonString()));
            var menuEvent = read with { TableId = id, TableName = table, Order = sample.Order is null ? null : read.Order };
            Get<Accept>().Take(_memory, [menuEvent], TimeSpan.Zero);
        });

    /// <summary>The server tells of something whose code the bridge does not know; what chats newly show of it.</summary>
    public IReadOnlyList<Seen> Odd(string code) =>
        News(() =>
            Get<Accept>()
                .Take(
                    _memory,
                    [new MenuEvent(Restaurant, $"h{++_next}", code, "id 6", "6", null, null, null, true, $"{{\"code\":\"{code}\"}}")],
                    TimeSpan.Zero
                )
        );

    /// <summary>Time passes, and whatever falls due is done when it does; what chats newly show.</summary>
    public IReadOnlyList<Seen> Pass(TimeSpan span) =>
        News(() =>
        {
            var until = Clock.Now + span;
            while (Get<CallReminder>().Turn() is { } due && due <= until)
            {
                Time.Advance(due.Since(Clock.Now));
                Show();
            }
            Time.Advance(until - Clock.Now);
        });

    /// <summary>The bridge is down for a while, then what is due is done.</summary>
    public IReadOnlyList<Seen> Sleep(TimeSpan span) =>
        News(() =>
        {
            Time.Advance(span);
            Get<CallReminder>().Turn();
        });

    /// <summary>Presses the button that begins so on the newest notice of the chat that has it; the toast.</summary>
    public string? Press(Sender person, string label, ChatInfo? chat = null)
    {
        var place = chat ?? Hall;
        var notice = Notices.Last(notice => notice.ChatId == place.Id && Buttons(notice).Any(button => Begins(button, label)));
        return PressData(person, Buttons(notice).First(button => Begins(button, label)).Data, place, (int)notice.Id);
    }

    public string? PressData(Sender person, string data, ChatInfo place, long telegramId)
    {
        var answer = Write(t =>
            Get<UpdateHandler>().Handle(t, new IncomingUpdate.ButtonPress(++_next, "query", person, place, 0, telegramId, data))
        );
        Show();
        (answer!.Text?.Length ?? 0).ShouldBeLessThanOrEqualTo(200);
        return answer.Text?.Replace('\u00A0', ' ');
    }

    /// <summary>Somebody writes; what chats newly show.</summary>
    public IReadOnlyList<Seen> Say(Sender person, string text, ChatInfo? chat = null, bool anonymous = false) =>
        News(() =>
            Write(t =>
                Get<UpdateHandler>().Handle(t, new IncomingUpdate.TextMessage(++_next, chat ?? Private(person), 0, person, anonymous, text))
            )
        );

    /// <summary>What a chat shows now, oldest first.</summary>
    public IReadOnlyList<string> In(ChatInfo chat) =>
        [.. Notices.Where(notice => notice.ChatId == chat.Id && notice.EndedAt is null).Select(Read)];

    /// <summary>The newest call.</summary>
    public Call Call => Write(t => CallStore.Find(t, t.Connection.ExecuteScalar<long>("SELECT max(id) FROM calls"))!);

    public long Count(string sql) => Write(t => t.Connection.ExecuteScalar<long>(sql));

    public IReadOnlyList<Row> Notices =>
        Write(t =>
            t.Connection.Query<Row>(
                    """
                    SELECT id AS Id, chat_id AS ChatId, html AS Html, buttons AS Buttons, silent AS Silent, ended_at AS EndedAt,
                        version AS Version FROM notices ORDER BY id
                    """
                )
                .AsList()
        );

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    /// <summary>What waits is shown.</summary>
    public void Show()
    {
        if (ShowsAtOnce)
        {
            Write(t =>
                t.Connection.Execute(
                    """
                    INSERT INTO messages (id, chat_id, topic_id, telegram_id, begun_at, shown_at)
                    SELECT id, chat_id, topic_id, id, created_at, created_at FROM notices WHERE message_id IS NULL AND ended_at IS NULL;
                    UPDATE notices SET message_id = id, shown_version = version WHERE message_id IS NULL AND ended_at IS NULL;
                    """
                )
            );
        }
    }

    private IReadOnlyList<Seen> News(Action work)
    {
        var before = Notices.Select(notice => notice.Id).LastOrDefault();
        work();
        Show();
        return [.. Notices.Where(notice => notice.Id > before).Select(notice => new Seen(notice.ChatId, Read(notice), notice.Silent != 0))];
    }

    private static bool Begins(Button button, string label) => button.Text.StartsWith(label, StringComparison.Ordinal);

    private static IReadOnlyList<Button> Buttons(Row notice) => [.. ButtonsJson.Read(notice.Buttons).SelectMany(row => row)];

    private static string Read(Row notice)
    {
        TelegramHtml.Problem(notice.Html).ShouldBeNull();
        var text = new StringBuilder(TelegramHtml.ToPlain(notice.Html));
        foreach (var row in ButtonsJson.Read(notice.Buttons))
        {
            text.Append('\n').AppendJoin(' ', row.Select(button => $"[{button.Text}]"));
            row.ShouldAllBe(button => Encoding.UTF8.GetByteCount(button.Data) >= 1 && Encoding.UTF8.GetByteCount(button.Data) <= 64);
        }
        return text.Replace('\u00A0', ' ').ToString();
    }

    public sealed record Row(long Id, long ChatId, string Html, string Buttons, long Silent, Instant? EndedAt, long Version);

    /// <summary>What a chat newly shows.</summary>
    public sealed record Seen(long ChatId, string Text, bool Silent);
}

using System.Text;
using Dapper;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.People;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// Guests press, staff take, time passes. What chats should show is taken for shown at once, unless
/// <see cref="ShowsAtOnce"/> is off.
/// </summary>
public sealed class CallRig : BridgeParts
{
    public static readonly Sender Ivan = new(11, "Иван", "ivan", "ru");
    public static readonly Sender Olga = new(12, "Ольга", null, "ru");
    public static readonly Sender Boss = new(13, "Мария", "boss", "ru");
    public static readonly ChatInfo Hall = new(-100, ChatKind.Supergroup, "Зал");
    public static readonly ChatInfo Cashiers = new(-200, ChatKind.Group, "Касса");
    public const string Restaurant = "Берег";

    private readonly ServerMemory _memory;
    private int _next = 1000;

    public CallRig(params (string Key, string Value)[] settings)
        : base(new DateTimeOffset(2026, 11, 23, 16, 2, 0, TimeSpan.Zero), Restaurant)
    {
        // So that tests read how old the bridge takes a call to be; LiveTimesTests has what phones are given.
        Settings["Messages__LiveTimes"] = "false";
        foreach (var (key, value) in settings)
        {
            Settings[key] = value;
        }
        Start();
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

    /// <summary>Whether notices are taken for shown as soon as they are there.</summary>
    public bool ShowsAtOnce { get; set; } = true;

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
        var notice = Notices.Last(notice => notice.ChatId == place.Id && notice.HasButton(label));
        return PressData(person, notice.Button(label).Data, place, (int)notice.Id);
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

    /// <summary>What waits is shown.</summary>
    public void Show()
    {
        if (ShowsAtOnce)
        {
            ShowAll();
        }
    }

    private IReadOnlyList<Seen> News(Action work)
    {
        var before = Notices.Select(notice => notice.Id).LastOrDefault();
        work();
        Show();
        return [.. Notices.Where(notice => notice.Id > before).Select(notice => new Seen(notice.ChatId, Read(notice), notice.Silent != 0))];
    }

    private static string Read(Notice notice) => notice.Read().Replace('\u00A0', ' ');

    /// <summary>What a chat newly shows.</summary>
    public sealed record Seen(long ChatId, string Text, bool Silent);
}

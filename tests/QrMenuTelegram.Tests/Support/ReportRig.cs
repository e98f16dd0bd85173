using System.Globalization;
using Dapper;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Reports.Picture;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Reports: past calls and events, what is asked for, what the chats should show.</summary>
public sealed class ReportRig : BridgeParts
{
    public static readonly ChatInfo Hall = new(-100, ChatKind.Supergroup, "Зал");

    private int _calls;
    private int _events;

    /// <param name="now">On the clock of the restaurant's wall.</param>
    /// <param name="zone">The restaurant's.</param>
    /// <param name="dayStart">When its days begin; hours.</param>
    /// <param name="servers">Its servers; one unless told.</param>
    public ReportRig(string now = "2026-11-24 19:45", string zone = "Europe/Moscow", double dayStart = 5, params string[] servers)
        : base(Wall(now, zone), servers.Length == 0 ? ["Центр"] : servers)
    {
        Settings["Restaurant__TimeZone"] = zone;
        Settings["Restaurant__DayStart"] = TimeSpan.FromHours(dayStart).ToString("c", CultureInfo.InvariantCulture);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        Start();
        Desk.Drawing = chart =>
        {
            Charts.Add(chart);
            return [1, 2, 3];
        };
        Remember(Hall);
    }

    public TimeZoneInfo Zone { get; }

    public RestaurantDays Days => Get<RestaurantDays>();

    public ReportOrders Orders => Get<ReportOrders>();

    public DailyReports Daily => Get<DailyReports>();

    public ReportDesk Desk => Get<ReportDesk>();

    /// <summary>What was drawn.</summary>
    public List<ReportChart> Charts { get; } = [];

    public DateTimeOffset Wall(string local) => Wall(local, Zone.Id);

    private static DateTimeOffset Wall(string local, string zone)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(time)).ToUniversalTime();
    }

    public Instant At(string local) => Clock.ToSteady(Wall(local));

    public void Remember(ChatInfo chat, string? language = null) =>
        Write(transaction =>
        {
            ChatStore.Remember(transaction, chat);
            if (language is not null)
            {
                ChatStore.SetLanguage(transaction, chat.Id, language);
            }
            transaction.Connection.Execute(
                "INSERT INTO subscriptions (chat_id, role, created_at, created_by) VALUES (@id, 'manager', 1, 1)",
                new { id = chat.Id }
            );
        });

    /// <summary>The chat is one of others than managers.</summary>
    public void Unsubscribe(ChatInfo chat) =>
        Write(transaction => transaction.Connection.Execute("DELETE FROM subscriptions WHERE chat_id = @id", new { id = chat.Id }));

    /// <summary>A call of the past.</summary>
    /// <param name="at">When the guest pressed first.</param>
    /// <param name="table">The table.</param>
    /// <param name="taken">Seconds until it was first taken; null for never.</param>
    /// <param name="by">Who holds it, by the person's id; 0 for nobody.</param>
    /// <param name="outcome">How it ended; null while it is open.</param>
    /// <param name="bill">Whether it is about the bill.</param>
    /// <param name="times">How often the guest pressed.</param>
    /// <param name="server">Whose table.</param>
    /// <param name="heldAfter">Seconds until the holder took it, where another was first.</param>
    public void Call(
        string at,
        string table = "6",
        double? taken = 30,
        long by = 1,
        string? outcome = CallOutcomes.Done,
        bool bill = false,
        int times = 1,
        string server = "Центр",
        double? heldAfter = null
    )
    {
        var opened = At(at);
        Instant? first = taken is { } seconds ? opened + (long)(seconds * 1000) : null;
        var call = new PastCall(opened)
        {
            Server = server,
            TableId = outcome is null ? $"id {++_calls}" : "id " + table,
            Table = table,
            Code = bill ? EventCodes.BillRequest : EventCodes.WaiterCall,
            Times = times,
            FirstClaimedAt = first,
            ClaimedBy = by,
            ClaimedName = Name(by),
            ClaimedAt = heldAfter is { } later ? opened + (long)(later * 1000) : null,
            Outcome = outcome,
        };
        Write(transaction => call.Insert(transaction.Connection));
    }

    public static string Name(long person) =>
        person switch
        {
            1 => "Иван",
            2 => "Мария <b>",
            3 => "Ольга",
            _ => $"№ {person}",
        };

    /// <summary>An event of the past.</summary>
    public void Event(
        string at,
        string code,
        string? order = null,
        decimal? sum = null,
        string table = "6",
        string server = "Центр",
        string? waiter = null
    ) => EventAt(At(at), code, order, sum, table, server, waiter);

    /// <inheritdoc cref="Event"/>
    public void EventAt(
        Instant at,
        string code,
        string? order = null,
        decimal? sum = null,
        string table = "6",
        string server = "Центр",
        string? waiter = null
    )
    {
        var parts = new[]
        {
            order is null ? null : $"\"guid\":\"{order}\"",
            sum is null ? null : $"\"sum\":\"{sum.Value.ToString(CultureInfo.InvariantCulture)}\"",
            waiter is null ? null : $"\"waiter\":{{\"id\":1,\"name\":\"{waiter}\"}}",
        }.OfType<string>();
        var body = $"{{\"code\":\"{code}\",\"hash\":\"h{++_events}\",\"table\":1,\"order\":{{{string.Join(',', parts)}}}}}";
        Write(transaction =>
            transaction.Connection.Execute(
                """
                INSERT INTO events (server, hash, code, table_id, table_name, received_at, seen_at, body)
                VALUES (@server, @hash, @code, '1', @table, @at, @at, @body)
                """,
                new
                {
                    server,
                    hash = $"h{_events}",
                    code,
                    table,
                    at,
                    body,
                }
            )
        );
    }

    public void DefineHall(string name, params string[] tables) =>
        Write(transaction => Get<HallStore>().Set(transaction, null, name, [.. tables.Select(table => new TableName(table))]));

    /// <summary>Asks for the report of a period and makes it; what the chat should show.</summary>
    public Shown Report(string period = "", long chat = -100) =>
        Made(transaction => Orders.Report(transaction, new Destination(chat), Period(period))).Single();

    /// <summary>Does something, makes what was asked for, and tells what the chats should show newly.</summary>
    public IReadOnlyList<Shown> Made(Action<Transaction> work)
    {
        var before = Newest;
        Write(work);
        Desk.Turn();
        return Since(before);
    }

    public Period Period(string words) => PeriodParser.Read(words, Days.DayOf(Clock.Wall))!;

    public IReadOnlyList<Shown> Since(long notice) =>
        Write(transaction =>
            transaction
                .Connection.Query<Shown>(
                    """
                    SELECT n.id AS Id, n.chat_id AS ChatId, n.html AS Html, n.buttons AS Buttons, a.kind AS Kind,
                        a.file_name AS FileName, a.content AS Content
                    FROM notices n LEFT JOIN attachments a ON a.notice_id = n.id WHERE n.id > @notice ORDER BY n.id
                    """,
                    new { notice }
                )
                .AsList()
        );

    public sealed class Shown
    {
        public long Id { get; init; }

        public long ChatId { get; init; }

        public string Html { get; init; } = "";

        public string Buttons { get; init; } = "";

        public string? Kind { get; init; }

        public string? FileName { get; init; }

        public byte[]? Content { get; init; }

        /// <summary>The text, then a line for each row of buttons.</summary>
        public override string ToString()
        {
            TelegramHtml.Problem(Html).ShouldBeNull();
            return string.Join(
                '\n',
                ButtonsJson
                    .Read(Buttons)
                    .Select(row => string.Join(' ', row.Select(button => $"[{button.Text}]")))
                    .Prepend(TelegramHtml.ToPlain(Html))
            );
        }
    }
}

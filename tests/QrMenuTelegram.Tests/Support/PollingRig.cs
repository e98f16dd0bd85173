using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Support;

/// <summary>An event as it was stored together with what chats show of it.</summary>
public sealed record Announced(MenuEvent Event, Instant At, TimeSpan OlderBy);

/// <summary>An alert as the manager gets it: its text's key, and the values that a text may show.</summary>
public sealed record Alert(string Key, Instant At, IReadOnlyDictionary<string, string> Values)
{
    public DateTimeOffset Time(string name) => AlertTexts.Instant(Values[name]);

    public TimeSpan Span(string name) => AlertTexts.Span(Values[name]);
}

/// <summary>
/// One server and the bridge's reading of it in simulated time, with restarts. What was announced is read from the
/// database, and from the manager's chat what was told.
/// </summary>
public sealed class PollingRig : BridgeParts
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(10);

    private readonly List<Announced> _announced = [];
    private readonly List<Alert> _alerts = [];
    private long _lastEvent;
    private long _lastNotice;
    private TimeSpan _untilTurn;
    private TimeSpan _untilHeartbeat;

    public PollingRig(QrMenuOptions? options = null)
        : base(new DateTimeOffset(2026, 5, 1, 16, 0, 0, TimeSpan.Zero), "R")
    {
        Options = options ?? new QrMenuOptions();
        Server = new InMemoryMenuServer(Time, Options.QueueWindow);
    }

    public QrMenuOptions Options { get; }

    public InMemoryMenuServer Server { get; }

    /// <summary>So far; a test may clear it.</summary>
    public List<Announced> Announced
    {
        get
        {
            Look();
            return _announced;
        }
    }

    public List<Alert> Alerts
    {
        get
        {
            Look();
            return _alerts;
        }
    }

    /// <summary>Whether there is any manager from the start.</summary>
    public bool HasManager { get; init; } = true;

    /// <summary>Runs when a call of this table was stored and is being announced, inside that transaction; may throw.</summary>
    public Action<string>? Announcing { get; set; }

    /// <summary>Runs when an alert is to be told, inside its transaction; may throw.</summary>
    public Action? Telling { get; set; }

    public Poller Poller => Get<MenuServers>().Pollers.Single();

    public override void Start()
    {
        Look();
        base.Start();
        Write(Watch);
        if (HasManager)
        {
            AddManager();
        }
        _untilTurn = TimeSpan.Zero;
        _untilHeartbeat = HeartbeatEvery;
    }

    /// <summary>The bridge ends as by kill -9.</summary>
    public void Crash()
    {
        Look();
        End();
    }

    /// <summary>The bridge ends as by SIGTERM.</summary>
    public void Stop()
    {
        Save();
        Crash();
    }

    /// <summary>Time passes; the bridge, where it runs, does what is due, at the instant it is due.</summary>
    public async Task Pass(TimeSpan time)
    {
        while (Runs && Next <= time)
        {
            var step = Next;
            Advance(step);
            time -= step;
            if (_untilTurn <= TimeSpan.Zero)
            {
                var begun = Time.GetUtcNow();
                _untilTurn = (await Poller.Turn(CancellationToken.None)).At!.Value - Clock.Now;
                var took = Time.GetUtcNow() - begun;
                time -= took;
                _untilHeartbeat -= took;
            }
            if (_untilHeartbeat <= TimeSpan.Zero)
            {
                Save();
                _untilHeartbeat = HeartbeatEvery;
            }
        }
        if (time > TimeSpan.Zero)
        {
            Advance(time);
        }
    }

    public Task Pass(int seconds) => Pass(TimeSpan.FromSeconds(seconds));

    /// <summary>How many rows were ever written.</summary>
    public long Changes() => Write(transaction => SQLitePCL.raw.sqlite3_total_changes(transaction.Connection.Handle));

    protected override void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton(Options));
        services.RemoveAll<IMenuServer>();
        services.AddSingleton<IMenuServer>(Server);
        services.Replace(ServiceDescriptor.Singleton(AlertTexts.ThatShowAllValues));
    }

    private void Save()
    {
        var servers = Get<MenuServers>();
        Write(servers.Save);
        servers.Saved();
    }

    private TimeSpan Next => _untilTurn < _untilHeartbeat ? _untilTurn : _untilHeartbeat;

    private void Advance(TimeSpan by)
    {
        Time.Advance(by > TimeSpan.Zero ? by : TimeSpan.Zero);
        _untilTurn -= by;
        _untilHeartbeat -= by;
    }

    private void Watch(Transaction transaction)
    {
        transaction.Connection.CreateFunction("announcing", (string table) => Run(() => Announcing?.Invoke(table)));
        transaction.Connection.CreateFunction("telling", () => Run(() => Telling?.Invoke()));
        transaction.Connection.Execute(
            """
            CREATE TEMP TRIGGER watch_calls AFTER INSERT ON call_notices BEGIN
                SELECT announcing(table_id) FROM calls WHERE id = NEW.call_id;
            END;
            CREATE TEMP TRIGGER watch_alerts BEFORE INSERT ON notices WHEN NEW.subject = 'alert' BEGIN SELECT telling(); END;
            """
        );

        static long Run(Action action)
        {
            action();
            return 0;
        }
    }

    private void Look()
    {
        if (!Runs)
        {
            return;
        }
        foreach (var row in Write(transaction => EventsAfter(transaction, _lastEvent)))
        {
            _lastEvent = row.Id;
            _announced.Add(
                new Announced(Server.Find(row.Hash, row.Code, row.TableId), row.ReceivedAt, TimeSpan.FromMilliseconds(row.OlderBy))
            );
        }
        foreach (var row in Write(transaction => AlertsAfter(transaction, _lastNotice)))
        {
            _lastNotice = row.Id;
            _alerts.Add(AlertTexts.Read(row.Html, row.CreatedAt));
        }
    }

    private static IReadOnlyList<EventRow> EventsAfter(Transaction transaction, long id) =>
        transaction
            .Connection.Query<EventRow>(
                """
                SELECT id AS Id, hash AS Hash, code AS Code, table_id AS TableId, received_at AS ReceivedAt, older_by AS OlderBy
                FROM events WHERE id > @id ORDER BY id
                """,
                new { id }
            )
            .AsList();

    private static IReadOnlyList<AlertRow> AlertsAfter(Transaction transaction, long id) =>
        transaction
            .Connection.Query<AlertRow>(
                "SELECT id AS Id, html AS Html, created_at AS CreatedAt FROM notices WHERE id > @id AND subject = 'alert' ORDER BY id",
                new { id }
            )
            .AsList();

    private sealed record EventRow(long Id, string Hash, string Code, string TableId, Instant ReceivedAt, long OlderBy);

    private sealed record AlertRow(long Id, string Html, Instant CreatedAt);
}

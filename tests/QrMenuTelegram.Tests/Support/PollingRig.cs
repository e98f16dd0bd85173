using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Support;

/// <summary>An event as it was announced; not before the commit.</summary>
public sealed record Announced(MenuEvent Event, Instant At, TimeSpan OlderBy);

/// <summary>An alert as the managers would get it; not before the commit.</summary>
public sealed record Alert(string Key, Instant At, IReadOnlyDictionary<string, object?> Values);

/// <summary>
/// One server and the bridge's reading of it on a real database, in simulated time, with restarts. What is announced
/// and told is written down instead of rendered.
/// </summary>
public sealed class PollingRig : IDisposable
{
    private readonly ConcurrentQueue<Announced> _announced = new();
    private readonly ConcurrentQueue<Alert> _alerts = new();
    private readonly List<Announced> _allAnnounced = [];
    private readonly List<Alert> _allAlerts = [];
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = TemporaryFolder.ForDatabase();
    private readonly Database _database;
    private readonly ILoggerFactory _logs;
    private ServerMemory? _memory;
    private TimeSpan _untilTurn;
    private TimeSpan _untilHeartbeat;

    public PollingRig(QrMenuOptions? options = null)
    {
        Options = options ?? new QrMenuOptions();
        _database = Database.Open(_folder.File("bridge.db"));
        _logs = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Information).AddProvider(Log));
        Server = new InMemoryMenuServer(Time, Options.QueueWindow);
        Clock = new Clock(Time);
    }

    public QrMenuOptions Options { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 1, 16, 0, 0, TimeSpan.Zero));

    public Clock Clock { get; private set; }

    public InMemoryMenuServer Server { get; }

    public CollectedLog Log { get; } = new();

    public List<Announced> Announced => Drain(_announced, _allAnnounced);

    public List<Alert> Alerts => Drain(_alerts, _allAlerts);

    /// <summary>Whether there is any manager from the start.</summary>
    public bool IsHeard { get; init; } = true;

    /// <summary>Runs before each announcement, inside its transaction; may throw.</summary>
    public Action<Transaction, MenuEvent>? Announcing { get; set; }

    /// <summary>Runs before each alert, inside its transaction; may throw.</summary>
    public Action? Telling { get; set; }

    public Poller Poller { get; private set; } = null!;

    public ServerMemory Memory => _memory!;

    public Database Database => _database;

    /// <summary>The bridge starts, with what the database remembers.</summary>
    public void Start()
    {
        Clock = new Clock(Time);
        _database.Write(transaction => Clock.ContinueFrom(ServerStore.LatestInstant(transaction) ?? default));
        _memory = _database.Write(transaction => ServerMemory.Load(transaction, Server.Name, Options.QueueWindow, Clock.Now));
        if (IsHeard)
        {
            _database.Write(HeardAlerts.AddManager);
        }
        var managers = new HeardAlerts(Tell);
        var accept = new Accept(_database, new HeardEvents(Announce), managers, Clock, _logs.CreateLogger<Accept>());
        var alerts = new OutageAlerts(managers, Options, Clock);
        Poller = new Poller(Server, _memory, accept, alerts, _database, Options, () => 0.5, Clock, _logs.CreateLogger<Poller>());
        _untilTurn = TimeSpan.Zero;
        _untilHeartbeat = HeartbeatEvery;
    }

    /// <summary>The bridge ends as by kill -9.</summary>
    public void Crash() => _memory = null;

    /// <summary>The bridge ends as by SIGTERM.</summary>
    public void Stop()
    {
        _database.Write(_memory!.Save);
        _memory.Saved();
        _memory = null;
    }

    /// <summary>Time passes; the bridge, where it runs, does what is due, at the instant it is due.</summary>
    public async Task Pass(TimeSpan time)
    {
        while (_memory is not null && Next <= time)
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
                _database.Write(_memory.Save);
                _memory.Saved();
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
    public long Changes() => _database.Write(transaction => SQLitePCL.raw.sqlite3_total_changes(transaction.Connection.Handle));

    public void Dispose()
    {
        _logs.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    private TimeSpan Next => _untilTurn < _untilHeartbeat ? _untilTurn : _untilHeartbeat;

    private void Advance(TimeSpan by)
    {
        Time.Advance(by > TimeSpan.Zero ? by : TimeSpan.Zero);
        _untilTurn -= by;
        _untilHeartbeat -= by;
    }

    private static List<T> Drain<T>(ConcurrentQueue<T> queue, List<T> all)
    {
        while (queue.TryDequeue(out var item))
        {
            all.Add(item);
        }
        return all;
    }

    private void Announce(Transaction transaction, MenuEvent menuEvent, Instant receivedAt, TimeSpan olderBy)
    {
        Announcing?.Invoke(transaction, menuEvent);
        transaction.Enqueue(_announced, new Announced(menuEvent, receivedAt, olderBy));
    }

    private void Tell(Transaction transaction, TextKey key, (string Name, object? Value)[] values)
    {
        Telling?.Invoke();
        transaction.Enqueue(_alerts, new Alert(key.Name, Clock.Now, values.ToDictionary(value => value.Name, value => value.Value)));
    }
}

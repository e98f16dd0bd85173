using System.Globalization;
using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Operations;
using QrMenuTelegram.Tests.WholeBridge.Actions;
using QrMenuTelegram.Tests.WholeBridge.Invariants;
using QrMenuTelegram.Tests.WholeBridge.Peers;
using QrMenuTelegram.Tests.WholeBridge.PlantedFaults;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>
/// One run from one seed: guests, staff, two restaurants and Telegram around a real bridge, in simulated time; random
/// traffic, faults and crashes; then everything calms down, and what must hold is looked at.
/// </summary>
internal sealed class Simulation : IDisposable
{
    private static readonly string Root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Root, "qrmenu-run-" + Path.GetRandomFileName())).FullName;
    private readonly IReadOnlyList<Invariant> _invariants;
    private readonly BridgeSetup _setup;
    private readonly DefectLog _log;
    private long _startsAt;
    private int _commitsLookedAt = -1;
    private int _answersLookedAt = -1;

    public Simulation(int seed, Action<string>? trace = null)
    {
        World = new SimulatedWorld(seed, trace);
        Telegram = new TelegramPeer(World);
        Alarm = new AlarmPeer(World);
        Servers = [new MenuPeer("Alpha", World), new MenuPeer("Beta", World)];
        Guests = new Guests(World, Servers);
        People = new People(World, Telegram);
        _log = new DefectLog(World);
        MissedAfter = TimeSpan.FromMinutes(World.Chance.Pick([10, 10, 15, 60]));
        HallAfter = TimeSpan.FromSeconds(World.Chance.Pick([0, 0, 0, 40]));
        // Most restaurants have one.
        Lines = [.. new[] { "direct", "proxy", "relay" }.Take(World.Chance.Pick([1, 1, 2, 3])).Select(name => new Line(name))];
        _setup = new BridgeSetup(Configuration(), Telegram, Lines, Alarm, Servers);
        _invariants = Invariant.All(this);
    }

    public SimulatedWorld World { get; }

    public TelegramPeer Telegram { get; }

    public AlarmPeer Alarm { get; }

    public IReadOnlyList<MenuPeer> Servers { get; }

    /// <summary>The ways to Telegram, the preferred first.</summary>
    public IReadOnlyList<Line> Lines { get; }

    public Guests Guests { get; }

    public People People { get; }

    public Ledger Ledger { get; } = new();

    /// <summary>Null while it is down.</summary>
    public RunningBridge? Bridge { get; private set; }

    /// <summary>When the machine was last resumed; in the world's milliseconds.</summary>
    public long WokeAt { get; set; }

    public int Crashes { get; private set; }

    public int Steps { get; private set; }

    /// <summary>When a call that nobody ends does so by itself.</summary>
    public TimeSpan MissedAfter { get; }

    /// <summary>How long a table's owner alone knows of a call.</summary>
    public TimeSpan HallAfter { get; }

    /// <summary>What is done to the bridge's database on purpose; null but where the simulation itself is tested.</summary>
    public PlantedFault? Fault { private get; init; }

    public bool IsFaultPlanted { get; private set; }

    /// <summary>Where its database lies.</summary>
    public string Folder => _folder;

    /// <summary>Plays the run.</summary>
    /// <returns>What does not hold; empty when all does.</returns>
    public IReadOnlyList<string> Run()
    {
        People.Settle();
        Pass(5_000);
        var acts = World.Chance.Between(5, 40);
        for (var i = 0; i < acts && World.Violations.Count == 0; i++)
        {
            var act = World.Chance.Pick(Act.All, one => one.Weight);
            World.Say("-- " + act.GetType().Name);
            act.Do(this);
            Pass(World.Chance.OneIn(3) ? World.Chance.Between(0, 300) : World.Chance.Between(300, 20_000));
        }
        if (World.Violations.Count == 0)
        {
            World.Say("-- Calm");
            Calm.Do(this);
            World.Say("-- Calls end");
            Calm.LetCallsEnd(this, _invariants);
        }
        if (World.Violations.Count == 0)
        {
            Bridge!.FinishAnswers();
            foreach (var invariant in _invariants)
            {
                invariant.AtEnd();
            }
        }
        return World.Violations;
    }

    /// <summary>Time passes, and everything happens that is due.</summary>
    public void Pass(long milliseconds)
    {
        var until = World.Now + milliseconds;
        while (World.Violations.Count == 0)
        {
            var next = NextAt();
            World.Advance(Math.Min(next, until));
            if (next > until)
            {
                return;
            }
            Step();
        }
    }

    /// <summary>
    /// The same, with a quarter of the steps: servers that are well take seconds to answer meanwhile, and the heart
    /// beats each minute. For long times without new events or crashes.
    /// </summary>
    public void PassQuietly(long milliseconds)
    {
        var well = Servers.Where(server => server.Trouble == MenuTrouble.None).ToList();
        well.ForEach(server => server.Trouble = MenuTrouble.Slow);
        World.BeatEvery = TimeSpan.FromMinutes(1);
        Pass(milliseconds);
        well.ForEach(server => server.Trouble = MenuTrouble.None);
        World.BeatEvery = Heartbeat.Interval;
    }

    /// <summary>The bridge ends now, as by kill -9.</summary>
    public void Kill(int downFor)
    {
        if (Bridge is not null)
        {
            World.Boundaries.Light(0);
            try
            {
                World.Boundaries.Pass("from outside");
            }
            catch (CrashException)
            {
                Bury(downFor);
            }
        }
    }

    /// <summary>The bridge is stopped and started again.</summary>
    public void Stop(int downFor)
    {
        if (Bridge is null)
        {
            return;
        }
        World.Say("the bridge is stopped");
        var patience = World.Now + 6_000;
        var closing = Bridge.Close();
        while (!closing.IsCompleted && !World.Boundaries.IsDead && World.Now < patience)
        {
            World.Advance(Math.Max(World.Now, Math.Min(patience, Telegram.NextAt ?? patience)));
            Telegram.Proceed();
        }
        if (closing.IsCompletedSuccessfully)
        {
            Telegram.Recorded();
        }
        Bury(downFor);
    }

    public bool IsUp => Bridge is not null;

    public void Dispose()
    {
        Bridge?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private long NextAt()
    {
        var next = Bridge is null ? _startsAt : Bridge.NextAt ?? long.MaxValue;
        next = Math.Min(next, Telegram.NextAt ?? long.MaxValue);
        foreach (var server in Servers)
        {
            next = Math.Min(next, server.NextAt ?? long.MaxValue);
        }
        return next;
    }

    private void Step()
    {
        Steps++;
        if (Bridge is null && World.Now >= _startsAt)
        {
            Start();
        }
        Telegram.Proceed();
        Look();
        foreach (var server in Servers)
        {
            server.Proceed();
            Look();
        }
        Bridge?.Step(After);
        Look();
        if (World.Boundaries.IsDead)
        {
            Bury(World.Chance.OneIn(10) ? World.Chance.Between(60_000, 600_000) : World.Chance.Between(100, 5_000));
        }
    }

    private void After(Worker worker)
    {
        if (worker.IsCourier && worker.Failure is null && !World.Boundaries.IsDead)
        {
            Telegram.Recorded();
        }
        Look();
        if (worker.Failure is { } failure && !World.Boundaries.IsDead && failure is not Microsoft.Data.Sqlite.SqliteException)
        {
            World.Violated("no defects", $"{worker.Name}: {failure}");
        }
    }

    private void Look()
    {
        foreach (var server in Servers)
        {
            var isGood = Bridge is not null && World.Boundaries.Storage == StorageTrouble.None && server.Trouble == MenuTrouble.None;
            server.GoodSince = isGood ? server.GoodSince ?? World.Now : null;
        }
        if (Bridge is null || World.Boundaries.IsDead)
        {
            return;
        }
        if (Fault is not null && !IsFaultPlanted && World.Boundaries.Commits != _commitsLookedAt)
        {
            IsFaultPlanted = Fault.Plant(this);
        }
        // What only a poll can change need not be looked at after anything else.
        var answers = Servers.Sum(server => server.Answers);
        var mayHaveStored = World.Boundaries.Commits != _commitsLookedAt && answers != _answersLookedAt;
        (_commitsLookedAt, _answersLookedAt) = (World.Boundaries.Commits, answers);
        while (Telegram.Started.TryDequeue(out var request))
        {
            foreach (var invariant in _invariants)
            {
                invariant.Started(request);
            }
        }
        foreach (var invariant in _invariants)
        {
            invariant.AfterStep(mayHaveStored);
        }
    }

    private void Start()
    {
        World.Boundaries.Revive();
        World.SetWallRight();
        try
        {
            Bridge = new RunningBridge(World, _setup, _log);
            World.Steady = () => Bridge.Clock.Now.Milliseconds;
            (_commitsLookedAt, _answersLookedAt) = (-1, -1);
            Look();
            World.Say("the bridge starts");
        }
        catch (Exception e) when (e is CrashException or Microsoft.Data.Sqlite.SqliteException or QrMenuTelegram.Storage.StorageException)
        {
            World.Say("the bridge can't start: " + e.Message);
            World.Boundaries.Revive();
            _startsAt = World.Now + 20_000;
        }
    }

    private void Bury(int downFor)
    {
        World.Say("the bridge is killed");
        Crashes++;
        Telegram.HangUp();
        DoubtWhatWasBegun();
        foreach (var server in Servers)
        {
            server.HangUp();
            server.GoodSince = null;
        }
        Bridge?.Dispose();
        Bridge = null;
        _startsAt = World.Now + downFor;
        World.Boundaries.Revive();
    }

    // Killed between the mark that an edit begins and its request: the next life can't know that it never left.
    private void DoubtWhatWasBegun()
    {
        if (Bridge is null)
        {
            return;
        }
        foreach (
            var row in Rows.All<BegunEdit>(
                this,
                "SELECT chat_id AS ChatId, telegram_id AS TelegramId FROM messages WHERE telegram_id IS NOT NULL AND shown_hash IS "
                    + "NULL AND gone = 0"
            )
        )
        {
            Telegram.Chats.GetValueOrDefault(row.ChatId)?.Find((int)row.TelegramId)?.Doubt();
        }
    }

    private IConfiguration Configuration() =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Telegram:Token"] = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    ["Telegram:Managers"] = People.Anna.Id.ToString(CultureInfo.InvariantCulture),
                    ["QrMenu:Servers:Alpha:Url"] = "https://127.0.0.1:1",
                    ["QrMenu:Servers:Alpha:Token"] = "alpha-secret",
                    ["QrMenu:Servers:Beta:Url"] = "https://127.0.0.1:2",
                    ["QrMenu:Servers:Beta:Token"] = "beta-secret",
                    ["QrMenu:PollInterval"] = "00:00:0" + World.Chance.Pick<int>([2, 3, 5, 5]),
                    ["Alarm:After"] = AlarmWhenUnseen.After.ToString("c", CultureInfo.InvariantCulture),
                    ["Calls:MissedAfter"] = MissedAfter.ToString("c", CultureInfo.InvariantCulture),
                    ["Calls:HallAfter"] = HallAfter.ToString("c", CultureInfo.InvariantCulture),
                    ["Calls:CloseOnTake"] = World.Chance.OneIn(6) ? "true" : "false",
                    ["Storage:Path"] = Path.Combine(_folder, "bridge.db"),
                }
            )
            .Build();

    internal sealed record BegunEdit(long ChatId, long TelegramId);
}

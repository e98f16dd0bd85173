using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Alarms;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Operations;
using QrMenuTelegram.Operations.Start;
using QrMenuTelegram.People;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Reach;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.WholeBridge.Peers;
using QrMenuTelegram.Updates;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>
/// One life of the bridge: everything that <see cref="Bridge.AddBridge"/> wires, on a real file, but with peers without
/// sockets and with workers that this gives their turns instead of threads.
/// </summary>
internal sealed class RunningBridge : IDisposable
{
    // What is read from files that don't change is the same in every run.
    private static readonly Texts SharedTexts = Texts.Load(new RestaurantOptions(), new MessagesOptions());

    private readonly ServiceProvider _services;
    private readonly SimulatedWorld _world;
    private readonly Courier _delivery;
    private readonly PressAnswers _answers;
    private readonly IReadOnlyList<WayPeer> _ways;

    /// <exception cref="Exception">It could not start, or was killed at it; nothing is left.</exception>
    public RunningBridge(SimulatedWorld world, BridgeSetup setup, DefectLog log)
    {
        _world = world;
        _ways = [.. setup.Lines.Select(line => new WayPeer(setup.Telegram, line, world))];
        _services = Wire(world, setup, _ways, log).BuildServiceProvider();
        try
        {
            var opening = _services.GetServices<IHostedService>().OfType<StartupService>().Single();
            opening.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
            // Asked for once: a container that is asked again and again begins to compile.
            (Clock, Database, _delivery, _answers) = (Get<Clock>(), Get<Database>(), Get<Courier>(), Get<PressAnswers>());
            // The alarm speaks past the outbox, of which the invariants know nothing.
            Workers = [.. Get<IReadOnlyList<IWorker>>().Where(worker => worker is not StorageAlarm).Select(Simulated)];
        }
        catch
        {
            _services.Dispose();
            throw;
        }
    }

    public IReadOnlyList<Worker> Workers { get; }

    public Clock Clock { get; }

    public Database Database { get; }

    /// <summary>Telegram is tried by one message at a time: it does not answer, or it refuses the token.</summary>
    public bool IsTelegramProbed => _delivery.Status is { AwaySince: not null } or { UnauthorizedSince: not null };

    public long? NextAt
    {
        get
        {
            var next = long.MaxValue;
            foreach (var worker in Workers)
            {
                next = Math.Min(next, worker.DueAt(_world.Now) ?? long.MaxValue);
            }
            return next == long.MaxValue ? null : next;
        }
    }

    /// <summary>Gives every worker that is due a turn, beginning with any of them.</summary>
    public void Step(Action<Worker> after)
    {
        var first = _world.Chance.Between(0, Workers.Count - 1);
        for (var i = 0; i < Workers.Count && !_world.Boundaries.IsDead; i++)
        {
            var worker = Workers[(first + i) % Workers.Count];
            if (worker.DueAt(_world.Now) <= _world.Now)
            {
                worker.Step(_world.Now);
                after(worker);
            }
        }
    }

    /// <summary>What a clean stop does: waits for what is under way, records it, and stores what a next start must know.</summary>
    public async Task Close()
    {
        FinishAnswers();
        foreach (var worker in Workers.Reverse())
        {
            await worker.Close();
        }
    }

    /// <summary>Answers to presses go out beside the turns; whoever wants to know all of them waits here.</summary>
    public void FinishAnswers() => _answers.Finish().GetAwaiter().GetResult();

    public void Dispose()
    {
        FinishAnswers();
        foreach (var way in _ways)
        {
            way.IsOver = true;
        }
        _services.Dispose();
    }

    private static ServiceCollection Wire(SimulatedWorld world, BridgeSetup setup, IReadOnlyList<WayPeer> ways, DefectLog log)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(world.IsTraced ? LogLevel.Information : LogLevel.Warning).AddProvider(log));
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddSingleton<Func<double>>(world.Chance.Unit);
        services.AddSingleton<IReadOnlyList<TelegramWay>>([.. ways.Select((way, i) => new TelegramWay(setup.Lines[i].Name, way))]);
        services.AddSingleton(setup.Alarm);
        services.AddBridge(setup.Configuration);
        services.RemoveAll<IMenuServer>();
        foreach (var server in setup.Servers)
        {
            services.AddSingleton(server);
        }
        services.Replace(ServiceDescriptor.Singleton(SharedTexts));
        services.Replace(ServiceDescriptor.Singleton(s => new InvitationCodes(s.GetRequiredService<Clock>(), world.Chance.Bytes)));
        services.Replace(
            ServiceDescriptor.Singleton(s =>
            {
                var database = StartupService.Database(
                    s.GetRequiredService<StorageOptions>(),
                    s.GetRequiredService<MachineStart>(),
                    s.GetRequiredService<Clock>()
                );
                database.Passing = world.Boundaries.Pass;
                return database;
            })
        );
        return services;
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private Worker Simulated(IWorker worker) =>
        new(
            worker,
            Database.Signals.Listen(worker.WakesOn),
            WorkerHost.Retry(_world.Chance.Unit),
            due =>
                due.At is not { } at ? null
                : worker is Heartbeat ? _world.BeatEvery
                : TimeSpan.FromMilliseconds(Math.Clamp((at - Clock.Now).TotalMilliseconds, 0, int.MaxValue))
        );
}

/// <summary>What stays the same over the lives of a bridge.</summary>
internal sealed record BridgeSetup(
    IConfiguration Configuration,
    TelegramPeer Telegram,
    IReadOnlyList<Line> Lines,
    IAlarmChannel Alarm,
    IReadOnlyList<IMenuServer> Servers
);

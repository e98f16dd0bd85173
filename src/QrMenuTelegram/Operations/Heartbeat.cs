using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Operations;

/// <summary>
/// Every 10 s (every second until both ends have answered for the first time), and once more at a clean stop: what a next
/// start must know is stored in one transaction, the health
/// file is renewed, systemd's watchdog is fed, and now and then a little of what is long finished is pruned.
/// </summary>
internal sealed partial class Heartbeat(
    MenuServers servers,
    Vitals vitals,
    Pruning pruning,
    BrokenTexts texts,
    MachineStart machine,
    Database database,
    Clock clock,
    Masks masks,
    ILogger<Heartbeat> logger,
    ISystemdNotifier? systemd = null
) : IWorker
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AtFirst = TimeSpan.FromSeconds(1);

    private static readonly ServiceState SignOfLife = new("WATCHDOG=1");

    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(1);

    private readonly Trouble _storing = new();
    private readonly Trouble _writing = new();
    private Instant _prunedAt = clock.Now;
    private Exception? _storageFailure;
    private HealthReport? _report;

    public string Name => "Heartbeat";

    /// <summary>Why the last beat could store nothing; null when it could. On any thread.</summary>
    public Exception? StorageFailure => Volatile.Read(ref _storageFailure);

    /// <summary>What the last beat found; null before the first. On any thread.</summary>
    public HealthReport? Report => Volatile.Read(ref _report);

    /// <summary>One beat. Never throws: what fails is in the health file and, at first, in the log.</summary>
    public ValueTask<Due> Turn(CancellationToken cancel)
    {
        Volatile.Write(ref _storageFailure, Beat());
        var wait = vitals.IsStarting ? AtFirst : Interval;
        return ValueTask.FromResult(new Due(clock.Now + wait));
    }

    /// <summary>Once more, with the sign of life gone: it was stopped, it did not die.</summary>
    public ValueTask Close()
    {
        Tell(Try(Save), Try(() => HealthFile.Remove(database.Path)));
        return ValueTask.CompletedTask;
    }

    /// <returns>Why nothing could be stored; null when it could.</returns>
    private Exception? Beat()
    {
        IReadOnlyList<string> problems = [];
        var failure = Try(Save) ?? Try(Prune) ?? Try(texts.TellOfNew) ?? Try(() => problems = vitals.Problems());
        if (failure is not null)
        {
            problems = [$"database: {failure.Message}"];
        }
        var report = new HealthReport(clock.Wall.ToUnixTimeMilliseconds(), [.. problems.Select(masks.Apply)]);
        Volatile.Write(ref _report, report);
        var untold = Try(() => HealthFile.Write(database.Path, report));
        Tell(failure, untold);

        // Who set a socket that nobody listens on hears nothing, and must not end the loop.
        Try(() => systemd?.Notify(SignOfLife));
        return failure;
    }

    private void Save()
    {
        var at = database.Write(transaction =>
        {
            servers.Save(transaction);
            return machine.Save(transaction, clock);
        });
        servers.Saved();
        Try(() => database.Mark(at));
    }

    private void Prune()
    {
        if (clock.Now - _prunedAt >= PruneEvery)
        {
            _prunedAt = clock.Now;
            pruning.Turn();
        }
    }

    private void Tell(Exception? failure, Exception? untold)
    {
        if (_storing.IsNews(failure))
        {
            if (OpenFiles.IsLoss(failure!))
            {
                Log.FileLost(logger, failure!.Message);
            }
            else
            {
                Log.NotStored(logger, failure!.Message, database.Path);
            }
        }
        else if (_storing.IsOver(failure))
        {
            Log.Stored(logger);
        }
        if (_writing.IsNews(untold))
        {
            Log.NotTold(logger, untold!.Message, HealthFile.PathOf(database.Path));
        }
        else
        {
            _writing.IsOver(untold);
        }
    }

    private static Exception? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>A trouble is told when it begins and when it is over.</summary>
    private sealed class Trouble
    {
        private bool _lasts;

        public bool IsNews(Exception? failure) => failure is not null && !_lasts && (_lasts = true);

        public bool IsOver(Exception? failure) => failure is null && _lasts && !(_lasts = false);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Nothing can be stored ({Reason}): make room on the disk of {Path}, or see who holds the file. Events wait in "
                + "their servers meanwhile"
        )]
        public static partial void NotStored(ILogger logger, string reason, string path);

        [LoggerMessage(Level = LogLevel.Critical, Message = "{Reason}. Events wait in their servers for some minutes")]
        public static partial void FileLost(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Storing works again")]
        public static partial void Stored(ILogger logger);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The health file {Path} can't be written ({Reason}): `health` will say that the bridge is stuck"
        )]
        public static partial void NotTold(ILogger logger, string reason, string path);
    }
}

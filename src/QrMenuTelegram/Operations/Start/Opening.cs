using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.People;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Start;

/// <summary>What is done once, before the loops run: says what starts and what is odd, and connects what Delivery wants said.</summary>
internal sealed partial class Opening(
    BridgeSettings settings,
    Database database,
    BrokenTexts texts,
    ConfiguredManagers configured,
    Clock clock,
    DeliveryAlerts alerts,
    CallNotices calls,
    EventArrivals arrivals,
    DeliveryHooks hooks,
    ILogger<Opening> logger) : IHostedService
{
    /// <summary>Opens the database, and lets the clock go on from the latest instant that it remembers.</summary>
    /// <exception cref="StorageException">It can't be used.</exception>
    public static Database Database(StorageOptions options, Clock clock)
    {
        var database = Storage.Database.Open(options.Path);
        try
        {
            database.Write(transaction => clock.ContinueFrom(LatestInstant(transaction), MachineStart.Load(transaction)));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var servers = string.Join(", ", settings.Servers);
        Log.Starting(logger, ProgramVersion.Current, servers, database.Path);
        foreach (var warning in settings.Warnings)
        {
            Log.Odd(logger, warning);
        }
        alerts.AttachTo(hooks);
        hooks.WaitsAgain = calls.TakeBackStale;
        hooks.SomebodyHears = arrivals.TellUnheard;
        database.Write(transaction => configured.Settle(transaction, clock.Now));
        texts.Start();
        return Task.CompletedTask;
    }

    /// <summary>The last to stop.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Log.Stopped(logger);
        return Task.CompletedTask;
    }

    // Of what was sent, when it began: its end may be a guess that lies ahead, and the clock must not run after it.
    private static long LatestInstant(Transaction transaction) => Math.Max(
        ServerStore.LatestInstant(transaction) ?? 0,
        transaction.Connection.QueryFirst<Latest>(
            """
            SELECT max(
                ifnull((SELECT value FROM state WHERE name = 'heartbeat'), 0),
                ifnull((SELECT created_at FROM notices ORDER BY id DESC LIMIT 1), 0),
                ifnull((SELECT begun_at FROM attempts ORDER BY id DESC LIMIT 1), 0),
                ifnull((SELECT max(pressed_at, ifnull(claimed_at, 0), ifnull(closed_at, 0)) FROM calls ORDER BY id DESC LIMIT 1), 0)) AS At
            """).At);

    internal sealed record Latest(long At);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "QR Menu Telegram {Version} starts: {Servers}; database {Path}")]
        public static partial void Starting(ILogger logger, string version, string servers, string path);

        [LoggerMessage(Level = LogLevel.Information, Message = "Stopped: what was under way is recorded")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
        public static partial void Odd(ILogger logger, Problem problem);
    }
}

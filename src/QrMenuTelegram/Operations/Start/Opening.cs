using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.People;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Start;

/// <summary>What is done once, before the loops run: says what starts and what is odd, and connects what Delivery wants said.</summary>
internal sealed partial class Opening(
    BridgeSettings settings,
    Database database,
    Texts texts,
    ConfiguredManagers configured,
    Clock clock,
    ManagerAlerts managers,
    DeliveryAlerts alerts,
    DeliveryHooks hooks,
    ILogger<Opening> logger) : IHostedService
{
    private const string TextsTold = "texts.told";

    /// <summary>Opens the database, and lets the clock go on from the latest instant that it remembers.</summary>
    /// <exception cref="StorageException">It can't be used.</exception>
    public static Database Database(StorageOptions options, Clock clock)
    {
        var database = Storage.Database.Open(options.Path);
        try
        {
            clock.ContinueFrom(database.Write(LatestInstant));
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
        database.Write(transaction => configured.Settle(transaction, clock.Now));
        TellOfTexts();
        return Task.CompletedTask;
    }

    /// <summary>The last to stop.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Log.Stopped(logger);
        return Task.CompletedTask;
    }

    private static long LatestInstant(Transaction transaction) => Math.Max(
        ServerStore.LatestInstant(transaction) ?? 0,
        transaction.Connection.QueryFirst<Latest>(
            """
            SELECT max(
                ifnull((SELECT value FROM state WHERE name = 'heartbeat'), 0),
                ifnull((SELECT created_at FROM notices ORDER BY id DESC LIMIT 1), 0),
                ifnull((SELECT max(begun_at, ifnull(done_at, 0)) FROM attempts ORDER BY id DESC LIMIT 1), 0)) AS At
            """).At);

    // Once for each state of the files, not at every start.
    private void TellOfTexts()
    {
        texts.OverrideFailed = problem => Log.BrokenText(logger, problem);
        foreach (var problem in texts.Problems)
        {
            Log.BrokenText(logger, problem);
        }
        var state = texts.Problems.Count == 0 ? 0 : BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts.Problems))));
        database.Write(transaction =>
        {
            if ((StateStore.Get(transaction, TextsTold) ?? 0) == state || ManagerAlerts.Destinations(transaction).Count == 0)
            {
                return;
            }
            StateStore.Set(transaction, TextsTold, state);
            if (state != 0)
            {
                managers.Tell(transaction, Urgency.Reply, null, "status.texts_broken",
                    ("problems", texts.Problems.Take(10).Select(problem => problem.ToString()).ToList()),
                    ("more", Math.Max(0, texts.Problems.Count - 10)));
            }
        });
    }

    internal sealed record Latest(long At);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "QR Menu Telegram {Version} starts: {Servers}; database {Path}")]
        public static partial void Starting(ILogger logger, string version, string servers, string path);

        [LoggerMessage(Level = LogLevel.Information, Message = "Stopped: what was under way is recorded")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
        public static partial void Odd(ILogger logger, Problem problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem} (the embedded text is used)")]
        public static partial void BrokenText(ILogger logger, TextProblem problem);
    }
}

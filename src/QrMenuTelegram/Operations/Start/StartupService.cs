using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.People;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Start;

/// <summary>What is done once, before the loops run: says what starts and what is odd.</summary>
internal sealed partial class StartupService(
    BridgeSettings settings,
    Database database,
    BrokenTexts texts,
    EndOfRights endOfRights,
    ManagerAlerts managers,
    Clock clock,
    ILogger<StartupService> logger
) : IHostedService
{
    /// <summary>Opens the database, and lets the clock go on from the latest instant that it remembers.</summary>
    /// <exception cref="StorageException">It can't be used.</exception>
    public static Database Database(StorageOptions options, MachineStart machine, Clock clock)
    {
        var database = Storage.Database.Open(options.Path);
        try
        {
            database.Write(transaction =>
            {
                clock.ContinueFrom(
                    Instant.Max(LatestInstant(transaction), database.LastWorkedAt ?? Instant.LongAgo),
                    machine.Load(transaction),
                    WallOffsetStore.All(transaction)
                );
                if (Restore.LastWorked(transaction, database, clock.Now) is { } lastWorked)
                {
                    database.RestoredFrom = StateStore.GetInstant(transaction, StateStore.Heartbeat);
                    Restore.Begin(transaction, lastWorked, clock.Now);
                }

                // Better now than at the first event: a disk without room ends the start.
                machine.Save(transaction, clock);
                NameKeys.Renew(transaction);
                PeopleStore.NameTheNameless(transaction);
            });
            return database;
        }
        catch (SqliteException e)
        {
            database.Dispose();
            throw DatabaseFile.Explain(e, database.Path);
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
            Log.Odd(logger, warning.ToString());
        }
        foreach (var warning in database.Warnings)
        {
            Log.Odd(logger, warning);
        }
        Settle();
        texts.Start();
        return Task.CompletedTask;
    }

    private void Settle()
    {
        try
        {
            database.Write(transaction =>
            {
                endOfRights.Settle(transaction);
                TellOfRestore(transaction);
            });
        }
        catch (SqliteException e)
        {
            throw DatabaseFile.Explain(e, database.Path);
        }
    }

    private void TellOfRestore(Transaction transaction)
    {
        if (database.RestoredFrom is { } from)
        {
            Log.Restored(logger, clock.ToWall(from));
            managers.Tell(transaction, Urgency.Reply, null, TextKeys.Alert.Restored, ("from", clock.ToWall(from)));
        }
    }

    /// <summary>The last to stop.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Log.Stopped(logger);
        return Task.CompletedTask;
    }

    // Of what was sent, when it began: its end may be a guess that lies ahead, and the clock must not run after it.
    private static Instant LatestInstant(Transaction transaction) =>
        Instant.Max(
            ServerStore.LatestInstant(transaction) ?? Instant.LongAgo,
            transaction
                .Connection.QueryFirst<Latest>(
                    """
                    SELECT max(
                        ifnull((SELECT value FROM state WHERE name = 'heartbeat'), 0),
                        ifnull((SELECT created_at FROM notices ORDER BY id DESC LIMIT 1), 0),
                        ifnull((SELECT begun_at FROM attempts ORDER BY id DESC LIMIT 1), 0),
                        ifnull((SELECT max(pressed_at, ifnull(claimed_at, 0), ifnull(closed_at, 0)) FROM calls
                            ORDER BY id DESC LIMIT 1), 0)) AS At
                    """
                )
                .At
        );

    internal sealed record Latest(Instant At);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "QR Menu Telegram {Version} starts: {Servers}; database {Path}")]
        public static partial void Starting(ILogger logger, string version, string servers, string path);

        [LoggerMessage(Level = LogLevel.Information, Message = "Stopped: what was under way is recorded")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "An older database was put in place, of {From:yyyy-MM-dd HH:mm:ss} UTC: what is read first from the servers may "
                + "have been shown before and says so"
        )]
        public static partial void Restored(ILogger logger, DateTimeOffset from);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
        public static partial void Odd(ILogger logger, string problem);
    }
}

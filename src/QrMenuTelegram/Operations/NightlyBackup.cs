using System.Globalization;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Storage.Backups;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Operations;

/// <summary>
/// Each night, when a day of the restaurant ends, a backup; one that was missed is made at the next start. The oldest beyond
/// those that are kept are deleted, and no other file. That it fails is told to the managers once, and when it works again.
/// </summary>
internal sealed partial class NightlyBackup(
    StorageOptions options,
    RestaurantOptions restaurant,
    Database database,
    ManagerAlerts managers,
    Clock clock,
    ILogger<NightlyBackup> logger
) : IWorker
{
    private const string Prefix = "night-";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromHours(1);

    // A start has other things to do.
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5);

    private string? _failure;

    public string Name => "Backup";

    /// <summary>Why there is no backup of this night; null when all is well. On any thread.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    public ValueTask<Due> Turn(CancellationToken cancel)
    {
        if (options.Backups.Keep == 0)
        {
            return ValueTask.FromResult(Due.WhenWoken);
        }
        if (clock.Now < clock.StartedAt + AfterStart)
        {
            return ValueTask.FromResult(new Due(clock.StartedAt + AfterStart));
        }
        var folder = options.Backups.FolderFor(database.Path);
        var target = Path.Combine(folder, Prefix + Night().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".db");
        if (File.Exists(target))
        {
            return ValueTask.FromResult(new Due(clock.Now + LookEvery));
        }
        try
        {
            BackupFile.Write(database.Path, target);
            DeleteOld(folder);
        }
        catch (StorageException e)
        {
            Fails(e.Message);
            return ValueTask.FromResult(new Due(clock.Now + RetryEvery));
        }
        Works(target);
        return ValueTask.FromResult(new Due(clock.Now + LookEvery));
    }

    // The day of the restaurant that ended last.
    private DateOnly Night()
    {
        var now = restaurant.LocalNow(clock);
        var today = DateOnly.FromDateTime(now.Date);
        return now.TimeOfDay >= restaurant.DayStart ? today : today.AddDays(-1);
    }

    private void DeleteOld(string folder)
    {
        foreach (
            var old in Directory
                .EnumerateFiles(folder, Prefix + "????-??-??.db")
                .OrderDescending(StringComparer.Ordinal)
                .Skip(options.Backups.Keep)
        )
        {
            try
            {
                File.Delete(old);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.NotDeleted(logger, old, e.Message);
            }
        }
    }

    private void Fails(string reason)
    {
        if (Failure is null)
        {
            Log.Failed(logger, reason);
            database.Write(transaction => managers.Tell(transaction, Urgency.Reply, null, TextKeys.Alert.BackupFailed, ("reason", reason)));
        }
        Volatile.Write(ref _failure, reason);
    }

    private void Works(string target)
    {
        Log.Made(logger, target);
        if (Failure is not null)
        {
            database.Write(transaction => managers.Tell(transaction, Urgency.Reply, null, TextKeys.Alert.BackupWorks));
        }
        Volatile.Write(ref _failure, null);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Backup made: {File}")]
        public static partial void Made(ILogger logger, string file);

        [LoggerMessage(Level = LogLevel.Error, Message = "No backup this night: {Reason} It is tried again each hour")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The old backup {File} can't be deleted ({Reason})")]
        public static partial void NotDeleted(ILogger logger, string file, string reason);
    }
}

using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage.Backups;

/// <summary>A copy of the database in one file, made while the bridge works with it, and put in its place again.</summary>
internal static class BackupFile
{
    private const long RoomToSpare = 32 << 20;

    /// <summary>Writes a copy as it is now; it appears under its name only once it is whole and was looked through.</summary>
    /// <param name="database">As <see cref="DatabaseFiles.Resolve"/> gives it.</param>
    /// <param name="target">What is there is replaced.</param>
    /// <exception cref="StorageException">There is no database, it is damaged, or the copy can't be written.</exception>
    public static void Write(string database, string target)
    {
        if (!File.Exists(database))
        {
            throw new StorageException($"Storage__Path: there is no database {database} yet; nothing to back up.");
        }
        var part = target + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            RefuseWithoutRoom(database, target);
            DatabaseFiles.Write(part, []);
            Copy(database, part);
            using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }
            File.Move(part, target, overwrite: true);
        }
        catch (SqliteException e)
        {
            throw DatabaseFile.Explain(e, database);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The backup {target} can't be written ({e.Message}). Make room, or name a folder that can.", e);
        }
        finally
        {
            Delete(part);
        }
    }

    /// <summary>Puts a backup in the place of the database; what was there is kept beside it.</summary>
    /// <param name="backup">A file that <see cref="Write"/> made.</param>
    /// <param name="database">As <see cref="DatabaseFiles.Resolve"/> gives it.</param>
    /// <param name="now">Names what is kept.</param>
    /// <returns>Where what was there is kept; null where nothing was.</returns>
    /// <exception cref="StorageException">
    /// It is no such file, damaged, of a newer version, or the bridge works with the database.
    /// </exception>
    public static string? Restore(string backup, string database, DateTimeOffset now)
    {
        Examine(backup);
        if (InstanceLock.IsTaken(database))
        {
            throw new StorageException($"The bridge works with {database}. Stop it, restore, and start it again.");
        }
        var part = database + ".restored";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database)!);
            DatabaseFiles.Write(part, []);
            using (var source = File.OpenRead(backup))
            using (var copy = new FileStream(part, FileMode.Open, FileAccess.Write))
            {
                source.CopyTo(copy);
                copy.Flush(flushToDisk: true);
            }
            var kept = PutAside(database, now);
            File.Move(part, database);
            return kept;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"{database} can't be replaced ({e.Message}). Run this as the user that runs the bridge, and make room.",
                e
            );
        }
        finally
        {
            Delete(part);
        }
    }

    /// <exception cref="StorageException">It can't be restored.</exception>
    public static void Examine(string backup)
    {
        if (!File.Exists(backup))
        {
            throw new StorageException($"There is no file {backup}.");
        }
        try
        {
            DatabaseFile.Examine(backup);
        }
        catch (SqliteException e)
        {
            throw new StorageException($"{backup} is no backup of the bridge, or it is damaged ({e.Message}).", e);
        }
    }

    private static void Copy(string database, string part)
    {
        using var source = DatabaseFile.Connect(database, SqliteOpenMode.ReadOnly);
        using var copy = DatabaseFile.Connect(part, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(copy);

        // One file, whatever the database keeps beside it.
        DatabaseFile.Execute(copy, "PRAGMA journal_mode=DELETE");
        using var check = copy.CreateCommand();
        check.CommandText = "PRAGMA integrity_check(1)";
        if (check.ExecuteScalar() is not "ok" and var found)
        {
            throw new StorageException($"Storage__Path: {database} is damaged ({found}): it was not backed up, earlier backups are kept.");
        }
    }

    private static void RefuseWithoutRoom(string database, string target)
    {
        var wanted = new FileInfo(database).Length + RoomToSpare;
        if (new DriveInfo(Path.GetDirectoryName(target)!).AvailableFreeSpace is var free && free < wanted)
        {
            throw new IOException($"{wanted >> 20} MB are needed, {free >> 20} MB are free");
        }
    }

    private static string? PutAside(string database, DateTimeOffset now)
    {
        var kept = $"{database}.before-{now:yyyyMMdd-HHmmss}";
        foreach (var file in DatabaseFiles.OpenBySqlite(database).Reverse().Where(File.Exists))
        {
            File.Move(file, kept + file[database.Length..]);
        }
        return File.Exists(kept) ? kept : null;
    }

    private static void Delete(string part)
    {
        foreach (var file in DatabaseFiles.OpenBySqlite(part).Append(part + "-journal"))
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next backup writes over it.
            }
        }
    }
}

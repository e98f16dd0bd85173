using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage;

/// <summary>How the file is opened, and what is said when it can't be.</summary>
internal static class DatabaseFile
{
    private const long CheckedAtStart = 64 << 20;
    private const long LeastRoom = 256 << 10;

    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new PreparingConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = mode,
                Pooling = false,
                DefaultTimeout = Database.BusySeconds,
            }.ToString()
        );
        connection.Open();

        // A container with a read-only root has no folder for temporary files: without temp_store a large savepoint fails there.
        // SQLite's own waiting looks again within milliseconds, the library's only every 150 ms.
        Execute(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"PRAGMA temp_store=MEMORY; PRAGMA busy_timeout={Database.BusySeconds * 1000}; PRAGMA synchronous=FULL; PRAGMA "
                    + $"foreign_keys=OFF; PRAGMA journal_size_limit=16777216"
            )
        );
        return connection;
    }

    /// <summary>
    /// By statements rather than by <see cref="SqliteTransaction"/>, which the library then demands to be handed to
    /// each command.
    /// </summary>
    public static T InTransaction<T>(SqliteConnection connection, string begin, Func<T> work, Action<WriteStep>? passing = null)
    {
        RollBack(connection);
        passing?.Invoke(WriteStep.Begins);
        Execute(connection, begin);
        try
        {
            var result = work();
            passing?.Invoke(WriteStep.Commits);
            Execute(connection, "COMMIT");
            passing?.Invoke(WriteStep.Committed);
            return result;
        }
        catch
        {
            RollBack(connection);
            throw;
        }
    }

    // On a full disk SQLite may have rolled back by itself already.
    private static void RollBack(SqliteConnection connection)
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            try
            {
                Execute(connection, "ROLLBACK");
            }
            catch (SqliteException)
            {
                // The next transaction tries again; what is thrown is the reason, not this.
            }
        }
    }

    public static void UseWal(SqliteConnection connection, string path)
    {
        var mode = Text(connection, "PRAGMA journal_mode=WAL");
        if (mode != "wal")
        {
            throw new StorageException(
                $"Storage__Path: {path} lies on a file system where SQLite can't keep a write-ahead log (it says '{mode}'), "
                    + "as on most network folders. Name a path on a local disk."
            );
        }
    }

    /// <summary>Looks through the whole file without changing it; the bridge may be working with it.</summary>
    /// <exception cref="StorageException">It is damaged, of a newer version or of another program.</exception>
    /// <exception cref="SqliteException">It can't be read.</exception>
    public static void Examine(string path)
    {
        using var connection = Connect(path, SqliteOpenMode.ReadOnly);
        Migrations.RefuseForeign(connection, path, Migrations.Embedded);
        if (Text(connection, "PRAGMA quick_check(1)") is var found and not "ok")
        {
            throw Damaged(path, found);
        }
    }

    /// <summary>Looks through a small file at once; a big one takes seconds, so only <c>check</c> looks through that.</summary>
    public static void RefuseDamaged(SqliteConnection connection, string path)
    {
        if (new FileInfo(path).Length <= CheckedAtStart && Text(connection, "PRAGMA quick_check(1)") is var found and not "ok")
        {
            throw Damaged(path, found);
        }
    }

    public static long Number(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static string Text(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    public static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static StorageException Damaged(string path, string found, Exception? e = null) =>
        new(
            $"Storage__Path: {path} is no SQLite database, or it is damaged ({found}). "
                + "Move it away with its -wal and -shm files and put a backup in its place, or start with a new file.",
            e
        );

    public static StorageException NoRoom(string path, Exception e) =>
        new($"Storage__Path: no room left on the disk of {path}. Make room and start again.", e);

    // A log or an index that can't grow is an I/O error to SQLite.
    private static bool HasNoRoom(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace < LeastRoom;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static StorageException Explain(SqliteException e, string path) =>
        e.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => Damaged(path, e.Message, e),
            SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM => new StorageException(
                $"Storage__Path: {path} can't be opened for writing ({e.Message}). "
                    + "Give the user that runs the bridge the right to write this file and its folder.",
                e
            ),
            SQLitePCL.raw.SQLITE_FULL => NoRoom(path, e),
            SQLitePCL.raw.SQLITE_IOERR when HasNoRoom(path) => NoRoom(path, e),
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => new StorageException(
                $"Storage__Path: {path} is held by another program ({e.Message}). End it and start again.",
                e
            ),
            _ => new StorageException($"Storage__Path: {path} can't be used ({e.Message}).", e),
        };
}

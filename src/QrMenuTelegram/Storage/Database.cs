using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage;

/// <summary>
/// The one SQLite file: one writing connection behind one lock (WAL, <c>synchronous=FULL</c>, foreign keys on), one
/// read-only connection for slow reads, and the lock file that makes this the only instance.
/// </summary>
/// <remarks>Microsoft.Data.Sqlite's async methods run synchronously, so everything here is synchronous and short.</remarks>
public sealed class Database : IDisposable
{
    private readonly Lock _writing = new();
    private readonly Lock _reading = new();
    private readonly SqliteConnection _writer;
    private readonly SqliteConnection _reader;
    private readonly InstanceLock _instance;

    private Database(InstanceLock instance, SqliteConnection writer, SqliteConnection reader, string path)
    {
        _instance = instance;
        _writer = writer;
        _reader = reader;
        Path = path;
    }

    /// <summary>The absolute path of the file.</summary>
    public string Path { get; }

    /// <summary>Opens the file, creating and migrating it where needed.</summary>
    /// <exception cref="StorageException">
    /// The folder can't be made or written, the file is no database or is damaged, it belongs to a newer version, or
    /// another instance holds it.
    /// </exception>
    public static Database Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var instance = InstanceLock.Take(full);
        SqliteConnection? writer = null;
        SqliteConnection? reader = null;
        try
        {
            writer = Connect(full, SqliteOpenMode.ReadWriteCreate);
            Pragma(writer, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
            Migrations.Run(writer, full);
            reader = Connect(full, SqliteOpenMode.ReadOnly);
            return new Database(instance, writer, reader, full);
        }
        catch (Exception e)
        {
            reader?.Dispose();
            writer?.Dispose();
            instance.Dispose();
            throw e is SqliteException sqlite ? Explain(sqlite, full) : e;
        }
    }

    /// <summary>Runs <paramref name="work"/> in one <c>BEGIN IMMEDIATE</c> transaction and commits it; an exception rolls it back.</summary>
    public T Write<T>(Func<Transaction, T> work)
    {
        Transaction transaction;
        T result;
        lock (_writing)
        {
            using var sqlite = _writer.BeginTransaction();
            transaction = new Transaction(_writer);
            result = work(transaction);
            sqlite.Commit();
        }
        transaction.Committed();
        return result;
    }

    /// <inheritdoc cref="Write{T}"/>
    public void Write(Action<Transaction> work) =>
        Write(transaction =>
        {
            work(transaction);
            return true;
        });

    /// <summary>Runs a read on the read-only connection; it sees the last commit and never waits for a writer.</summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        lock (_reading)
        {
            return query(_reader);
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            lock (_reading)
            {
                _reader.Dispose();
                _writer.Dispose();
            }
        }
        _instance.Dispose();
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        connection.Open();
        return connection;
    }

    private static void Pragma(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static StorageException Explain(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => new StorageException(
            $"Storage__Path: {path} is no SQLite database, or it is damaged ({e.Message}). "
            + "Move it away and put a backup in its place, or start with a new file.", e),
        SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM => new StorageException(
            $"Storage__Path: {path} can't be opened for writing ({e.Message}). "
            + "Give the user that runs the bridge the right to write this file and its folder.", e),
        SQLitePCL.raw.SQLITE_FULL => new StorageException($"Storage__Path: no room left on the disk of {path}. Make room and start again.", e),
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => new StorageException(
            $"Storage__Path: {path} is held by another program ({e.Message}). End it and start again.", e),
        _ => new StorageException($"Storage__Path: {path} can't be used ({e.Message}).", e),
    };
}

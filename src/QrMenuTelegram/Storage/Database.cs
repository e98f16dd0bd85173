using Microsoft.Data.Sqlite;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Storage;

/// <summary>
/// The one SQLite file: one writing connection behind one lock (WAL, <c>synchronous=FULL</c>, foreign keys on), one
/// read-only connection for slow reads, and the lock file that makes this the only instance.
/// </summary>
/// <remarks>Microsoft.Data.Sqlite's async methods run synchronously, so everything here is synchronous and short.</remarks>
public sealed class Database : IDisposable
{
    /// <summary>How long a transaction waits for another program that holds the file, in seconds.</summary>
    public const int BusySeconds = 5;

    private readonly Lock _writing = new();
    private readonly Lock _reading = new();
    private readonly SqliteConnection _writer;
    private readonly SqliteConnection _reader;
    private readonly InstanceLock _instance;
    private readonly OpenFiles _files;
    private (LostFile Lost, string? Saved)? _loss;

    private Database(InstanceLock instance, OpenFiles files, SqliteConnection writer, SqliteConnection reader, string path)
    {
        _instance = instance;
        _files = files;
        _writer = writer;
        _reader = reader;
        Path = path;
    }

    /// <summary>
    /// Told before and after what a write can't take back, on its thread; what it throws is thrown by
    /// <see cref="Write{T}"/>. Null but in simulations of crashes and full disks.
    /// </summary>
    internal Action<WriteStep>? Passing { get; set; }

    /// <summary>What <see cref="Transaction.Signal"/> raises.</summary>
    public Signals Signals { get; } = new();

    /// <summary>The absolute path of the file, symbolic links followed.</summary>
    public string Path { get; }

    /// <inheritdoc cref="InstanceLock.LastWorkedAt"/>
    public Instant? LastWorkedAt => _instance.LastWorkedAt;

    /// <summary>Whether the database came here without what lies beside it where the bridge worked last: a copy, or a backup.</summary>
    public bool CameAlone => _instance.IsNew;

    /// <summary>Set where this is an older database than the one that was here: its last heartbeat, steady.</summary>
    internal Instant? RestoredFrom { get; set; }

    /// <inheritdoc cref="InstanceLock.Mark"/>
    public void Mark(Instant at) => _instance.Mark(at);

    /// <summary>What is odd about the file but keeps nothing from working, each in a sentence.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Opens the file, creating and migrating it where needed.</summary>
    /// <exception cref="StorageException">
    /// The folder can't be made or written, the file is no database or is damaged, it belongs to a newer version, or
    /// another instance holds it.
    /// </exception>
    public static Database Open(string path) => Open(path, Migrations.Embedded);

    internal static Database Open(string path, IReadOnlyList<Migration> migrations)
    {
        var full = DatabaseFiles.Resolve(path);
        var instance = InstanceLock.Take(full);
        SqliteConnection? writer = null;
        SqliteConnection? reader = null;
        try
        {
            var warnings = DatabaseFiles.Narrow(full);
            writer = DatabaseFile.Connect(full, SqliteOpenMode.ReadWriteCreate);
            DatabaseFile.RefuseDamaged(writer, full);
            Migrations.RefuseForeign(writer, full, migrations);
            DatabaseFile.UseWal(writer, full);
            Migrations.Run(writer, full, migrations);
            DatabaseFile.Execute(writer, "PRAGMA foreign_keys=ON");
            reader = DatabaseFile.Connect(full, SqliteOpenMode.ReadOnly);
            DatabaseFile.Number(reader, "SELECT count(*) FROM sqlite_schema");
            return new Database(instance, new OpenFiles(System.IO.Path.GetFullPath(path), full), writer, reader, full)
            {
                Warnings = warnings,
            };
        }
        catch (Exception e)
        {
            reader?.Dispose();
            writer?.Dispose();
            instance.Dispose();
            throw e is SqliteException sqlite ? DatabaseFile.Explain(sqlite, full) : e;
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one <c>BEGIN IMMEDIATE</c> transaction and commits it; an exception rolls it
    /// back, and nothing throws after the commit. Waits up to <see cref="BusySeconds"/> for another program (a backup) that holds the file.
    /// </summary>
    /// <exception cref="SqliteException">
    /// No room on the disk, the file is held or damaged, or it was deleted or replaced since it was opened: nothing was
    /// changed.
    /// </exception>
    public T Write<T>(Func<Transaction, T> work)
    {
        if (_writing.IsHeldByCurrentThread)
        {
            throw new InvalidOperationException("A transaction is under way on this thread: pass it on instead of beginning another.");
        }
        var transaction = new Transaction(_writer, Signals);
        T result;
        lock (_writing)
        {
            RefuseLost();
            result = DatabaseFile.InTransaction(_writer, "BEGIN IMMEDIATE", () => work(transaction), Passing);
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

    /// <summary>
    /// Runs reads on the read-only connection: all of them see the same state, the last commit before the first, and
    /// none waits for a writer.
    /// </summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        lock (_reading)
        {
            return DatabaseFile.InTransaction(_reader, "BEGIN DEFERRED", () => query(_reader));
        }
    }

    // As soon as the files are back, all goes on.
    private void RefuseLost()
    {
        if (_files.Lost() is not { } lost)
        {
            _loss = null;
            return;
        }
        _loss = _loss is { } known && known.Lost == lost ? known : (lost, Rescue.Save(_writer, Path, lost));
        throw _files.Refusal(lost, _loss.Value.Saved);
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
}

/// <summary>The steps of a write transaction that a crash can come between.</summary>
internal enum WriteStep
{
    Begins,
    Commits,
    Committed,
}

using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage;

/// <summary>One write transaction. Whatever must happen only once it is on disk is told to <see cref="AfterCommit"/>.</summary>
public sealed class Transaction
{
    private readonly List<Action> _afterCommit = [];

    internal Transaction(SqliteConnection connection) => Connection = connection;

    /// <summary>The one writing connection, inside <c>BEGIN IMMEDIATE</c>. Never keep it beyond the transaction.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>How many rows were written on this connection so far: it grows with whatever there is to commit.</summary>
    public long Changes => SQLitePCL.raw.sqlite3_total_changes(Connection.Handle);

    /// <summary>Runs <paramref name="action"/> after the commit, in the order told; never when the transaction is rolled back.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>
    /// Runs <paramref name="work"/>, which deals with one item of several, in a savepoint. A defect of this item (also a broken
    /// rule of the schema) undoes what it wrote and forgets what it told <see cref="AfterCommit"/>, and nothing else.
    /// </summary>
    /// <returns>The defect; null where all went well.</returns>
    /// <exception cref="Exception">
    /// The disk, the file or the memory fails, which concerns every item, or SQLite gave up the whole transaction
    /// (<see cref="StorageException"/>).
    /// </exception>
    public Exception? Attempt(Action work)
    {
        var told = _afterCommit.Count;
        Execute("SAVEPOINT attempt");
        try
        {
            work();
        }
        catch (Exception e)
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(Connection.Handle) != 0)
            {
                throw new StorageException($"The transaction was undone by the database ({e.Message}).", e);
            }
            Execute("ROLLBACK TO attempt");
            Execute("RELEASE attempt");
            _afterCommit.RemoveRange(told, _afterCommit.Count - told);
            if (!IsDefect(e))
            {
                throw;
            }
            return e;
        }
        Execute("RELEASE attempt");
        return null;
    }

    /// <summary>Whether an exception is a defect of the item at hand, and not the trouble of the disk, the file or the memory.</summary>
    internal static bool IsDefect(Exception e) => e switch
    {
        StorageException or OutOfMemoryException => false,
        SqliteException sqlite => sqlite.SqliteErrorCode is SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_ERROR
            or SQLitePCL.raw.SQLITE_TOOBIG or SQLitePCL.raw.SQLITE_MISMATCH or SQLitePCL.raw.SQLITE_RANGE,
        _ => true,
    };

    /// <summary>Runs them all; what some throw is thrown in the end, since the commit can't be taken back.</summary>
    internal void Committed()
    {
        List<Exception>? failures = null;
        foreach (var action in _afterCommit)
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                (failures ??= []).Add(e);
            }
        }
        if (failures is not null)
        {
            throw new AggregateException("Committed, but what should follow failed.", failures);
        }
    }

    private void Execute(string sql) => DatabaseFile.Execute(Connection, sql);
}

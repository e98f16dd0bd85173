using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Storage;

/// <summary>One write transaction, and what others hear of it once it is on disk: signals, and items of queues.</summary>
public sealed class Transaction
{
    private readonly Signals _signals;
    private readonly List<Action> _afterCommit = [];

    internal Transaction(SqliteConnection connection, Signals signals) => (Connection, _signals) = (connection, signals);

    /// <summary>The one writing connection, inside <c>BEGIN IMMEDIATE</c>. Never keep it beyond the transaction.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>How many rows were written on this connection so far: it grows with whatever there is to commit.</summary>
    public long Changes => SQLitePCL.raw.sqlite3_total_changes(Connection.Handle);

    /// <summary>Wakes, after the commit, whoever waits for <paramref name="signal"/>; nobody where it is rolled back.</summary>
    public void Signal(Signal signal) => _afterCommit.Add(() => _signals.Raise(signal));

    /// <summary>
    /// Adds an item, after the commit, to a queue that some worker reads; never where it is rolled back. In the order of
    /// the calls, also of <see cref="Signal"/>.
    /// </summary>
    public void Enqueue<T>(ConcurrentQueue<T> queue, T item) => _afterCommit.Add(() => queue.Enqueue(item));

    /// <summary>
    /// Runs <paramref name="work"/>, which deals with one item of several, in a savepoint. A defect of this item (also a broken
    /// rule of the schema) undoes what it wrote and forgets its signals and items, and nothing else.
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
    internal static bool IsDefect(Exception e) =>
        e switch
        {
            StorageException or OutOfMemoryException => false,
            SqliteException sqlite => sqlite.SqliteErrorCode
                is SQLitePCL.raw.SQLITE_CONSTRAINT
                    or SQLitePCL.raw.SQLITE_ERROR
                    or SQLitePCL.raw.SQLITE_TOOBIG
                    or SQLitePCL.raw.SQLITE_MISMATCH
                    or SQLitePCL.raw.SQLITE_RANGE,
            _ => true,
        };

    /// <summary>Nothing in it can throw: whoever wrote must not be told that the commit failed.</summary>
    internal void Committed() => _afterCommit.ForEach(action => action());

    private void Execute(string sql) => DatabaseFile.Execute(Connection, sql);
}

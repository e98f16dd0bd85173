using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage;

/// <summary>One write transaction. Whatever must happen only once it is on disk is told to <see cref="AfterCommit"/>.</summary>
public sealed class Transaction
{
    private readonly List<Action> _afterCommit = [];

    internal Transaction(SqliteConnection connection) => Connection = connection;

    /// <summary>The one writing connection, inside <c>BEGIN IMMEDIATE</c>. Never keep it beyond the transaction.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Runs <paramref name="action"/> after the commit, in the order told; never when the transaction is rolled back.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    internal void Committed()
    {
        foreach (var action in _afterCommit)
        {
            action();
        }
    }
}

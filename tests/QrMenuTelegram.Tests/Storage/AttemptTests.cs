using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Storage;

public sealed class AttemptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Database _database;

    public AttemptTests() => _database = Database.Open(_folder.File("bridge.db"));

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_a_failed_attempt_wrote_and_promised_is_undone_and_nothing_else()
    {
        ConcurrentQueue<string> followed = [];
        _database.Write(transaction =>
        {
            Put(transaction, "before", followed);
            transaction
                .Attempt(() =>
                {
                    Put(transaction, "failed", followed);
                    transaction.Attempt(() => Put(transaction, "inner", followed));
                    throw new InvalidOperationException();
                })
                .ShouldBeOfType<InvalidOperationException>();
            transaction
                .Attempt(() =>
                {
                    Put(transaction, "kept", followed);
                    transaction
                        .Attempt(() =>
                        {
                            Put(transaction, "inner failed", followed);
                            throw new InvalidOperationException();
                        })
                        .ShouldBeOfType<InvalidOperationException>();
                })
                .ShouldBeNull();
        });
        followed.ShouldBe(["before", "kept"]);
        foreach (
            var (name, there) in ((string, bool)[])
                [("before", true), ("failed", false), ("inner", false), ("kept", true), ("inner failed", false)]
        )
        {
            _database.Write(transaction => StateStore.Get(transaction, name)).HasValue.ShouldBe(there, name);
        }
    }

    [Theory]
    [InlineData(SQLitePCL.raw.SQLITE_CONSTRAINT, true)]
    [InlineData(SQLitePCL.raw.SQLITE_ERROR, true)]
    [InlineData(SQLitePCL.raw.SQLITE_TOOBIG, true)]
    [InlineData(SQLitePCL.raw.SQLITE_MISMATCH, true)]
    [InlineData(SQLitePCL.raw.SQLITE_RANGE, true)]
    [InlineData(SQLitePCL.raw.SQLITE_FULL, false)]
    [InlineData(SQLitePCL.raw.SQLITE_IOERR, false)]
    [InlineData(SQLitePCL.raw.SQLITE_READONLY, false)]
    [InlineData(SQLitePCL.raw.SQLITE_BUSY, false)]
    [InlineData(SQLitePCL.raw.SQLITE_CORRUPT, false)]
    public void What_the_disk_does_is_thrown_on_and_what_one_item_does_is_returned(int code, bool isDefect)
    {
        var failure = new SqliteException("", code);
        Exception? Attempt() => _database.Write(transaction => transaction.Attempt(() => throw failure));
        if (isDefect)
        {
            Attempt().ShouldBe(failure);
        }
        else
        {
            Should.Throw<SqliteException>(Attempt).ShouldBe(failure);
        }
    }

    [Fact]
    public void When_the_database_itself_gave_up_the_transaction_nobody_goes_on_in_it()
    {
        Should.Throw<StorageException>(() =>
            _database.Write(transaction =>
                transaction.Attempt(() =>
                {
                    Put(transaction, "lost", []);
                    using var command = transaction.Connection.CreateCommand();
                    command.CommandText = "ROLLBACK";
                    command.ExecuteNonQuery();
                    throw new SqliteException("database or disk is full", SQLitePCL.raw.SQLITE_FULL);
                })
            )
        );
        _database.Write(transaction => StateStore.Get(transaction, "lost")).ShouldBeNull();
    }

    private static void Put(Transaction transaction, string name, ConcurrentQueue<string> followed)
    {
        StateStore.Set(transaction, name, 1);
        transaction.Enqueue(followed, name);
    }
}

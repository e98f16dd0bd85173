using System.Collections.Concurrent;
using System.Text;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("bridge.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_makes_its_folder_and_file()
    {
        var path = _folder.File("a/b/bridge.db");
        using var database = Database.Open(path);
        System.IO.File.Exists(path).ShouldBeTrue();
        database.Path.ShouldBe(path);
    }

    [Fact]
    public void It_keeps_a_write_ahead_log_and_syncs_each_commit_and_holds_to_foreign_keys()
    {
        using var database = Database.Open(File);
        database.Write(t => Scalar(t.Connection, "PRAGMA journal_mode")).ShouldBe("wal");
        database.Write(t => Scalar(t.Connection, "PRAGMA synchronous")).ShouldBe("2");
        database.Write(t => Scalar(t.Connection, "PRAGMA foreign_keys")).ShouldBe("1");
        var orphan = Should.Throw<SqliteException>(() =>
            database.Write(t =>
                Run(t.Connection, "INSERT INTO notices (chat_id, topic_id, urgency, html, created_at) VALUES (7, 0, 0, 'x', 0)")
            )
        );
        orphan.SqliteErrorCode.ShouldBe(19);
    }

    [Fact]
    public void What_was_committed_is_there_after_opening_again()
    {
        using (var database = Database.Open(File))
        {
            database.Write(t => StateStore.Set(t, StateStore.BotId, 42));
            database.Write(t => StateStore.Set(t, StateStore.BotId, 43));
        }
        using var again = Database.Open(File);
        again.Write(t => StateStore.Get(t, StateStore.BotId)).ShouldBe(43);
        again.Write(t => StateStore.Get(t, "unknown")).ShouldBeNull();
    }

    [Fact]
    public void An_exception_takes_everything_back_and_nobody_hears_of_it()
    {
        using var database = Database.Open(File);
        var (queue, wakeUp) = (new ConcurrentQueue<string>(), database.Signals.Listen([Signal.Calls]));
        Should.Throw<InvalidOperationException>(() =>
            database.Write(t =>
            {
                StateStore.Set(t, StateStore.BotId, 42);
                t.Enqueue(queue, "told");
                t.Signal(Signal.Calls);
                throw new InvalidOperationException();
            })
        );
        queue.ShouldBeEmpty();
        wakeUp.IsRaised.ShouldBeFalse();
        database.Write(t => StateStore.Get(t, StateStore.BotId)).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_is_woken_by_a_commit_finds_what_was_committed_and_queued()
    {
        using var database = Database.Open(File);
        var (queue, wakeUp) = (new ConcurrentQueue<string>(), database.Signals.Listen([Signal.Reports, Signal.Calls]));
        var seen = Task.Run(async () =>
        {
            await wakeUp.Wait(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
            return (queue.TryDequeue(out var item) ? item : null, database.Read(c => Scalar(c, "SELECT value FROM state")));
        });
        database.Write(t =>
        {
            t.Enqueue(queue, "told");
            t.Signal(Signal.Calls);
            StateStore.Set(t, StateStore.BotId, 1);
            (queue.IsEmpty, wakeUp.IsRaised).ShouldBe((true, false));
        });
        (await seen).ShouldBe(("told", "1"));
    }

    [Fact]
    public void A_transaction_inside_another_is_refused_and_takes_back_both()
    {
        using var database = Database.Open(File);
        Should.Throw<InvalidOperationException>(() =>
            database.Write(t =>
            {
                StateStore.Set(t, StateStore.BotId, 1);
                database.Write(inner => StateStore.Set(inner, StateStore.Heartbeat, 1));
            })
        );
        database.Read(c => Scalar(c, "SELECT count(*) FROM state")).ShouldBe("0");
    }

    [Fact]
    public void A_read_neither_waits_for_a_writer_nor_sees_what_is_not_committed()
    {
        using var database = Database.Open(File);
        database.Write(t =>
        {
            StateStore.Set(t, StateStore.BotId, 1);
            Task.Run(() => database.Read(c => Scalar(c, "SELECT count(*) FROM state"))).Result.ShouldBe("0");
        });
        database.Read(c => Scalar(c, "SELECT count(*) FROM state")).ShouldBe("1");
    }

    [Fact]
    public void All_reads_of_one_call_see_the_same_state()
    {
        using var database = Database.Open(File);
        database
            .Read(c =>
            {
                var before = Scalar(c, "SELECT count(*) FROM state");
                Task.Run(() => database.Write(t => StateStore.Set(t, StateStore.BotId, 1))).Wait();
                Scalar(c, "SELECT count(*) FROM state").ShouldBe(before);
                return before;
            })
            .ShouldBe("0");
        database.Read(c => Scalar(c, "SELECT count(*) FROM state")).ShouldBe("1");
    }

    [Fact]
    public void The_reading_connection_can_not_write()
    {
        using var database = Database.Open(File);
        Should.Throw<SqliteException>(() => database.Read(c => Run(c, "DELETE FROM state")));
    }

    [Fact]
    public async Task Writers_of_many_threads_take_turns()
    {
        using var database = Database.Open(File);
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Task.Run(() => database.Write(t => StateStore.Set(t, StateStore.BotId, (StateStore.Get(t, StateStore.BotId) ?? 0) + 1)))
                )
        );
        database.Write(t => StateStore.Get(t, StateStore.BotId)).ShouldBe(20);
    }

    [Fact]
    public void A_second_instance_is_refused_and_the_first_goes_on()
    {
        using var first = Database.Open(File);
        var e = Should.Throw<StorageException>(() => Database.Open(File));
        e.Message.ShouldContain("Storage__Path");
        e.Message.ShouldContain("another instance of the bridge already works with " + File);
        first.Write(t => StateStore.Set(t, StateStore.BotId, 1));
    }

    [Fact]
    public void An_instance_that_ended_leaves_the_place_to_the_next()
    {
        Database.Open(File).Dispose();
        Database.Open(File).Dispose();
    }

    [Fact]
    public void A_folder_that_can_not_be_made_is_named_with_the_variable()
    {
        System.IO.File.WriteAllText(_folder.File("file"), "no folder");
        var path = _folder.File("file/bridge.db");
        var e = Should.Throw<StorageException>(() => Database.Open(path));
        e.Message.ShouldStartWith("Storage__Path: the folder " + _folder.File("file") + " can't be made or written");
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_named_with_the_variable()
    {
        var e = Should.Throw<StorageException>(() => Database.Open("/proc/bridge.db"));
        e.Message.ShouldStartWith("Storage__Path: the folder /proc can't be");
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(File);
        Should.Throw<StorageException>(() => Database.Open(File)).Message.ShouldStartWith("Storage__Path: " + File);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        System.IO.File.WriteAllText(File, "Dear diary, " + new string('x', 2000));
        var e = Should.Throw<StorageException>(() => Database.Open(File));
        e.Message.ShouldStartWith($"Storage__Path: {File} is no SQLite database, or it is damaged");
        System.IO.File.ReadAllText(File).ShouldStartWith("Dear diary");
    }

    [Fact]
    public void A_damaged_database_is_refused_with_the_way_to_restore_it()
    {
        using (var database = Database.Open(File))
        {
            database.Write(t => StateStore.Set(t, StateStore.BotId, 1));
        }
        var bytes = System.IO.File.ReadAllBytes(File);
        Encoding.ASCII.GetBytes(new string('?', 8000)).CopyTo(bytes, 8192);
        System.IO.File.WriteAllBytes(File, bytes);
        var e = Should.Throw<StorageException>(() => Database.Open(File));
        e.Message.ShouldContain("damaged");
        e.Message.ShouldContain("put a backup in its place");
    }

    [Fact]
    public void A_refused_database_can_be_opened_once_it_is_mended()
    {
        System.IO.File.WriteAllText(File, "no database at all, but long enough to have a header of a hundred bytes......................");
        Should.Throw<StorageException>(() => Database.Open(File));
        System.IO.File.Delete(File);
        Database.Open(File).Dispose();
    }

    [Fact]
    public void A_full_disk_takes_the_transaction_back_and_it_goes_on_when_there_is_room()
    {
        using var database = Database.Open(File);
        var pages = database.Write(t => Scalar(t.Connection, "PRAGMA page_count"));
        database.Write(t => Run(t.Connection, "PRAGMA max_page_count=" + pages));
        var e = Should.Throw<SqliteException>(() =>
            database.Write(t =>
            {
                StateStore.Set(t, StateStore.BotId, 1);
                Run(t.Connection, "INSERT INTO chats (id, kind, title) VALUES (1, 'group', hex(zeroblob(100000)))");
            })
        );
        e.SqliteErrorCode.ShouldBe(13);
        database.Write(t => StateStore.Get(t, StateStore.BotId)).ShouldBeNull();
        database.Write(t => Run(t.Connection, "PRAGMA max_page_count=1000000"));
        database.Write(t => StateStore.Set(t, StateStore.BotId, 2));
        database.Write(t => StateStore.Get(t, StateStore.BotId)).ShouldBe(2);
    }

    [Fact]
    public async Task A_program_that_holds_the_file_for_a_moment_is_waited_for()
    {
        using var database = Database.Open(File);
        using var other = Foreign(File);
        Run(other, "BEGIN IMMEDIATE");
        var writing = Task.Run(() => database.Write(t => StateStore.Set(t, StateStore.BotId, 1)), TestContext.Current.CancellationToken);
        writing.IsCompleted.ShouldBeFalse();
        Run(other, "COMMIT");
        await writing;
        database.Write(t => StateStore.Get(t, StateStore.BotId)).ShouldBe(1);
    }

    [Fact]
    public void A_backup_can_be_taken_while_it_works()
    {
        using var database = Database.Open(File);
        database.Write(t => StateStore.Set(t, StateStore.BotId, 1));
        using (var other = Foreign(File))
        {
            Run(other, $"VACUUM INTO '{_folder.File("backup.db")}'");
        }
        using var restored = Database.Open(_folder.File("backup.db"));
        restored.Write(t => StateStore.Get(t, StateStore.BotId)).ShouldBe(1);
    }

    internal static SqliteConnection Foreign(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    internal static string? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    internal static int Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}

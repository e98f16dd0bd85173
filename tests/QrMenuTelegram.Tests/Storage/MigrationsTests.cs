using Microsoft.Data.Sqlite;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Storage.DatabaseTests;

namespace QrMenuTelegram.Tests.Storage;

public sealed class MigrationsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("bridge.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_embedded_steps_are_numbered_without_gaps() =>
        Migrations.Embedded.Select(m => m.Number).ShouldBe(Enumerable.Range(1, Migrations.Embedded.Count));

    [Fact]
    public void Each_step_runs_once_and_in_order()
    {
        Migration[] steps = [new(1, "CREATE TABLE a (x)"), new(2, "INSERT INTO a VALUES (1)"), new(3, "INSERT INTO a SELECT x + 1 FROM a")];
        for (var opened = 0; opened < 3; opened++)
        {
            using var database = Database.Open(File, steps);
            database.Read(c => Scalar(c, "SELECT group_concat(x) FROM a")).ShouldBe("1,2");
            database.Read(c => Scalar(c, "PRAGMA user_version")).ShouldBe("3");
        }
    }

    [Fact]
    public void A_later_version_runs_only_what_is_new()
    {
        Database.Open(File, [new(1, "CREATE TABLE a (x)")]).Dispose();
        using var database = Database.Open(File, [new(1, "this is no SQL"), new(2, "INSERT INTO a VALUES (2)")]);
        database.Read(c => Scalar(c, "SELECT group_concat(x) FROM a")).ShouldBe("2");
    }

    [Fact]
    public void A_step_that_fails_half_way_leaves_nothing_behind_and_runs_whole_next_time()
    {
        Should.Throw<StorageException>(() =>
            Database.Open(File, [new(1, "CREATE TABLE a (x)"), new(2, "CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)")])
        );
        using (var foreign = Foreign(File))
        {
            Scalar(foreign, "PRAGMA user_version").ShouldBe("1");
            Scalar(foreign, "SELECT group_concat(name) FROM sqlite_schema").ShouldBe("a");
        }
        using var database = Database.Open(File, [new(1, ""), new(2, "CREATE TABLE b (x)")]);
        database.Read(c => Scalar(c, "SELECT count(*) FROM b")).ShouldBe("0");
    }

    [Fact]
    public void A_step_may_rebuild_a_table_that_others_refer_to()
    {
        Database
            .Open(
                File,
                [
                    new(
                        1,
                        "CREATE TABLE a (x PRIMARY KEY); CREATE TABLE b (x REFERENCES a (x) ON DELETE CASCADE);"
                            + "INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)"
                    ),
                ]
            )
            .Dispose();
        using var database = Database.Open(
            File,
            [
                new(1, ""),
                new(
                    2,
                    "CREATE TABLE new_a (x PRIMARY KEY, y); "
                        + "INSERT INTO new_a (x) SELECT x FROM a; DROP TABLE a; ALTER TABLE new_a RENAME TO a"
                ),
            ]
        );
        database.Read(c => Scalar(c, "SELECT count(*) FROM b")).ShouldBe("1");
    }

    [Fact]
    public void Calls_of_the_version_before_go_on_and_no_id_is_given_twice()
    {
        var before = Migrations.Embedded.TakeWhile(step => !step.Sql.Contains("new_calls", StringComparison.Ordinal)).ToList();
        using (var old = Database.Open(File, before))
        {
            old.Write(t =>
            {
                ACall.Add(t, "6", new(1000), claimedBy: 11, holder: "Иван", times: 3);
                var pruned = ACall.Add(t, "7", new(2000), claimedBy: 11, holder: "Иван", closedBy: 11);
                Run(t.Connection, "INSERT INTO chats (id, kind, title) VALUES (-1, 'group', 'Hall')");
                Run(t.Connection, "INSERT INTO notices (id, chat_id, topic_id, urgency, html, created_at) VALUES (5, -1, 0, 0, 'x', 1000)");
                Run(t.Connection, "INSERT INTO call_notices (notice_id, call_id, kind) VALUES (5, 1, 'unclaimed')");
                Run(t.Connection, "INSERT INTO unclaimed (server, table_id, told_at) VALUES ('S', '6', 1000)");
                Run(t.Connection, $"DELETE FROM calls WHERE id = {pruned}");
            });
        }
        using var database = Database.Open(File);
        database.Write(t =>
        {
            var call = CallStore.Open(t).ShouldHaveSingleItem();
            (call.TableName, call.ClaimedName, call.Times, call.GuestsChanged, call.EarlierAt).ShouldBe(("6", "Иван", 3, false, null));
            CallNoticeStore.OfCall(t, call.Id).ShouldHaveSingleItem().Kind.ShouldBe(CallNoticeKinds.Unclaimed);
            Scalar(t.Connection, "SELECT told_at FROM unclaimed WHERE what = ''").ShouldBe("1000");
            ACall.Add(t, "8", new(3000)).ShouldBe(3);
        });
    }

    [Fact]
    public void A_step_that_would_leave_orphans_is_taken_back()
    {
        Database
            .Open(
                File,
                [
                    new(
                        1,
                        "CREATE TABLE a (x PRIMARY KEY); CREATE TABLE b (x REFERENCES a (x)); INSERT INTO a VALUES (1); INSERT INTO b "
                            + "VALUES (1)"
                    ),
                ]
            )
            .Dispose();
        var e = Should.Throw<StorageException>(() => Database.Open(File, [new(1, ""), new(2, "DELETE FROM a")]));
        e.Message.ShouldContain("nothing was changed");
        using var foreign = Foreign(File);
        Scalar(foreign, "SELECT count(*) FROM a").ShouldBe("1");
        Scalar(foreign, "PRAGMA user_version").ShouldBe("1");
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        Database.Open(File).Dispose();
        using (var foreign = Foreign(File))
        {
            Run(foreign, "PRAGMA user_version = 99");
        }
        var e = Should.Throw<StorageException>(() => Database.Open(File));
        e.Message.ShouldStartWith($"Storage__Path: {File} was written by a newer version of the bridge (schema 99");
        e.Message.ShouldContain("Install that version");
        using var after = Foreign(File);
        Scalar(after, "PRAGMA user_version").ShouldBe("99");
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        using (var foreign = Foreign(File))
        {
            Run(foreign, "CREATE TABLE cookies (x)");
        }
        Should.Throw<StorageException>(() => Database.Open(File)).Message.ShouldContain("the database of another program");
        using var after = Foreign(File);
        Scalar(after, "SELECT group_concat(name) FROM sqlite_schema").ShouldBe("cookies");
        Scalar(after, "PRAGMA journal_mode").ShouldBe("delete");
    }

    [Fact]
    public void Every_table_is_strict()
    {
        using var database = Database.Open(File);
        database
            .Read(c =>
                Scalar(
                    c,
                    "SELECT group_concat(name) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND "
                        + "name NOT LIKE 'sqlite_%'"
                )
            )
            .ShouldBe("");
    }

    [Fact]
    public void A_failure_is_told_as_one_of_the_database() =>
        Should.Throw<StorageException>(() => Database.Open(File, [new(1, "no SQL")])).InnerException.ShouldBeOfType<SqliteException>();
}

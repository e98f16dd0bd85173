using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Storage;

public sealed class GuestsFirstMigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_waits_from_before_keeps_its_kind_and_answers_go_last()
    {
        var path = _folder.File("bridge.db");
        var before = Migrations.Embedded.TakeWhile(migration => !migration.Sql.Contains("Guests first", StringComparison.Ordinal)).ToList();
        using (var old = Database.Open(path, before))
        {
            // Call, reply, bill, payment, order.
            Run(old, "INSERT INTO chats (id, kind, title) VALUES (1, 'group', 'x')");
            Run(
                old,
                "INSERT INTO notices (chat_id, topic_id, urgency, html, created_at) VALUES (1, 0, 0, 'call', 0), (1, 0, 1, 'reply', "
                    + "0), (1, 0, 2, 'bill', 0), (1, 0, 3, 'payment', 0), (1, 0, 4, 'order', 0)"
            );
        }
        using var database = Database.Open(path);
        database
            .Read(connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT group_concat(html || ' ' || urgency) FROM (SELECT * FROM notices ORDER BY urgency)";
                return (string)command.ExecuteScalar()!;
            })
            .ShouldBe("call 0,bill 1,payment 2,order 3,reply 4");
    }

    private static void Run(Database database, string sql) =>
        database.Write(transaction =>
        {
            using var command = transaction.Connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        });
}

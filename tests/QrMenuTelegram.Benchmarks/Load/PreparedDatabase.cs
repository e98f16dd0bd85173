using Microsoft.Data.Sqlite;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Benchmarks.Load;

/// <summary>A database as a bridge leaves it that has been set up, and, where wanted, has worked for years.</summary>
internal static class PreparedDatabase
{
    public static void Make(string path, IReadOnlyList<TelegramChat> groups, Setting setting)
    {
        var clock = new Clock(TimeProvider.System);
        using (var database = Database.Open(path))
        {
            database.Write(transaction => Subscribe(transaction, new SubscriptionStore(new Routes(), clock), groups, setting));
        }
        if (setting.PastEvents > 0)
        {
            AddPast(path, groups, setting.PastEvents, clock.Now);

            // Else the bridge's commits wait until the system has written all of it.
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    private static void Subscribe(Transaction transaction, SubscriptionStore store, IReadOnlyList<TelegramChat> groups, Setting setting)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            var first = (i * setting.TablesPerGroup) + 1;
            TableList.Read($"{first}-{first + setting.TablesPerGroup - 1}").IsWrong(out _, out var tables);
            ChatStore.Remember(transaction, new ChatInfo(groups[i].Id, ChatKind.Supergroup, groups[i].Title));
            store.Add(
                transaction,
                new NewSubscription(new Destination(groups[i].Id), null, CodeList.From(Role.Find("waiter")!), null, tables!.Tables),
                1
            );
        }
    }

    // One event each 2 s until an hour ago, each with its notice and its message, as the bridge itself leaves them.
    private static void AddPast(string path, IReadOnlyList<TelegramChat> groups, int events, Instant now)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA synchronous=OFF;
            PRAGMA temp_store=MEMORY;
            BEGIN;
            CREATE TEMP TABLE past AS
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @events),
                    c AS (SELECT row_number() OVER (ORDER BY id) - 1 AS k, id FROM chats)
                SELECT i, @newest - (@events - i) * 2000 AS at, c.id AS chat FROM n JOIN c ON c.k = n.i % @chats;
            INSERT INTO events (id, server, hash, code, table_id, table_name, received_at, seen_at, body)
                SELECT i, 'R0', printf('0x%08x', i * 2654435761 % 4294967296), 'waiter_call', 1000022 + i % 500, i % 500, at, at, @body
                    FROM past;
            INSERT INTO messages (id, chat_id, topic_id, telegram_id, begun_at, shown_at)
                SELECT i, chat, 0, 1000000 + i, at, at FROM past;
            INSERT INTO notices (id, chat_id, topic_id, urgency, subject, html, created_at, shown_version, message_id)
                SELECT i, chat, 0, 0, 'event:' || i, '<b>Стол ' || i % 500 || '</b>' || char(10) || '🔔 Зовут официанта', at, 1, i
                FROM past;
            DROP TABLE past;
            COMMIT;
            PRAGMA wal_checkpoint(TRUNCATE);
            """;
        command.Parameters.AddWithValue("@events", events);
        command.Parameters.AddWithValue("@chats", groups.Count);
        command.Parameters.AddWithValue("@newest", (now - TimeSpan.FromHours(1)).Milliseconds);
        command.Parameters.AddWithValue("@body", Simulation.Menu.MenuSamples.Event("waiter_call").ToJsonString());
        command.CommandTimeout = 600;
        command.ExecuteNonQuery();
    }
}

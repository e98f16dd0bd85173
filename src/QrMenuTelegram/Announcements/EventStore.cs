using Dapper;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>An accepted event as far as it is needed to know it again.</summary>
public sealed record StoredSighting(long Id, string Hash, string Code, string TableId, Instant ReceivedAt, Instant SeenAt);

/// <summary>The accepted events.</summary>
internal static class EventStore
{
    /// <summary>Adds an event and returns its row.</summary>
    public static long Add(Transaction transaction, MenuEvent menuEvent, TableName table, Instant receivedAt, TimeSpan olderBy) =>
        transaction.Connection.ExecuteScalar<long>(
            """
            INSERT INTO events (server, hash, code, table_id, table_name, received_at, seen_at, older_by, may_repeat, body)
            VALUES (@server, @hash, @code, @tableId, @tableName, @receivedAt, @receivedAt, @olderBy, @mayRepeat, @body)
            RETURNING id
            """,
            new
            {
                server = menuEvent.Server,
                hash = menuEvent.Hash,
                code = menuEvent.Code,
                tableId = menuEvent.TableId,
                tableName = table.Text,
                receivedAt,
                mayRepeat = menuEvent.MayRepeat,
                olderBy = (long)olderBy.TotalMilliseconds,
                body = menuEvent.Body,
            }
        );

    /// <summary>The events of a server last seen at or after an instant, oldest first. Uses <c>events_seen</c>.</summary>
    public static IReadOnlyList<StoredSighting> SeenSince(Transaction transaction, string server, Instant since) =>
        transaction
            .Connection.Query<StoredSighting>(
                """
                SELECT id AS Id, hash AS Hash, code AS Code, table_id AS TableId, received_at AS ReceivedAt, seen_at AS SeenAt
                FROM events WHERE server = @server AND seen_at >= @since ORDER BY seen_at, id
                """,
                new { server, since }
            )
            .AsList();

    /// <summary>Records until when the server showed these events.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="ids">Rows, as a JSON array.</param>
    public static void SetSeen(Transaction transaction, Instant seenAt, string ids) =>
        transaction.Connection.Execute(
            "UPDATE events SET seen_at = @seenAt WHERE id IN (SELECT value FROM json_each(@ids))",
            new { seenAt, ids }
        );
}

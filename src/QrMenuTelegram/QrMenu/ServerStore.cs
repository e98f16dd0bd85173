using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.QrMenu;

/// <summary>What the database remembers of a server.</summary>
public sealed record StoredServer(string? Cursor, Instant? NewestEventAt, Instant? LastPollAt, int OutageTold);

/// <summary>The servers: their cursors, when they were last reached, what was told of an outage that lasts.</summary>
public static class ServerStore
{
    public static StoredServer? Find(Transaction transaction, string name) =>
        transaction.Connection.QueryFirstOrDefault<StoredServer>(
            """
            SELECT cursor AS Cursor, newest_event_at AS NewestEventAt, last_poll_at AS LastPollAt, outage_told AS OutageTold
            FROM servers WHERE name = @name
            """,
            new { name }
        );

    /// <summary>With the events that the cursor follows.</summary>
    public static void SetCursor(Transaction transaction, string name, Cursor cursor) =>
        transaction.Connection.Execute(
            """
            INSERT INTO servers (name, cursor, newest_event_at) VALUES (@name, @hash, @receivedAt)
            ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, newest_event_at = excluded.newest_event_at
            """,
            new
            {
                name,
                hash = cursor.Hash,
                receivedAt = cursor.ReceivedAt,
            }
        );

    /// <summary>With the notices that tell of it.</summary>
    public static void SetContact(Transaction transaction, string name, ServerAvailability contact) =>
        transaction.Connection.Execute(
            """
            INSERT INTO servers (name, last_poll_at, outage_told) VALUES (@name, @lastPollAt, @told)
            ON CONFLICT (name) DO UPDATE SET last_poll_at = excluded.last_poll_at, outage_told = excluded.outage_told
            """,
            new
            {
                name,
                lastPollAt = contact.LastSuccessAt,
                told = (int)contact.Told,
            }
        );

    /// <summary>The last successful poll, with the heartbeat.</summary>
    public static void SetLastPoll(Transaction transaction, string name, Instant at) =>
        transaction.Connection.Execute(
            """
            INSERT INTO servers (name, last_poll_at) VALUES (@name, @at)
            ON CONFLICT (name) DO UPDATE SET last_poll_at = excluded.last_poll_at
            """,
            new { name, at }
        );

    /// <summary>
    /// The latest instant that reading the servers left behind; null before the first. For <see cref="Clock.ContinueFrom"/>.
    /// </summary>
    public static Instant? LatestInstant(Transaction transaction) =>
        transaction
            .Connection.QueryFirstOrDefault<Latest>(
                """
                SELECT max(at) AS At FROM (
                    SELECT max(last_poll_at) AS at FROM servers UNION ALL
                    SELECT max(newest_event_at) FROM servers UNION ALL
                    SELECT received_at FROM events WHERE id = (SELECT max(id) FROM events))
                """
            )
            ?.At;

    internal sealed record Latest(Instant? At);
}

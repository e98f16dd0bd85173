using Dapper;
using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Operations.Health;

/// <summary>What waits to be shown in chats that take messages.</summary>
/// <param name="Count">Notices.</param>
/// <param name="OldestAt">When the oldest was wished, steady; null when there is none.</param>
internal sealed record Waiting(long Count, Instant? OldestAt);

internal static class WaitingStore
{
    /// <summary>Uses <c>notices_waiting</c>: what is shown already costs nothing.</summary>
    public static Waiting Waiting(SqliteConnection connection) =>
        connection.QueryFirst<Waiting>(
            """
            SELECT count(*) AS Count, min(n.created_at) AS OldestAt
            FROM notices n INDEXED BY notices_waiting JOIN chats c ON c.id = n.chat_id
            WHERE n.message_id IS NULL AND n.ended_at IS NULL AND c.refused_at IS NULL
            """
        );

    /// <summary>
    /// Until when Telegram makes us wait, chat by chat, where it asked for more than <paramref name="least"/>; steady, the
    /// longest first.
    /// </summary>
    public static IReadOnlyList<Instant> Patience(SqliteConnection connection, Instant now, TimeSpan least) =>
        [
            .. connection
                .Query<Parked>(
                    "SELECT parked_until AS Until FROM chats WHERE parked_until > @now AND parked_until - parked_at >= @least AND "
                        + "refused_at IS NULL ORDER BY parked_until DESC",
                    new { now, least = (long)least.TotalMilliseconds }
                )
                .Select(chat => chat.Until),
        ];

    /// <summary>The chats that take no messages, and what is kept for each; the longest first.</summary>
    public static IReadOnlyList<BridgeStatus.Chat> Refused(SqliteConnection connection) =>
        [
            .. connection
                .Query<RefusedChat>(
                    """
                    SELECT c.title AS Title, c.refused_reason AS Reason, c.refused_at AS Since,
                        (SELECT count(*) FROM notices n WHERE n.chat_id = c.id AND n.message_id IS NULL AND n.ended_at IS NULL) AS Waiting
                    FROM chats c WHERE c.refused_at IS NOT NULL ORDER BY c.refused_at, c.id
                    """
                )
                .Select(chat => new BridgeStatus.Chat(chat.Title, chat.Reason, chat.Since, chat.Waiting)),
        ];

    /// <summary>How long calls that began after <paramref name="since"/> had waited when they were taken; in ms, ascending.</summary>
    public static IReadOnlyList<long> TakenAfter(SqliteConnection connection, Instant since) =>
        [
            .. connection
                .Query<TakenCall>(
                    """
                    SELECT first_claimed_at - opened_at AS After FROM calls
                    WHERE opened_at >= @since AND first_claimed_at IS NOT NULL ORDER BY After
                    """,
                    new { since }
                )
                .Select(call => call.After),
        ];

    internal sealed record Parked(Instant Until);

    internal sealed record TakenCall(long After);

    internal sealed record RefusedChat(string Title, string Reason, Instant Since, long Waiting);
}

using Dapper;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Reports.Figures;

namespace QrMenuTelegram.Reports;

/// <summary>An order or a payment as it was received.</summary>
public sealed record EventRow(long Id, string Server, string Code, string TableId, string TableName, Instant ReceivedAt, string Body);

/// <summary>What reports are made of, read on the connection for slow reads. From is included, until is not; both are steady.</summary>
internal static class FiguresStore
{
    /// <summary>Rows of events in one read: their bodies are long, and another's read may wait behind this one.</summary>
    public const int AtOnce = 500;

    /// <summary>Uses <c>calls_by_opening</c>.</summary>
    public const string CallsSql = """
        SELECT id AS Id, server AS Server, table_key AS TableKey, table_name AS TableName, code AS Code, opened_at AS OpenedAt,
            times AS Times,
               first_claimed_at AS FirstClaimedAt, claimed_by AS ClaimedBy, claimed_name AS ClaimedName, claimed_at AS ClaimedAt,
               closed_at AS ClosedAt, outcome AS Outcome
        FROM calls WHERE opened_at >= @from AND opened_at < @until ORDER BY opened_at, id
        """;

    /// <summary>Uses <c>events_by_arrival</c>.</summary>
    public const string OrdersSql = """
        SELECT id AS Id, server AS Server, code AS Code, table_id AS TableId, table_name AS TableName, received_at AS ReceivedAt,
            body AS Body
        FROM events
        WHERE received_at < @until AND (received_at, id) > (@at, @id) AND code IN ('save_order', 'additional_order', 'online_payment')
        ORDER BY received_at, id LIMIT @atOnce
        """;

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<CallRow> Calls(SqliteConnection connection, Instant from, Instant until) =>
        connection.Query<CallRow>(CallsSql, new { from, until }).AsList();

    /// <summary>Orders and payments after an event (its receipt and id), oldest first; at most <see cref="AtOnce"/>.</summary>
    public static IReadOnlyList<EventRow> Orders(SqliteConnection connection, Instant at, long id, Instant until) =>
        connection
            .Query<EventRow>(
                OrdersSql,
                new
                {
                    at,
                    id,
                    until,
                    atOnce = AtOnce,
                }
            )
            .AsList();
}

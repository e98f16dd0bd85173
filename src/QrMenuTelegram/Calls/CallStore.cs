using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>The calls.</summary>
public static class CallStore
{
    private const string Columns =
        """
        id AS Id, server AS Server, table_id AS TableId, table_name AS TableName, code AS Code, order_id AS OrderId, event_id AS EventId,
        opened_at AS OpenedAt, pressed_at AS PressedAt, times AS Times, rung_at AS RungAt, shared_at AS SharedAt,
        first_claimed_at AS FirstClaimedAt, claimed_by AS ClaimedBy, claimed_name AS ClaimedName, claimed_at AS ClaimedAt,
        closed_at AS ClosedAt, outcome AS Outcome, step AS Step, due_at AS DueAt
        """;

    public static Call? Find(Transaction transaction, long id) =>
        transaction.Connection.QueryFirstOrDefault<Call>("SELECT " + Columns + " FROM calls WHERE id = @id", new { id });

    /// <summary>What waits now, oldest first. Uses <c>calls_due</c>: only open calls have something due.</summary>
    public static IReadOnlyList<Call> Open(Transaction transaction) =>
        transaction.Connection.Query<Call>("SELECT " + Columns + " FROM calls WHERE due_at IS NOT NULL ORDER BY opened_at, id").AsList();
}

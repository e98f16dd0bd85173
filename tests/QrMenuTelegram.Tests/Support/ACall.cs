using Dapper;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Rows of calls, for tests of what only reads them.</summary>
public static class ACall
{
    /// <returns>Its id.</returns>
    public static long Add(
        Transaction transaction,
        string table,
        Instant openedAt,
        string code = EventCodes.WaiterCall,
        string server = "Центр",
        long? claimedBy = null,
        string? holder = null,
        long? closedBy = null,
        int times = 1
    )
    {
        var columns = new Dictionary<string, object?>
        {
            ["server"] = server,
            ["table_id"] = "id " + table,
            ["table_key"] = TableName.MakeKey(table),
            ["table_name"] = table,
            ["code"] = code,
            ["event_id"] = 1,
            ["opened_at"] = openedAt,
            ["pressed_at"] = openedAt,
            ["rung_at"] = openedAt,
            ["waits_from"] = openedAt,
            ["times"] = times,
            ["shared_at"] = openedAt,
            ["claimed_by"] = claimedBy,
            ["claimed_name"] = holder,
            ["claimed_at"] = claimedBy is null ? null : openedAt,
            ["first_claimed_at"] = claimedBy is null ? null : openedAt,
            ["closed_at"] = closedBy is null ? null : openedAt,
            ["closed_by"] = closedBy,
            ["outcome"] = closedBy is null ? null : "done",
            ["due_at"] = closedBy is null ? openedAt + 3_600_000 : null,
        };
        var parameters = new DynamicParameters();
        foreach (var (name, value) in columns)
        {
            parameters.Add(name, value);
        }
        return transaction.Connection.ExecuteScalar<long>(
            $"INSERT INTO calls ({string.Join(", ", columns.Keys)}) VALUES ({string.Join(", ", columns.Keys.Select(name => "@" + name))}) RETURNING id",
            parameters
        );
    }
}

using Dapper;
using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Alarms;

/// <summary>The one answer to "what waits that nobody sees": whatever else shows calls to staff belongs here.</summary>
internal static class UnseenCallStore
{
    /// <summary>
    /// Open calls that nobody holds and no message of Telegram ever showed, oldest first. Uses <c>calls_due</c>: only open
    /// calls have something due.
    /// </summary>
    public static IReadOnlyList<UnseenCall> Waiting(SqliteConnection connection) =>
        connection
            .Query<UnseenCall>(
                """
                SELECT c.server AS Server, iif(c.table_name = '', c.table_id, c.table_name) AS "Table", c.code AS Code, c.opened_at AS Since
                FROM calls c
                WHERE c.due_at > 0 AND c.claimed_by IS NULL AND NOT EXISTS (
                    SELECT 1 FROM call_notices k JOIN notices n ON n.id = k.notice_id WHERE k.call_id = c.id AND n.shown_version > 0)
                ORDER BY +c.opened_at, c.id
                """
            )
            .AsList();
}

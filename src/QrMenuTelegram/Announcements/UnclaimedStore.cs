using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>When the managers were last told of an event that nobody is subscribed to, by table.</summary>
internal static class UnclaimedStore
{
    private const long Hour = 3_600_000;

    /// <summary>Whether an hour has passed since the last time; if so, this counts as the next.</summary>
    public static bool IsWorthTelling(Transaction transaction, string server, string tableId, long now) =>
        transaction.Connection.Execute(
            """
            INSERT INTO unclaimed (server, table_id, told_at) VALUES (@server, @tableId, @now)
            ON CONFLICT (server, table_id) DO UPDATE SET told_at = excluded.told_at WHERE excluded.told_at - told_at >= @hour
            """,
            new { server, tableId, now, hour = Hour }) > 0;
}

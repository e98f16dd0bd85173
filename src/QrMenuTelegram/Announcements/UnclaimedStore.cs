using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>
/// When the managers were last told, with a sound, of events of a table that nobody is subscribed to, or that nobody knows.
/// </summary>
internal static class UnclaimedStore
{
    /// <summary>Nobody is subscribed to an event of the table.</summary>
    public const string Unsubscribed = "";

    /// <summary>The bridge does not know the event.</summary>
    public const string Unknown = "unknown";

    private const long Hour = 3_600_000;

    /// <summary>Whether an hour has passed since the last time; if so, this counts as the next.</summary>
    public static bool IsWorthTelling(Transaction transaction, string server, string tableId, string what, Instant now) =>
        transaction.Connection.Execute(
            """
            INSERT INTO unclaimed (server, table_id, what, told_at) VALUES (@server, @tableId, @what, @now)
            ON CONFLICT (server, table_id, what) DO UPDATE SET told_at = excluded.told_at WHERE excluded.told_at - told_at >= @hour
            """,
            new
            {
                server,
                tableId,
                what,
                now,
                hour = Hour,
            }
        ) > 0;
}

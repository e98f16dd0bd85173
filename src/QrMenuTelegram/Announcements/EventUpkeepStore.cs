using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>Prunes events.</summary>
internal sealed class EventUpkeepStore : IPrunable
{
    public int Prune(Transaction transaction, Instant before, int atOnce) =>
        transaction.Connection.Execute(
            """
            DELETE FROM events WHERE received_at < @before AND seen_at < @before AND id IN (SELECT id FROM events ORDER BY id LIMIT @atOnce)
            """,
            new { before, atOnce }
        );
}

using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations;

/// <summary>How the instants of earlier starts of the machine are dated.</summary>
internal static class WallOffsetStore
{
    /// <summary>More starts than any machine has while its history is kept; older instants are dated by the oldest of these.</summary>
    private const int Most = 1000;

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<WallOffset> All(Transaction transaction) =>
        [
            .. transaction
                .Connection.Query<Row>("SELECT from_at AS FromAt, milliseconds AS Milliseconds FROM wall_offsets ORDER BY from_at")
                .Select(row => new WallOffset(row.FromAt, row.Milliseconds)),
        ];

    /// <summary>Only the last of them changes as long as a process lives.</summary>
    public static void Save(Transaction transaction, IReadOnlyList<WallOffset> offsets)
    {
        foreach (var offset in offsets.TakeLast(2))
        {
            transaction.Connection.Execute(
                """
                INSERT INTO wall_offsets (from_at, milliseconds) VALUES (@fromAt, @milliseconds)
                ON CONFLICT (from_at) DO UPDATE SET milliseconds = excluded.milliseconds WHERE milliseconds IS NOT excluded.milliseconds
                """,
                new { fromAt = offset.From, milliseconds = offset.Milliseconds }
            );
        }
        if (offsets.Count > Most)
        {
            transaction.Connection.Execute(
                "DELETE FROM wall_offsets WHERE from_at < (SELECT from_at FROM wall_offsets ORDER BY from_at DESC LIMIT 1 OFFSET @most)",
                new { most = Most - 1 }
            );
        }
    }

    internal sealed record Row(Instant FromAt, long? Milliseconds);
}

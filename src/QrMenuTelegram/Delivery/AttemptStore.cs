using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Delivery;

/// <summary>An operation of the last minute.</summary>
internal sealed record Attempt(long ChatId, Instant EndedAt, bool Answer);

/// <summary>What the pacing must remember over a restart: each operation of the last minute.</summary>
internal static class AttemptStore
{
    public static long Begin(Transaction transaction, long chatId, Instant now, bool answer = false) =>
        transaction.Connection.ExecuteScalar<long>(
            "INSERT INTO attempts (chat_id, begun_at, answer) VALUES (@chatId, @now, @answer) RETURNING id",
            new
            {
                chatId,
                now,
                answer,
            }
        );

    /// <summary>Steady; null when it is long forgotten.</summary>
    public static Instant? BegunAt(Transaction transaction, long id) =>
        transaction.Connection.ExecuteScalar<long?>("SELECT begun_at FROM attempts WHERE id = @id", new { id }) is { } at
            ? new Instant(at)
            : null;

    public static void Done(Transaction transaction, long id, Instant now) =>
        transaction.Connection.Execute("UPDATE attempts SET done_at = @now WHERE id = @id", new { id, now });

    /// <summary>Oldest end first; all have ended (<see cref="EndAll"/>).</summary>
    public static IReadOnlyList<Attempt> Since(Transaction transaction, Instant since) =>
        transaction
            .Connection.Query<Attempt>(
                "SELECT chat_id AS ChatId, done_at AS EndedAt, answer AS Answer FROM attempts WHERE done_at >= @since ORDER BY done_at, id",
                new { since }
            )
            .AsList();

    public static void Forget(Transaction transaction, Instant before) =>
        transaction.Connection.Execute("DELETE FROM attempts WHERE begun_at < @before AND done_at < @before", new { before });

    /// <summary>
    /// At start: the end of what was under way is unknown; no later than <paramref name="latest"/> it had arrived or never
    /// will.
    /// </summary>
    public static void EndAll(Transaction transaction, Instant latest) =>
        transaction.Connection.Execute("UPDATE attempts SET done_at = @latest WHERE done_at IS NULL", new { latest });
}

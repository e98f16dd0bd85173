using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Delivery;

/// <summary>An operation of the last minute.</summary>
internal sealed record Attempt(long ChatId, long EndedAt);

/// <summary>What the pacing must remember over a restart: each operation of the last minute.</summary>
internal static class AttemptStore
{
    public static long Begin(Transaction transaction, long chatId, long now) =>
        transaction.Connection.ExecuteScalar<long>(
            "INSERT INTO attempts (chat_id, begun_at) VALUES (@chatId, @now) RETURNING id", new { chatId, now });

    public static void Done(Transaction transaction, long id, long now) =>
        transaction.Connection.Execute("UPDATE attempts SET done_at = @now WHERE id = @id", new { id, now });

    /// <summary>Oldest end first. One whose end died with the process counts as ended now: until then it may have arrived.</summary>
    public static IReadOnlyList<Attempt> Since(Transaction transaction, long begun, long now) =>
        transaction.Connection.Query<Attempt>(
            "SELECT chat_id AS ChatId, ifnull(done_at, @now) AS EndedAt FROM attempts WHERE ifnull(done_at, @now) >= @begun ORDER BY EndedAt, id",
            new { begun, now }).AsList();

    public static void Forget(Transaction transaction, long before) =>
        transaction.Connection.Execute("DELETE FROM attempts WHERE begun_at < @before AND done_at < @before", new { before });

    /// <summary>At start: what was under way is over now.</summary>
    public static void EndAll(Transaction transaction, long now) =>
        transaction.Connection.Execute("UPDATE attempts SET done_at = @now WHERE done_at IS NULL", new { now });
}

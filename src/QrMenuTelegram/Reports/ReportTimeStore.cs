using Dapper;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Reports;

/// <summary>When a chat gets the report by itself.</summary>
/// <param name="ChatId">Which.</param>
/// <param name="TopicId">In which topic; 0 for none.</param>
/// <param name="Minute">Of the day, on the restaurant's clock.</param>
/// <param name="DueAt">When that is next; steady.</param>
/// <param name="SentDay">
/// The calendar day of the last one, or of the last before it was asked for; <see cref="DateOnly.DayNumber"/>.
/// </param>
internal sealed record ReportTime(long ChatId, int TopicId, int Minute, Instant DueAt, int SentDay)
{
    public Destination To => new(ChatId, TopicId);

    public TimeSpan Time => TimeSpan.FromMinutes(Minute);
}

/// <summary>The chats that get the report by themselves.</summary>
internal static class ReportTimeStore
{
    private const string Columns = "chat_id AS ChatId, topic_id AS TopicId, minute AS Minute, due_at AS DueAt, sent_day AS SentDay";

    public static IReadOnlyList<ReportTime> All(SqliteConnection connection) =>
        connection.Query<ReportTime>("SELECT " + Columns + " FROM report_times").AsList();

    public static ReportTime? Find(Transaction transaction, Destination to) =>
        transaction.Connection.QueryFirstOrDefault<ReportTime>(
            "SELECT " + Columns + " FROM report_times WHERE chat_id = @chatId AND topic_id = @topicId",
            new { chatId = to.ChatId, topicId = to.TopicId }
        );

    public static void Set(Transaction transaction, ReportTime time) =>
        transaction.Connection.Execute(
            """
            INSERT INTO report_times (chat_id, topic_id, minute, due_at, sent_day) VALUES (@chatId, @topicId, @minute, @dueAt, @sentDay)
            ON CONFLICT (chat_id, topic_id) DO UPDATE SET minute = excluded.minute, due_at = excluded.due_at, sent_day = excluded.sent_day
            """,
            new
            {
                chatId = time.ChatId,
                topicId = time.TopicId,
                minute = time.Minute,
                dueAt = time.DueAt,
                sentDay = time.SentDay,
            }
        );

    /// <summary>The same chat and minute go on so.</summary>
    /// <returns>False when the chat chose otherwise meanwhile.</returns>
    public static bool Advance(Transaction transaction, ReportTime time) =>
        transaction.Connection.Execute(
            """
            UPDATE report_times SET due_at = @dueAt, sent_day = @sentDay WHERE chat_id = @chatId AND topic_id = @topicId
                AND minute = @minute
            """,
            new
            {
                chatId = time.ChatId,
                topicId = time.TopicId,
                minute = time.Minute,
                dueAt = time.DueAt,
                sentDay = time.SentDay,
            }
        ) > 0;

    /// <returns>False when there was none.</returns>
    public static bool Remove(Transaction transaction, Destination to) =>
        transaction.Connection.Execute(
            "DELETE FROM report_times WHERE chat_id = @chatId AND topic_id = @topicId",
            new { chatId = to.ChatId, topicId = to.TopicId }
        ) > 0;

    public static void RemoveAllOf(Transaction transaction, long chatId) =>
        transaction.Connection.Execute("DELETE FROM report_times WHERE chat_id = @chatId", new { chatId });
}

using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Commands;

/// <summary>One message with buttons whose presses need more memory than 64 bytes.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Kind">Whose: the command's name.</param>
/// <param name="State">JSON, the command's own.</param>
/// <param name="EndedAt">Steady instant; null while it goes on.</param>
internal sealed record Dialog(long Id, string Kind, string State, Instant? EndedAt);

internal static class DialogStore
{
    public static void Open(CommandContext context, string kind, long noticeId, string state) =>
        context.Transaction.Connection.Execute(
            """
            INSERT INTO dialogs (kind, chat_id, topic_id, notice_id, state, created_at)
            VALUES (@kind, @chatId, @topicId, @noticeId, @state, @now)
            """,
            new
            {
                kind,
                chatId = context.Here.ChatId,
                topicId = context.Here.TopicId,
                noticeId,
                state,
                now = context.Clock.Now,
            }
        );

    public static Dialog? Find(Transaction transaction, string kind, long noticeId) =>
        transaction.Connection.QueryFirstOrDefault<Dialog>(
            """
            SELECT id AS Id, kind AS Kind, state AS State, ended_at AS EndedAt
            FROM dialogs WHERE notice_id = @noticeId AND kind = @kind
            """,
            new { noticeId, kind }
        );

    /// <summary>The dialog that goes on in any of these; null for none.</summary>
    public static Dialog? Open(Transaction transaction, IReadOnlyList<long> noticeIds) =>
        noticeIds
            .Select(id =>
                transaction.Connection.QueryFirstOrDefault<Dialog>(
                    """
                    SELECT id AS Id, kind AS Kind, state AS State, ended_at AS EndedAt
                    FROM dialogs WHERE notice_id = @id AND ended_at IS NULL
                    """,
                    new { id }
                )
            )
            .FirstOrDefault(dialog => dialog is not null);

    /// <summary>Whether such a dialog was begun in this chat and topic since, and goes on.</summary>
    public static bool IsAsked(CommandContext context, string kind, Instant since) =>
        context.Transaction.Connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM dialogs WHERE kind = @kind AND chat_id = @chatId AND topic_id = @topicId
                AND created_at >= @since AND ended_at IS NULL)
            """,
            new
            {
                kind,
                chatId = context.Here.ChatId,
                topicId = context.Here.TopicId,
                since,
            }
        );

    public static void SetState(Transaction transaction, long id, string state) =>
        transaction.Connection.Execute("UPDATE dialogs SET state = @state WHERE id = @id", new { id, state });

    /// <summary>None goes on in this chat.</summary>
    public static void EndAllOf(Transaction transaction, long chatId, Instant now) =>
        transaction.Connection.Execute(
            "UPDATE dialogs SET ended_at = @now WHERE chat_id = @chatId AND ended_at IS NULL",
            new { chatId, now }
        );

    public static void End(Transaction transaction, long id, Instant now) =>
        transaction.Connection.Execute("UPDATE dialogs SET ended_at = @now WHERE id = @id", new { id, now });
}

using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>What a notice says of a call.</summary>
public static class CallNoticeKinds
{
    /// <summary>The event itself, for a chat that is subscribed or for the table's owner.</summary>
    public const string Call = "call";

    /// <summary>The event itself, for managers, because nobody is subscribed.</summary>
    public const string Unclaimed = "unclaimed";

    /// <summary>The same within an hour of the last: without the sentence that nobody is subscribed.</summary>
    public const string UnclaimedAgain = "unclaimed_again";

    /// <summary>The event itself, for managers, because every chat that is subscribed wants to hear nothing for a while.</summary>
    public const string Muted = "muted";

    /// <summary>The event itself, for managers, because a chat would not take it.</summary>
    public const string Forwarded = "forwarded";

    /// <summary>That the guest still waits.</summary>
    public const string Reminder = "reminder";

    /// <summary>The same for managers, with the history.</summary>
    public const string Managers = "managers";

    /// <summary>For whoever holds the call.</summary>
    public const string Holder = "holder";

    /// <summary>Many calls that a chat should be reminded of, in one.</summary>
    public const string Summary = "summary";

    /// <summary>Whether only managers are shown this.</summary>
    public static bool IsForManagers(string kind) => kind is Unclaimed or Muted or Forwarded or Managers;

    /// <summary>Whether the chat is one of those that the call is for.</summary>
    public static bool IsMeantFor(string kind) => kind is Call or Unclaimed or UnclaimedAgain or Muted;
}

/// <summary>A notice that shows a call.</summary>
/// <param name="NoticeId">Its id.</param>
/// <param name="ChatId">Where.</param>
/// <param name="TopicId">Where.</param>
/// <param name="Kind">One of <see cref="CallNoticeKinds"/>.</param>
/// <param name="RefusedBy">The chat that would not take it, for what was forwarded; null otherwise.</param>
/// <param name="Waits">Whether no message carries it yet.</param>
public sealed record CallNotice(long NoticeId, long ChatId, int TopicId, string Kind, string? RefusedBy, Instant CreatedAt, bool Waits)
{
    public Destination To => new(ChatId, TopicId);
}

/// <summary>Which notices show which calls.</summary>
internal static class CallNoticeStore
{
    public static void Add(Transaction transaction, long noticeId, long callId, string kind, string? refusedBy = null) =>
        transaction.Connection.Execute(
            "INSERT INTO call_notices (notice_id, call_id, kind, refused_by) VALUES (@noticeId, @callId, @kind, @refusedBy)",
            new
            {
                noticeId,
                callId,
                kind,
                refusedBy,
            }
        );

    /// <summary>Those that are shown or will be, oldest first.</summary>
    public static IReadOnlyList<CallNotice> OfCall(Transaction transaction, long callId) =>
        transaction
            .Connection.Query<CallNotice>(
                """
                SELECT n.id AS NoticeId, n.chat_id AS ChatId, n.topic_id AS TopicId, c.kind AS Kind, c.refused_by AS RefusedBy,
                    n.created_at AS CreatedAt,
                       n.message_id IS NULL AS Waits
                FROM call_notices c JOIN notices n ON n.id = c.notice_id WHERE c.call_id = @callId AND n.ended_at IS NULL ORDER BY n.id
                """,
                new { callId }
            )
            .AsList();

    /// <summary>The calls of a summary, as they were when it was made.</summary>
    public static IReadOnlyList<long> CallsOf(Transaction transaction, long noticeId) =>
        [
            .. transaction
                .Connection.Query<CallId>(
                    "SELECT call_id AS Id FROM call_notices WHERE notice_id = @noticeId ORDER BY call_id",
                    new { noticeId }
                )
                .Select(call => call.Id),
        ];

    /// <summary>Null where it is about no call.</summary>
    public static CallNotice? Find(Transaction transaction, long noticeId) =>
        transaction.Connection.QueryFirstOrDefault<CallNotice>(
            """
            SELECT n.id AS NoticeId, n.chat_id AS ChatId, n.topic_id AS TopicId, c.kind AS Kind, c.refused_by AS RefusedBy,
                n.created_at AS CreatedAt,
                   n.message_id IS NULL AS Waits
            FROM call_notices c JOIN notices n ON n.id = c.notice_id WHERE c.notice_id = @noticeId LIMIT 1
            """,
            new { noticeId }
        );

    /// <summary>What a chat has of open calls, also what waits, and of calls that ended where the message does not show that yet.</summary>
    public static IReadOnlyList<CallOfChat> OpenIn(Transaction transaction, long chatId) =>
        transaction
            .Connection.Query<CallOfChat>(
                """
                SELECT c.id AS CallId, k.notice_id AS NoticeId, k.kind AS Kind FROM calls c
                JOIN call_notices k ON k.call_id = c.id JOIN notices n ON n.id = k.notice_id
                WHERE c.due_at > 0 AND n.chat_id = @chatId AND n.ended_at IS NULL
                UNION
                SELECT k.call_id, k.notice_id, k.kind FROM messages m INDEXED BY messages_changed JOIN notices n
                    ON n.id IN (SELECT id FROM notices WHERE message_id = m.id UNION SELECT notice_id FROM copies WHERE message_id = m.id)
                JOIN call_notices k ON k.notice_id = n.id
                WHERE m.chat_id = @chatId AND m.changed = 1 AND n.ended_at IS NULL ORDER BY NoticeId, CallId
                """,
                new { chatId }
            )
            .AsList();

    /// <summary>The notice shows no call any more.</summary>
    public static void Forget(Transaction transaction, long noticeId) =>
        transaction.Connection.Execute("DELETE FROM call_notices WHERE notice_id = @noticeId", new { noticeId });

    /// <summary>Whether a chat shows this call: then whoever is in it may take it.</summary>
    public static bool IsShownIn(Transaction transaction, long callId, long chatId) =>
        transaction.Connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM call_notices c JOIN notices n ON n.id = c.notice_id
                WHERE c.call_id = @callId AND n.chat_id = @chatId)
            """,
            new { callId, chatId }
        );

    internal sealed record CallId(long Id);

    internal sealed record CallOfChat(long CallId, long NoticeId, string Kind);
}

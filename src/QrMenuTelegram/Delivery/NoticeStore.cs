using System.Globalization;
using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Delivery;

/// <summary>A wish as the courier reads it.</summary>
internal sealed record Notice(
    long Id,
    int TopicId,
    int Urgency,
    string? Subject,
    string Html,
    string Buttons,
    bool Silent,
    bool Alone,
    Instant CreatedAt,
    long Version,
    long LateBy,
    bool Plain,
    bool Patient,
    bool MayRepeat,
    string? ReplyHint
)
{
    /// <summary>A dialog or a board: it shows how things are now, whenever it is shown.</summary>
    public bool IsLive => Patient || (Alone && Urgency == (int)Delivery.Urgency.Reply);
}

/// <summary>A notice that can still be acted on or will be shown.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Urgency">An <see cref="Delivery.Urgency"/>.</param>
/// <param name="Html">The wish.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="IsShown">False while it waits or is under way.</param>
public sealed record LiveNotice(long Id, int Urgency, string Html, string? Subject, bool IsShown)
{
    public HeldNotice Held => new(Id, (Urgency)Urgency, Html, Subject);
}

/// <summary>What is most urgent of all that waits for a chat.</summary>
internal sealed record Head(long Id, int TopicId, int Urgency, Instant CreatedAt)
{
    public bool IsAnswer => Urgency == (int)Delivery.Urgency.Reply;
}

/// <summary>The courier's view of the notices.</summary>
internal static class NoticeStore
{
    private const string Columns = """
        id AS Id, topic_id AS TopicId, urgency AS Urgency, subject AS Subject, html AS Html, buttons AS Buttons, silent AS Silent,
        alone AS Alone, created_at AS CreatedAt, version AS Version, late_by AS LateBy, plain AS Plain, patient AS Patient,
        may_repeat AS MayRepeat, reply_hint AS ReplyHint
        """;

    /// <param name="transaction">The courier's.</param>
    /// <param name="chatId">Where.</param>
    /// <param name="from">Nothing more urgent than this.</param>
    public static Head? HeadOf(Transaction transaction, long chatId, Urgency from = Urgency.Call) =>
        transaction.Connection.QueryFirstOrDefault<Head>(
            """
            SELECT id AS Id, topic_id AS TopicId, urgency AS Urgency, created_at AS CreatedAt FROM notices
            WHERE chat_id = @chatId AND message_id IS NULL AND ended_at IS NULL AND urgency >= @from ORDER BY urgency, id LIMIT 1
            """,
            new { chatId, from = (int)from }
        );

    /// <summary>
    /// What waits for a topic and is no more urgent than <paramref name="from"/>, most urgent first, then in the order it
    /// happened.
    /// </summary>
    public static IReadOnlyList<Notice> WaitingFor(
        Transaction transaction,
        long chatId,
        int topicId,
        int most,
        Urgency from = Urgency.Call
    ) =>
        transaction
            .Connection.Query<Notice>(
                "SELECT "
                    + Columns
                    + """
                     FROM notices
                    WHERE chat_id = @chatId AND message_id IS NULL AND ended_at IS NULL AND urgency >= @from AND topic_id = @topicId
                    ORDER BY urgency, id LIMIT @most
                    """,
                new
                {
                    chatId,
                    from = (int)from,
                    topicId,
                    most,
                }
            )
            .AsList();

    /// <summary>What a message carries, in the order it shows it.</summary>
    public static IReadOnlyList<Notice> CarriedBy(Transaction transaction, long messageId) =>
        transaction
            .Connection.Query<Notice>(
                "SELECT "
                    + Columns
                    + """
                     FROM notices
                    WHERE id IN (SELECT id FROM notices WHERE message_id = @messageId UNION SELECT notice_id FROM copies
                        WHERE message_id = @messageId) ORDER BY urgency, id
                    """,
                new { messageId }
            )
            .AsList();

    /// <summary>Whether something that a guest asked for waits for a chat that takes messages.</summary>
    public static bool DoGuestsWait(Transaction transaction, Instant now) =>
        transaction.Connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM chats c WHERE refused_at IS NULL AND ifnull(parked_until, 0) <= @now AND EXISTS (
                SELECT 1 FROM notices WHERE chat_id = c.id AND message_id IS NULL AND ended_at IS NULL AND urgency < @reply))
            """,
            new { now, reply = (int)Urgency.Reply }
        );

    /// <summary>Everything that waits for a chat, for the managers.</summary>
    public static IReadOnlyList<HeldNotice> HeldFor(Transaction transaction, long chatId) =>
        [
            .. transaction
                .Connection.Query<Notice>(
                    "SELECT "
                        + Columns
                        + " FROM notices WHERE chat_id = @chatId AND message_id IS NULL AND ended_at IS NULL ORDER BY urgency, id",
                    new { chatId }
                )
                .Select(Held),
        ];

    /// <summary>Instead of a subject: it was taken from the person it was for.</summary>
    private const string Retracted = "retracted";

    public static void MarkRetracted(Transaction transaction, long id) =>
        transaction.Connection.Execute("UPDATE notices SET subject = @retracted WHERE id = @id", new { id, retracted = Retracted });

    /// <summary>Of these, which wait again, those that were taken from the person while they were under way are never shown.</summary>
    public static void EndRetracted(Transaction transaction, IReadOnlyList<long> ids, Instant now) =>
        transaction.Connection.Execute(
            """
            UPDATE notices SET ended_at = @now
            WHERE subject = @retracted AND message_id IS NULL AND ended_at IS NULL AND id IN (SELECT value FROM json_each(@ids))
            """,
            new
            {
                ids = Json(ids),
                now,
                retracted = Retracted,
            }
        );

    /// <inheritdoc cref="Outbox.LiveIn"/>
    public static IReadOnlyList<LiveNotice> LiveIn(Transaction transaction, long chatId) =>
        transaction
            .Connection.Query<LiveNotice>(
                """
                SELECT id AS Id, urgency AS Urgency, html AS Html, subject AS Subject, 0 AS IsShown FROM notices
                WHERE chat_id = @chatId AND message_id IS NULL AND ended_at IS NULL
                UNION ALL
                SELECT n.id, n.urgency, n.html, n.subject, 0
                    FROM messages m INDEXED BY messages_in_doubt JOIN notices n ON n.message_id = m.id
                WHERE m.telegram_id IS NULL AND m.chat_id = @chatId
                UNION ALL
                SELECT n.id, n.urgency, n.html, n.subject, 1
                    FROM messages m INDEXED BY messages_by_telegram_id JOIN notices n ON n.message_id = m.id
                WHERE m.telegram_id IS NOT NULL AND m.gone = 0 AND m.chat_id = @chatId
                    AND EXISTS (SELECT 1 FROM notices b WHERE b.message_id = m.id AND (b.buttons <> '' OR (m.changed = 1
                    AND b.urgency <= @bill)))
                """,
                new { chatId, bill = (int)Urgency.Bill }
            )
            .AsList();

    public static HeldNotice Held(Notice notice) => new(notice.Id, (Urgency)notice.Urgency, notice.Html, notice.Subject);

    public static IReadOnlyList<long> ChatsWithWork(Transaction transaction) =>
        [
            .. transaction
                .Connection.Query<ChatId>(
                    """
                    SELECT chat_id AS Id FROM notices WHERE message_id IS NULL AND ended_at IS NULL
                    UNION SELECT chat_id AS Id FROM messages WHERE changed = 1
                    """
                )
                .Select(chat => chat.Id),
        ];

    /// <summary>The message now carries these notices.</summary>
    public static void Carry(Transaction transaction, long messageId, IReadOnlyList<Notice> notices)
    {
        foreach (var notice in notices)
        {
            transaction.Connection.Execute(
                "UPDATE notices SET message_id = @messageId, late_by = @lateBy WHERE id = @id",
                new
                {
                    messageId,
                    id = notice.Id,
                    lateBy = notice.LateBy,
                }
            );
        }
    }

    /// <summary>This message shows these versions.</summary>
    public static void Shown(Transaction transaction, long messageId, IReadOnlyList<Notice> notices)
    {
        foreach (var notice in notices)
        {
            var shown = new
            {
                messageId,
                id = notice.Id,
                version = notice.Version,
            };
            transaction.Connection.Execute(
                "UPDATE notices SET shown_version = max(shown_version, @version) WHERE id = @id AND message_id = @messageId",
                shown
            );
            transaction.Connection.Execute(
                "UPDATE copies SET shown_version = max(shown_version, @version) WHERE notice_id = @id AND message_id = @messageId",
                shown
            );
        }
    }

    public static void UsePlainText(Transaction transaction, IReadOnlyList<Notice> notices) =>
        transaction.Connection.Execute(
            "UPDATE notices SET plain = 1 WHERE id IN (SELECT value FROM json_each(@ids))",
            new { ids = Ids(notices) }
        );

    public static void MakeAlone(Transaction transaction, IReadOnlyList<Notice> notices) =>
        transaction.Connection.Execute(
            "UPDATE notices SET alone = 1 WHERE id IN (SELECT value FROM json_each(@ids))",
            new { ids = Ids(notices) }
        );

    /// <summary>They will never be shown.</summary>
    public static void End(Transaction transaction, IReadOnlyList<Notice> notices, Instant now) =>
        transaction.Connection.Execute(
            "UPDATE notices SET ended_at = @now WHERE message_id IS NULL AND id IN (SELECT value FROM json_each(@ids))",
            new { now, ids = Ids(notices) }
        );

    /// <summary>What waits for chats that refuse us and is older than <paramref name="before"/> is of no use any more.</summary>
    public static int EndRefused(Transaction transaction, Instant before, Instant now) =>
        transaction.Connection.Execute(
            """
            UPDATE notices SET ended_at = @now
            WHERE message_id IS NULL AND ended_at IS NULL AND created_at < @before
              AND chat_id IN (SELECT id FROM chats WHERE refused_at IS NOT NULL)
            """,
            new { before, now }
        );

    /// <summary>Ids as a JSON list, for <c>json_each</c>.</summary>
    public static string Json(IEnumerable<long> ids) =>
        "[" + string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture))) + "]";

    private static string Ids(IReadOnlyList<Notice> notices) => Json(notices.Select(notice => notice.Id));

    internal sealed record ChatId(long Id);
}

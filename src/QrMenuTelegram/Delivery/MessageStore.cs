using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Delivery;

/// <summary>A message of ours in Telegram.</summary>
internal sealed record ShownMessage(long Id, long TelegramId, int TopicId, int Urgency, bool IsPatient, long? ShownHash)
{
    public bool IsAnswer => Urgency == (int)Delivery.Urgency.Reply;
}

/// <summary>Messages, and the attempts to send and edit them: begun before, done after.</summary>
internal static class MessageStore
{
    public static long BeginSend(Transaction transaction, long chatId, int topicId, Instant now) =>
        transaction.Connection.ExecuteScalar<long>(
            "INSERT INTO messages (chat_id, topic_id, begun_at) VALUES (@chatId, @topicId, @now) RETURNING id",
            new
            {
                chatId,
                topicId,
                now,
            }
        );

    /// <summary>
    /// It is there; what was changed meanwhile still wants to be shown. A number that we knew already is of a chat whose
    /// count began anew: the number now means this message. Where the chat got its new id while this was under way, it
    /// stayed behind under the old one.
    /// </summary>
    public static void Sent(Transaction transaction, long id, long chatId, long telegramId, long hash, Instant now)
    {
        CopyStore.Unnumber(transaction, chatId, telegramId);
        CopyStore.Forget(transaction, id);
        transaction.Connection.Execute(
            "UPDATE messages SET gone = 1, changed = 0 WHERE chat_id = @chatId AND telegram_id = @telegramId AND gone = 0",
            new { chatId, telegramId }
        );
        transaction.Connection.Execute("UPDATE messages SET gone = 1 WHERE id = @id AND chat_id <> @chatId", new { id, chatId });
        transaction.Connection.Execute(
            "UPDATE messages SET telegram_id = iif(chat_id = @chatId, @telegramId, 0), shown_at = @now, shown_hash = @hash, changed = "
                + SomeNoticeIsNewer
                + " WHERE id = @id",
            new
            {
                id,
                chatId,
                telegramId,
                hash,
                now,
            }
        );
    }

    /// <summary>It is there, but Telegram did not tell its number: it can't be edited until somebody presses a button of it.</summary>
    public static void SentWithoutNumber(Transaction transaction, long id, long hash, Instant now)
    {
        CopyStore.Keep(transaction, id);
        transaction.Connection.Execute(
            "UPDATE messages SET telegram_id = 0, shown_at = @now, shown_hash = @hash, gone = 1, changed = 0 WHERE id = @id",
            new
            {
                id,
                hash,
                now,
            }
        );
        CopyStore.UseToldNumber(transaction, id);
    }

    /// <summary>Whether we know a message of this number that can be edited.</summary>
    public static bool IsKnown(Transaction transaction, long chatId, long telegramId) =>
        transaction.Connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM messages WHERE chat_id = @chatId AND telegram_id = @telegramId AND gone = 0)",
            new { chatId, telegramId }
        );

    /// <summary>Until its outcome is known, nobody knows what the message shows.</summary>
    public static void BeginEdit(Transaction transaction, long id) =>
        transaction.Connection.Execute("UPDATE messages SET shown_hash = NULL WHERE id = @id AND shown_hash IS NOT NULL", new { id });

    /// <summary>The edit changed nothing.</summary>
    public static void StillShows(Transaction transaction, long id, long? hash) =>
        transaction.Connection.Execute("UPDATE messages SET shown_hash = @hash WHERE id = @id", new { id, hash });

    /// <summary>It shows this; what was changed meanwhile still wants to be shown.</summary>
    public static void Edited(Transaction transaction, long id, long? hash) =>
        transaction.Connection.Execute(
            "UPDATE messages SET shown_hash = @hash, changed = " + SomeNoticeIsNewer + " WHERE id = @id",
            new { id, hash }
        );

    public static void Gone(Transaction transaction, long id) =>
        transaction.Connection.Execute("UPDATE messages SET gone = 1, changed = 0 WHERE id = @id", new { id });

    /// <summary>It was not sent: what it carried waits again.</summary>
    public static void Forget(Transaction transaction, long id) =>
        transaction.Connection.Execute("DELETE FROM messages WHERE id = @id", new { id });

    /// <summary>Another bot wrote them all: none can be edited any more, and their numbers say nothing of ours.</summary>
    public static void AllGone(Transaction transaction)
    {
        CopyStore.ForgetAll(transaction, chatId: null);
        transaction.Connection.Execute(
            "UPDATE messages SET telegram_id = 0, gone = 1, changed = 0 WHERE gone = 0 AND telegram_id IS NOT NULL"
        );
    }

    /// <summary>
    /// Of a chat's messages that show something outdated: the most urgent, then the oldest; patient ones after all others.
    /// </summary>
    /// <remarks>Without a word SQLite would take messages_by_telegram_id, and read through all that the chat ever got.</remarks>
    public static ShownMessage? NextChanged(Transaction transaction, long chatId) =>
        transaction.Connection.QueryFirstOrDefault<ShownMessage>(
            """
            SELECT id AS Id, telegram_id AS TelegramId, topic_id AS TopicId,
                   min(ifnull((SELECT min(urgency) FROM notices WHERE message_id = messages.id), 4),
                       ifnull((SELECT min(n.urgency) FROM copies c JOIN notices n ON n.id = c.notice_id
                           WHERE c.message_id = messages.id), 4)) AS Urgency,
                   (EXISTS (SELECT 1 FROM notices WHERE message_id = messages.id AND patient = 1)
                       OR EXISTS (SELECT 1 FROM copies c JOIN notices n ON n.id = c.notice_id
                       WHERE c.message_id = messages.id AND n.patient = 1)) AS IsPatient,
                   shown_hash AS ShownHash
            FROM messages INDEXED BY messages_changed WHERE chat_id = @chatId AND changed = 1 AND telegram_id IS NOT NULL AND gone = 0
            ORDER BY IsPatient, Urgency, id LIMIT 1
            """,
            new { chatId }
        );

    /// <summary>Sends whose outcome will never come, because the process that made them ended: what they carried waits again.</summary>
    /// <param name="transaction">The courier's.</param>
    /// <param name="underWay">Those whose outcome will come.</param>
    /// <returns>The notices that may be shown twice.</returns>
    public static IReadOnlyList<long> ForgetInDoubt(Transaction transaction, IEnumerable<long> underWay)
    {
        var parameters = new { underWay = NoticeStore.Json(underWay) };
        IReadOnlyList<long> notices =
        [
            .. transaction
                .Connection.Query<NoticeStore.ChatId>(
                    "SELECT id AS Id FROM notices WHERE message_id IN (SELECT id FROM messages WHERE " + InDoubt + ") ORDER BY id",
                    parameters
                )
                .Select(row => row.Id),
        ];
        foreach (
            var message in transaction
                .Connection.Query<InDoubtMessage>("SELECT id AS Id, chat_id AS ChatId FROM messages WHERE " + InDoubt, parameters)
                .AsList()
        )
        {
            CopyStore.Lose(transaction, message.Id, message.ChatId);
        }
        return notices;
    }

    /// <summary>The notices of the message that Telegram knows by this id; empty when it is older than the database.</summary>
    public static IReadOnlyList<long> NoticesOf(Transaction transaction, long chatId, long telegramId) =>
        [
            .. transaction
                .Connection.Query<NoticeStore.ChatId>(
                    """
                    SELECT n.id AS Id FROM messages m JOIN notices n
                        ON n.id IN (SELECT id FROM notices WHERE message_id = m.id UNION SELECT notice_id FROM copies
                            WHERE message_id = m.id)
                    WHERE m.chat_id = @chatId AND m.telegram_id = @telegramId AND m.gone = 0 ORDER BY n.urgency, n.id
                    """,
                    new { chatId, telegramId }
                )
                .Select(row => row.Id),
        ];

    /// <summary>
    /// The notice with a button of this data whose message Telegram may have shown already, though its answer to us is still
    /// under way; the newest of several, null for none.
    /// </summary>
    public static long? UnderWayWith(Transaction transaction, long chatId, string data)
    {
        var underWay = transaction.Connection.Query<Pressable>(
            """
            SELECT n.id AS Id, n.buttons AS Buttons FROM messages m INDEXED BY messages_in_doubt JOIN notices n ON n.message_id = m.id
            WHERE m.telegram_id IS NULL AND m.chat_id = @chatId ORDER BY n.id DESC
            """,
            new { chatId }
        );
        return underWay.FirstOrDefault(notice => ButtonsJson.Read(notice.Buttons).Any(row => row.Any(button => button.Data == data)))?.Id;
    }

    internal sealed record InDoubtMessage(long Id, long ChatId);

    internal sealed record Pressable(long Id, string Buttons);

    private const string InDoubt = "telegram_id IS NULL AND id NOT IN (SELECT value FROM json_each(@underWay))";

    private const string SomeNoticeIsNewer = """
        (gone = 0 AND (EXISTS (SELECT 1 FROM notices WHERE message_id = messages.id AND version > shown_version)
            OR EXISTS (SELECT 1 FROM copies c JOIN notices n ON n.id = c.notice_id WHERE c.message_id = messages.id
            AND n.version > c.shown_version)))
        """;
}

using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Delivery;

/// <summary>
/// Messages that may be there without a number that we know: their sends had no answer, or one that named none. A press on a
/// button of such a message tells its number.
/// </summary>
internal static class CopyStore
{
    /// <summary>
    /// Nobody knows whether the message is there. What it carried waits again; where it had buttons, we remember what it
    /// showed. A message without buttons can tell nothing later.
    /// </summary>
    /// <param name="transaction">The courier's.</param>
    /// <param name="messageId">Our row of it.</param>
    /// <param name="chatId">Where it was sent: if the chat has another id by now, nobody can press it there.</param>
    public static void Lose(Transaction transaction, long messageId, long chatId)
    {
        Keep(transaction, messageId);
        transaction.Connection.Execute(
            "UPDATE notices SET message_id = NULL, may_repeat = 1 WHERE message_id = @messageId",
            new { messageId }
        );
        transaction.Connection.Execute(
            """
            UPDATE messages SET telegram_id = 0, shown_at = begun_at, gone = 1, changed = 0
            WHERE id = @messageId AND chat_id = @chatId AND EXISTS (SELECT 1 FROM copies WHERE message_id = @messageId)
            """,
            new { messageId, chatId }
        );
        UseToldNumber(transaction, messageId);
        transaction.Connection.Execute("DELETE FROM messages WHERE id = @messageId AND telegram_id IS NULL", new { messageId });
    }

    /// <summary>Remembers what a message carries and with which buttons it left, unless none has any.</summary>
    public static void Keep(Transaction transaction, long messageId) =>
        transaction.Connection.Execute(
            """
            INSERT OR IGNORE INTO copies (message_id, notice_id, buttons)
            SELECT message_id, id, buttons FROM notices
            WHERE message_id = @messageId AND EXISTS (SELECT 1 FROM notices WHERE message_id = @messageId AND buttons <> '')
            """,
            new { messageId }
        );

    /// <summary>A notice is about to change while its message is under way: the buttons that left are remembered.</summary>
    public static void KeepWhileUnderWay(Transaction transaction, long messageId)
    {
        if (
            transaction.Connection.ExecuteScalar<bool>(
                "SELECT EXISTS (SELECT 1 FROM messages WHERE id = @messageId AND telegram_id IS NULL)",
                new { messageId }
            )
        )
        {
            Keep(transaction, messageId);
        }
    }

    /// <summary>The answer to its send told no number: a press that came before the answer may have told it.</summary>
    public static void UseToldNumber(Transaction transaction, long messageId) =>
        transaction.Connection.Execute(
            """
            UPDATE messages SET telegram_id = (SELECT max(told_id) FROM copies WHERE message_id = @messageId), gone = 0, changed = 1,
                shown_hash = NULL
            WHERE id = @messageId AND telegram_id = 0 AND (SELECT max(told_id) FROM copies WHERE message_id = @messageId) IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM messages other WHERE other.chat_id = messages.chat_id AND other.gone = 0
                    AND other.telegram_id = (SELECT max(told_id) FROM copies WHERE message_id = @messageId))
            """,
            new { messageId }
        );

    /// <summary>What waits to be sent again is left to the first message that may show it.</summary>
    /// <returns>Its chat; null where there is no such message, or the notice does not wait.</returns>
    public static long? CarryOn(Transaction transaction, long noticeId) =>
        transaction.Connection.ExecuteScalar<long?>(
            """
            UPDATE notices SET message_id = (SELECT min(message_id) FROM copies WHERE notice_id = @noticeId)
            WHERE id = @noticeId AND message_id IS NULL AND ended_at IS NULL AND EXISTS (SELECT 1 FROM copies WHERE notice_id = @noticeId)
            RETURNING chat_id
            """,
            new { noticeId }
        );

    /// <summary>The number is known: nothing needs to be remembered beside what every message has.</summary>
    public static void Forget(Transaction transaction, long messageId) =>
        transaction.Connection.Execute("DELETE FROM copies WHERE message_id = @messageId", new { messageId });

    /// <summary>Another message has this number, so the one that a press seemed to name is still without.</summary>
    public static void Unnumber(Transaction transaction, long chatId, long telegramId) =>
        transaction.Connection.Execute(
            """
            UPDATE messages SET telegram_id = 0, gone = 1, changed = 0
            WHERE chat_id = @chatId AND telegram_id = @telegramId AND gone = 0 AND EXISTS (SELECT 1 FROM copies
                WHERE message_id = messages.id)
            """,
            new { chatId, telegramId }
        );

    /// <summary>No press will ever come from these any more: the chat has a new id, or another bot wrote them.</summary>
    public static void ForgetAll(Transaction transaction, long? chatId) =>
        transaction.Connection.Execute(
            "DELETE FROM copies WHERE @chatId IS NULL OR message_id IN (SELECT id FROM messages WHERE chat_id = @chatId)",
            new { chatId }
        );

    /// <summary>
    /// Somebody pressed this button of a message whose number we do not know: one that left with such a button has it. From
    /// now on it is edited like any other, and shows what its notices want.
    /// </summary>
    /// <param name="transaction">The one of the press.</param>
    /// <param name="chatId">Where.</param>
    /// <param name="telegramId">The number that the press told.</param>
    /// <param name="data">Of the button.</param>
    /// <param name="since">No message is looked at that left before; steady.</param>
    /// <returns>Whether there is such a message.</returns>
    public static bool Number(Transaction transaction, long chatId, long telegramId, string data, Instant since)
    {
        // Numbers grow in a chat as our rows do: of several with such a button it is the one that left between its neighbours.
        var copies = transaction
            .Connection.Query<Lost>(
                """
                SELECT m.id AS MessageId, c.buttons AS Buttons
                    FROM messages m INDEXED BY messages_unnumbered JOIN copies c ON c.message_id = m.id
                WHERE m.chat_id = @chatId AND m.begun_at >= @since AND m.telegram_id = 0
                ORDER BY m.id > ifnull((SELECT id FROM messages WHERE chat_id = @chatId AND telegram_id < @telegramId AND telegram_id > 0
                AND gone = 0
                             ORDER BY telegram_id DESC LIMIT 1), 0)
                     AND m.id < ifnull((SELECT id FROM messages WHERE chat_id = @chatId AND telegram_id > @telegramId
                     AND telegram_id < 9007199254740992 AND gone = 0
                             ORDER BY telegram_id LIMIT 1), 9223372036854775807) DESC, m.id DESC
                """,
                new
                {
                    chatId,
                    telegramId,
                    since,
                }
            )
            .AsList();
        var early = EarlyEnough(transaction, chatId, telegramId, copies);
        var lost = copies.Where(copy => HasButton(copy, data)).OrderByDescending(copy => early.Contains(copy.MessageId)).FirstOrDefault();
        if (MessageStore.IsKnown(transaction, chatId, telegramId))
        {
            return false;
        }
        if (lost is null)
        {
            RememberTold(transaction, chatId, telegramId, data);
            return false;
        }
        transaction.Connection.Execute(
            "UPDATE messages SET telegram_id = @telegramId, gone = 0, changed = 1, shown_hash = NULL WHERE id = @messageId",
            new { telegramId, messageId = lost.MessageId }
        );
        return true;
    }

    /// <summary>
    /// The pressed message may be one whose send has no answer yet. Should none come, its number is known nevertheless. A
    /// message that had this number before is not it.
    /// </summary>
    private static void RememberTold(Transaction transaction, long chatId, long telegramId, string data)
    {
        var underWay = transaction
            .Connection.Query<Lost>(
                """
                SELECT m.id AS MessageId, ifnull(c.buttons, n.buttons) AS Buttons FROM messages m INDEXED BY messages_in_doubt
                JOIN notices n ON n.message_id = m.id LEFT JOIN copies c ON c.message_id = m.id AND c.notice_id = n.id
                WHERE m.telegram_id IS NULL AND m.chat_id = @chatId
                    AND NOT EXISTS (SELECT 1 FROM messages WHERE chat_id = @chatId AND telegram_id = @telegramId)
                ORDER BY m.id DESC
                """,
                new { chatId, telegramId }
            )
            .FirstOrDefault(message => HasButton(message, data));
        if (underWay is not null)
        {
            Keep(transaction, underWay.MessageId);
            transaction.Connection.Execute(
                "UPDATE copies SET told_id = @telegramId WHERE message_id = @messageId",
                new { telegramId, messageId = underWay.MessageId }
            );
        }
    }

    // Between the last known number and this one there is room for so many messages only.
    private static HashSet<long> EarlyEnough(Transaction transaction, long chatId, long telegramId, List<Lost> copies)
    {
        var before = transaction.Connection.QueryFirstOrDefault<Numbered>(
            """
            SELECT id AS MessageId, telegram_id AS TelegramId FROM messages
            WHERE chat_id = @chatId AND telegram_id < @telegramId AND telegram_id > 0 AND gone = 0 ORDER BY telegram_id DESC LIMIT 1
            """,
            new { chatId, telegramId }
        );
        return before is null
            ? []
            :
            [
                .. copies
                    .Select(copy => copy.MessageId)
                    .Distinct()
                    .Where(id => id > before.MessageId)
                    .Order()
                    .Take((int)Math.Min(telegramId - before.TelegramId, int.MaxValue)),
            ];
    }

    private static bool HasButton(Lost message, string data) =>
        ButtonsJson.Read(message.Buttons).Any(row => row.Any(button => button.Data == data));

    internal sealed record Numbered(long MessageId, long TelegramId);

    internal sealed record Lost(long MessageId, string Buttons);
}

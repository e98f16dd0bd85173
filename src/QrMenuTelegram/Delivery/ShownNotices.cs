using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Delivery;

/// <summary>From Telegram's messages back to our notices.</summary>
public static class ShownNotices
{
    /// <summary>The notice that a message shows; null when it shows several, or is none of ours.</summary>
    public static long? Only(Transaction transaction, long chatId, int telegramId)
    {
        var notices = transaction.Connection.Query<Shown>(
            """
            SELECT n.id AS Id FROM messages m JOIN notices n ON n.message_id = m.id
            WHERE m.chat_id = @chatId AND m.telegram_id = @telegramId AND m.gone = 0 LIMIT 2
            """,
            new { chatId, telegramId }).AsList();
        return notices.Count == 1 ? notices[0].Id : null;
    }

    /// <summary>No message can be edited any more: another bot wrote them.</summary>
    public static void AllGone(Transaction transaction) =>
        transaction.Connection.Execute("UPDATE messages SET gone = 1, changed = 0 WHERE gone = 0 AND telegram_id IS NOT NULL");

    internal sealed record Shown(long Id);
}

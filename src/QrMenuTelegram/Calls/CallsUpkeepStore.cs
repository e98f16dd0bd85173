using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>Moves boards; prunes calls and the orders that tables had.</summary>
internal sealed class CallsUpkeepStore : IChatRows, IPrunable
{
    // Of two boards one stays: the other goes with the chat.
    public void Migrate(Transaction transaction, long oldId, long newId) =>
        transaction.Connection.Execute("UPDATE OR IGNORE boards SET chat_id = @newId WHERE chat_id = @oldId", new { oldId, newId });

    public void LoseTopic(Transaction transaction, long chatId, int topicId)
    {
        var topic = new { chatId, topicId };
        transaction.Connection.Execute("UPDATE OR IGNORE boards SET topic_id = 0 WHERE chat_id = @chatId AND topic_id = @topicId", topic);
        transaction.Connection.Execute("DELETE FROM boards WHERE chat_id = @chatId AND topic_id = @topicId", topic);
    }

    public int Prune(Transaction transaction, Instant before, int atOnce) =>
        transaction.Connection.Execute(
            "DELETE FROM calls WHERE closed_at < @before AND id IN (SELECT id FROM calls ORDER BY id LIMIT @atOnce)",
            new { before, atOnce }
        )
        + transaction.Connection.Execute(
            """
            DELETE FROM table_orders WHERE (server, place, order_id) IN (
                SELECT server, place, order_id FROM table_orders WHERE seen_at < @before ORDER BY seen_at LIMIT @atOnce)
            """,
            new { before, atOnce }
        );
}

using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Delivery;

/// <summary>Moves and prunes notices, messages and attempts.</summary>
internal sealed class DeliveryUpkeepStore : IChatRows, IPrunable
{
    public void Migrate(Transaction transaction, long oldId, long newId)
    {
        var ids = new { oldId, newId };
        transaction.Connection.Execute("UPDATE attempts SET chat_id = @newId WHERE chat_id = @oldId", ids);
        transaction.Connection.Execute("UPDATE messages SET chat_id = @newId WHERE chat_id = @oldId", ids);
        transaction.Connection.Execute("UPDATE notices SET chat_id = @newId WHERE chat_id = @oldId", ids);
    }

    // The messages went with their topic.
    public void LoseTopic(Transaction transaction, long chatId, int topicId) =>
        transaction.Connection.Execute(
            "UPDATE notices SET topic_id = 0 WHERE chat_id = @chatId AND topic_id = @topicId AND message_id IS NULL AND ended_at IS NULL",
            new { chatId, topicId }
        );

    public int Prune(Transaction transaction, Instant before, int atOnce)
    {
        var notices = transaction.Connection.Execute(
            """
            DELETE FROM notices WHERE created_at < @before AND (ended_at IS NOT NULL OR message_id IS NOT NULL)
                AND id IN (SELECT id FROM notices ORDER BY id LIMIT @atOnce)
                AND NOT EXISTS (SELECT 1 FROM boards WHERE notice_id = notices.id)
            """,
            new { before, atOnce }
        );

        // A notice that lost its message would look as if it waited: so messages go after all of theirs.
        return notices
            + transaction.Connection.Execute(
                """
                DELETE FROM messages WHERE begun_at < @before AND id IN (SELECT id FROM messages ORDER BY id LIMIT @atOnce)
                    AND NOT EXISTS (SELECT 1 FROM notices WHERE message_id = messages.id)
                """,
                new { before, atOnce }
            );
    }
}

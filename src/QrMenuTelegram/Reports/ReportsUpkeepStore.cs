using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Reports;

/// <summary>Moves what chats asked for.</summary>
internal sealed class ReportsUpkeepStore : IChatRows
{
    // Of two report times one stays: the other goes with the chat.
    public void Migrate(Transaction transaction, long oldId, long newId)
    {
        transaction.Connection.Execute("UPDATE OR IGNORE report_times SET chat_id = @newId WHERE chat_id = @oldId", new { oldId, newId });
        transaction.Connection.Execute("UPDATE report_requests SET chat_id = @newId WHERE chat_id = @oldId", new { oldId, newId });
    }

    public void LoseTopic(Transaction transaction, long chatId, int topicId)
    {
        var topic = new { chatId, topicId };
        transaction.Connection.Execute(
            "UPDATE OR IGNORE report_times SET topic_id = 0 WHERE chat_id = @chatId AND topic_id = @topicId",
            topic
        );
        transaction.Connection.Execute("DELETE FROM report_times WHERE chat_id = @chatId AND topic_id = @topicId", topic);
        transaction.Connection.Execute("UPDATE report_requests SET topic_id = 0 WHERE chat_id = @chatId AND topic_id = @topicId", topic);
    }
}

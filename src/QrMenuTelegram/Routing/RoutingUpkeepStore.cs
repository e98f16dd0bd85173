using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Routing;

/// <summary>Moves subscriptions and mutes.</summary>
internal sealed class RoutingUpkeepStore(Routes routes) : IChatRows
{
    // Of two equal subscriptions one stays: the other goes with the chat.
    public void Migrate(Transaction transaction, long oldId, long newId)
    {
        transaction.Connection.Execute("UPDATE OR IGNORE subscriptions SET chat_id = @newId WHERE chat_id = @oldId", new { oldId, newId });
        transaction.Connection.Execute("UPDATE mutes SET chat_id = @newId WHERE chat_id = @oldId", new { oldId, newId });
        routes.Invalidate(transaction);
    }

    // What topic and chat were both subscribed to, the chat gets once; what the topic muted is over.
    public void LoseTopic(Transaction transaction, long chatId, int topicId)
    {
        var topic = new { chatId, topicId };
        transaction.Connection.Execute(
            "UPDATE OR IGNORE subscriptions SET topic_id = 0 WHERE chat_id = @chatId AND topic_id = @topicId",
            topic
        );
        transaction.Connection.Execute("DELETE FROM subscriptions WHERE chat_id = @chatId AND topic_id = @topicId", topic);
        transaction.Connection.Execute("DELETE FROM mutes WHERE chat_id = @chatId AND topic_id = @topicId", topic);
        routes.Invalidate(transaction);
    }
}

using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Commands;

/// <summary>Moves and prunes dialogs and presences.</summary>
internal sealed class CommandsUpkeepStore : IChatRows, IPrunable
{
    public void Migrate(Transaction transaction, long oldId, long newId)
    {
        transaction.Connection.Execute("UPDATE dialogs SET chat_id = @newId WHERE chat_id = @oldId", new { oldId, newId });
        transaction.Connection.Execute("UPDATE OR IGNORE presences SET chat_id = @newId WHERE chat_id = @oldId", new { oldId, newId });
    }

    // Its messages went with it: nobody goes on with one.
    public void LoseTopic(Transaction transaction, long chatId, int topicId) { }

    public int Prune(Transaction transaction, Instant before, int atOnce) =>
        transaction.Connection.Execute(
            "DELETE FROM dialogs WHERE created_at < @before AND id IN (SELECT id FROM dialogs ORDER BY id LIMIT @atOnce)",
            new { before, atOnce }
        ) + transaction.Connection.Execute("DELETE FROM presences WHERE seen_at < @before", new { before });
}

using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Appearance;

/// <summary>Moves and prunes what is known of menus. One that is pruned is told anew, as if Telegram might have forgotten it.</summary>
internal sealed class AppearanceUpkeepStore : IChatRows, IPrunable
{
    // Telegram keeps none of them for the new id.
    public void Migrate(Transaction transaction, long oldId, long newId)
    {
        transaction.Connection.Execute("UPDATE OR IGNORE menus SET chat_id = @newId WHERE chat_id = @oldId", new { oldId, newId });
        transaction.Connection.Execute("DELETE FROM menus WHERE chat_id = @oldId", new { oldId });
        MenuStore.Doubt(transaction, newId);
    }

    public void LoseTopic(Transaction transaction, long chatId, int topicId) { }

    public int Prune(Transaction transaction, Instant before, int atOnce)
    {
        var removed = transaction.Connection.Execute("DELETE FROM menus WHERE told_at < @before", new { before });
        if (removed > 0)
        {
            transaction.Signal(Signal.Menus);
        }
        return removed;
    }
}

using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Delivery;

/// <summary>The tables of one folder that name chats.</summary>
public interface IChatRows
{
    /// <summary>A chat has another id from now on, under which it is known already. Told twice it does nothing.</summary>
    void Migrate(Transaction transaction, long oldId, long newId);

    /// <summary>A topic is gone: what it had is the chat's now, unless the chat has its own.</summary>
    void LoseTopic(Transaction transaction, long chatId, int topicId);
}

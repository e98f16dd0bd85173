using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Staff;

/// <summary>A word to one person in private, where the bot may write to him at all.</summary>
public sealed class PersonalNotices(Outbox outbox, Texts texts)
{
    /// <summary>Whether the person has pressed Start and has not blocked the bot.</summary>
    public static bool Reaches(Transaction transaction, long person) => ChatStore.Find(transaction, person) is { RefusedAt: null };

    /// <summary>Adds a notice with the text <paramref name="key"/> in the person's language.</summary>
    /// <returns>False, and nothing added, where he can't be written to.</returns>
    public bool Tell(Transaction transaction, long person, TextKey key, params (string Name, object? Value)[] values)
    {
        if (ChatStore.Find(transaction, person) is not { RefusedAt: null } chat)
        {
            return false;
        }
        outbox.Add(
            transaction,
            new NewNotice(new Destination(person), Urgency.Reply, texts.Html(texts.Language(chat.Language), key, values))
        );
        return true;
    }
}

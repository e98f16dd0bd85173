using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>
/// The bridge's own words to the managers: to every chat with the role <c>manager</c>, or, where there is none, to the
/// private chats of all managers. A chat that refuses us is passed over as long as another one hears.
/// </summary>
public sealed class ManagerAlerts(Outbox outbox, Texts texts)
{
    /// <summary>What an alert's notices are about: they are never forwarded themselves.</summary>
    public const string Subject = "alert";

    /// <summary>Where alerts go now; empty before there is any manager.</summary>
    public static IReadOnlyList<Destination> Destinations(Transaction transaction) => ListenerStore.Hearing(transaction);

    /// <summary>Adds a notice with the text <paramref name="key"/> for each destination, in its chat's language.</summary>
    /// <param name="transaction">The transaction that is the reason for it.</param>
    /// <param name="urgency">Usually <see cref="Urgency.Reply"/>.</param>
    /// <param name="except">A chat that need not be told (the one the alert is about); null for none.</param>
    /// <param name="key">As in <see cref="Texts.Html"/>.</param>
    /// <param name="values">As in <see cref="Texts.Html"/>.</param>
    public void Tell(Transaction transaction, Urgency urgency, long? except, TextKey key, params (string Name, object? Value)[] values)
    {
        foreach (var to in Destinations(transaction).Where(to => to.ChatId != except))
        {
            var language = texts.Language(ChatStore.Find(transaction, to.ChatId)?.Language);
            outbox.Add(transaction, new NewNotice(to, urgency, texts.Html(language, key, values)) { Subject = Subject });
        }
    }
}

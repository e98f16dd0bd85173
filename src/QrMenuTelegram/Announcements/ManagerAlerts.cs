using Dapper;
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
    public static IReadOnlyList<Destination> Destinations(Transaction transaction)
    {
        var subscribed = transaction.Connection.Query<Listener>(
            """
            SELECT s.chat_id AS ChatId, s.topic_id AS TopicId, max(c.refused_at IS NOT NULL) AS Refuses
            FROM subscriptions s JOIN chats c ON c.id = s.chat_id
            WHERE s.role = 'manager' GROUP BY s.chat_id, s.topic_id ORDER BY min(s.id)
            """).AsList();
        if (subscribed.Any(listener => listener.Refuses == 0))
        {
            return Hearing(subscribed);
        }
        var people = transaction.Connection.Query<Listener>(
            """
            SELECT p.id AS ChatId, 0 AS TopicId, (c.refused_at IS NOT NULL) AS Refuses
            FROM people p JOIN chats c ON c.id = p.id
            WHERE p.is_manager = 1 ORDER BY p.since_at, p.id
            """).AsList();
        return people.Any(listener => listener.Refuses == 0) ? Hearing(people) : All(subscribed.Count > 0 ? subscribed : people);
    }

    /// <summary>Adds a notice with the text <paramref name="key"/> for each destination, in its chat's language.</summary>
    /// <param name="transaction">The transaction that is the reason for it.</param>
    /// <param name="urgency">Usually <see cref="Urgency.Reply"/>.</param>
    /// <param name="except">A chat that need not be told (the one the alert is about); null for none.</param>
    /// <param name="key">As in <see cref="Texts.Html"/>.</param>
    /// <param name="values">As in <see cref="Texts.Html"/>.</param>
    public void Tell(Transaction transaction, Urgency urgency, long? except, string key, params (string Name, object? Value)[] values)
    {
        foreach (var to in Destinations(transaction).Where(to => to.ChatId != except))
        {
            var language = texts.Language(ChatStore.Find(transaction, to.ChatId)?.Language);
            outbox.Add(transaction, new NewNotice(to, urgency, texts.Html(language, key, values)) { Subject = Subject });
        }
    }

    private static IReadOnlyList<Destination> Hearing(List<Listener> listeners) => All(listeners.Where(listener => listener.Refuses == 0));

    private static IReadOnlyList<Destination> All(IEnumerable<Listener> listeners) =>
        [.. listeners.Select(listener => new Destination(listener.ChatId, listener.TopicId))];

    internal sealed record Listener(long ChatId, int TopicId, int Refuses);
}

using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>Who listens to the bridge's own words.</summary>
internal static class ListenerStore
{
    /// <summary>
    /// The chats with the role manager that can be written to; where there is none, the managers' private chats that
    /// can; where there is none of these either, those that will hear when they are back.
    /// </summary>
    public static IReadOnlyList<Destination> Hearing(Transaction transaction)
    {
        var chats = Subscribed(transaction);
        if (chats.Any(listener => listener.Hears))
        {
            return Destinations(chats.Where(listener => listener.Hears));
        }
        var people = Managers(transaction);
        return people.Any(listener => listener.Hears)
            ? Destinations(people.Where(listener => listener.Hears))
            : Destinations(chats.Count > 0 ? chats : people);
    }

    /// <summary>
    /// Whether we have to do with a chat: it has a subscription, a board or a report, or is the private chat of one of ours.
    /// </summary>
    public static bool IsOurs(Transaction transaction, long chatId) =>
        transaction.Connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM subscriptions WHERE chat_id = @chatId)
                OR EXISTS (SELECT 1 FROM boards WHERE chat_id = @chatId AND taken_down = 0)
                OR EXISTS (SELECT 1 FROM report_times WHERE chat_id = @chatId)
                OR EXISTS (SELECT 1 FROM people WHERE id = @chatId AND (is_manager = 1 OR is_staff = 1))
            """,
            new { chatId }
        );

    private static List<Listener> Subscribed(Transaction transaction) =>
        transaction
            .Connection.Query<Listener>(
                """
                SELECT s.chat_id AS ChatId, s.topic_id AS TopicId, c.refused_at IS NULL AS Hears
                FROM subscriptions s JOIN chats c ON c.id = s.chat_id
                WHERE s.role = 'manager' GROUP BY s.chat_id, s.topic_id ORDER BY min(s.id)
                """
            )
            .AsList();

    private static List<Listener> Managers(Transaction transaction) =>
        transaction
            .Connection.Query<Listener>(
                """
                SELECT p.id AS ChatId, 0 AS TopicId, c.refused_at IS NULL AS Hears
                FROM people p JOIN chats c ON c.id = p.id
                WHERE p.is_manager = 1 ORDER BY p.since_at, p.id
                """
            )
            .AsList();

    private static IReadOnlyList<Destination> Destinations(IEnumerable<Listener> listeners) =>
        [.. listeners.Select(listener => new Destination(listener.ChatId, listener.TopicId))];

    internal sealed record Listener(long ChatId, int TopicId, bool Hears);
}

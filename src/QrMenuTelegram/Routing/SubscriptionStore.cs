using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Routing;

/// <summary>A subscription as it is asked for.</summary>
/// <param name="To">The chat and topic.</param>
/// <param name="Server">The server; null for every one, or where the hall names it.</param>
/// <param name="What">Role or codes.</param>
/// <param name="Hall">The hall; null for none.</param>
/// <param name="Tables">The listed tables; empty for all or for a hall.</param>
public sealed record NewSubscription(Destination To, string? Server, CodeList What, Hall? Hall, IReadOnlyList<TableName> Tables);

/// <summary>Subscriptions, oldest first: their order is the order in which they answer for an event.</summary>
public sealed class SubscriptionStore(Routes routes, Clock clock)
{
    private const string Columns =
        "id AS Id, chat_id AS ChatId, topic_id AS TopicId, server AS Server, role AS Role, codes AS Codes, hall_id AS HallId, tables "
        + "AS Tables";

    /// <summary>Whether the chat, or a topic of it, has the role manager.</summary>
    public static bool IsForManagers(Transaction transaction, long chatId) =>
        transaction.Connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM subscriptions WHERE chat_id = @chatId AND role = 'manager')",
            new { chatId }
        );

    public static IReadOnlyList<Subscription> All(Transaction transaction)
    {
        var halls = HallStore.All(transaction).ToDictionary(hall => hall.Id);
        return
        [
            .. transaction
                .Connection.Query<Row>("SELECT " + Columns + " FROM subscriptions ORDER BY id")
                .Select(row => row.Read(row.HallId is { } id ? halls[id] : null)),
        ];
    }

    /// <summary>Adds it unless it is there already, to the letter.</summary>
    /// <returns>Its number; null when it was there.</returns>
    public long? Add(Transaction transaction, NewSubscription wanted, long createdBy)
    {
        var id = transaction.Connection.ExecuteScalar<long?>(
            """
            INSERT INTO subscriptions (chat_id, topic_id, server, role, codes, hall_id, tables, created_at, created_by)
            VALUES (@chatId, @topicId, @server, @role, @codes, @hallId, @tables, @now, @createdBy)
            ON CONFLICT DO NOTHING
            RETURNING id
            """,
            new
            {
                chatId = wanted.To.ChatId,
                topicId = wanted.To.TopicId,
                server = wanted.Hall?.Server ?? wanted.Server ?? "",
                role = wanted.What.Role?.Name ?? "",
                codes = wanted.What.Role is null ? wanted.What.ToString() : "",
                hallId = wanted.Hall?.Id,
                tables = TableList.Format(wanted.Tables),
                now = clock.Now,
                createdBy,
            }
        );
        routes.Invalidate(transaction);
        return id;
    }

    /// <returns>False when it was gone already.</returns>
    public bool Remove(Transaction transaction, long id)
    {
        var removed = transaction.Connection.Execute("DELETE FROM subscriptions WHERE id = @id", new { id });
        routes.Invalidate(transaction);
        return removed > 0;
    }

    /// <summary>The chat gets nothing any more.</summary>
    public void RemoveAllOf(Transaction transaction, long chatId)
    {
        transaction.Connection.Execute("DELETE FROM subscriptions WHERE chat_id = @chatId", new { chatId });
        routes.Invalidate(transaction);
    }

    /// <summary>How many there are of a chat (and topic).</summary>
    public static int CountOf(Transaction transaction, Destination to) =>
        transaction.Connection.ExecuteScalar<int>(
            "SELECT count(*) FROM subscriptions WHERE chat_id = @chatId AND topic_id = @topicId",
            new { chatId = to.ChatId, topicId = to.TopicId }
        );

    internal sealed record Row(long Id, long ChatId, int TopicId, string Server, string Role, string Codes, long? HallId, string Tables)
    {
        public Subscription Read(Hall? hall)
        {
            var what = Routing.Role.Find(Role) is { } role ? CodeList.From(role) : CodeList.From(Codes.Split(','));
            var tables = TableList.Parse(Tables);
            return new Subscription(
                Id,
                new Destination(ChatId, TopicId),
                Server.Length == 0 ? null : Server,
                what.Role,
                what.Codes,
                hall,
                tables
            );
        }
    }
}

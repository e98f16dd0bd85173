using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Routing;

/// <summary>What a chat (and topic) does not want to hear for a while.</summary>
/// <param name="Id">Its row; 0 for one that is only asked for.</param>
/// <param name="To">Where.</param>
/// <param name="Server">The server; null for every one.</param>
/// <param name="Codes">Which events; empty for all.</param>
/// <param name="Hall">The hall; null for none.</param>
/// <param name="Tables">Which tables; empty for all or for a hall.</param>
/// <param name="UntilAt">When it ends by itself; steady.</param>
public sealed record Mute(
    long Id,
    Destination To,
    string? Server,
    IReadOnlyList<string> Codes,
    Hall? Hall,
    IReadOnlyList<TableName> Tables,
    Instant UntilAt
)
{
    /// <summary>Whether such an event is not heard here.</summary>
    public bool Covers(string server, string code, TableName table) =>
        (Codes.Count == 0 || Codes.Contains(code))
        && IsOrAny(Server, server)
        && IsOrAny(Hall?.Server, server)
        && (Hall is { } hall ? hall.Tables.Contains(table) : Tables.Count == 0 || Tables.Contains(table));

    private static bool IsOrAny(string? wanted, string server) =>
        wanted is null || wanted.Equals(server, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The mutes.</summary>
public static class MuteStore
{
    private const string Select = """
        SELECT id AS Id, chat_id AS ChatId, topic_id AS TopicId, server AS Server, codes AS Codes, hall_id AS HallId, tables AS Tables,
            until_at AS UntilAt
        FROM mutes WHERE until_at > @now
        """;

    /// <summary>Those that hold now, in the order they were made.</summary>
    public static IReadOnlyList<Mute> All(Transaction transaction, Instant now)
    {
        var rows = transaction.Connection.Query<Row>(Select + " ORDER BY id", new { now }).AsList();
        if (rows.Count == 0)
        {
            return [];
        }
        var halls = rows.Exists(row => row.HallId is not null) ? HallStore.All(transaction).ToDictionary(hall => hall.Id) : [];
        return [.. rows.Select(row => row.Read(row.HallId is { } id ? halls[id] : null))];
    }

    public static IReadOnlyList<Mute> In(Transaction transaction, Destination to, Instant now) =>
        [.. All(transaction, now).Where(mute => mute.To == to)];

    /// <summary>Adds it; one of the same extent in the same place ends. Mutes that are over go with it.</summary>
    public static void Add(Transaction transaction, Mute mute, long createdBy, Instant now)
    {
        var values = new
        {
            chatId = mute.To.ChatId,
            topicId = mute.To.TopicId,
            server = mute.Hall?.Server ?? mute.Server ?? "",
            codes = string.Join(',', mute.Codes),
            hallId = mute.Hall?.Id,
            tables = TableList.Format(mute.Tables),
            untilAt = mute.UntilAt,
            createdBy,
            now,
        };
        transaction.Connection.Execute(
            """
            DELETE FROM mutes WHERE until_at <= @now OR (chat_id = @chatId AND topic_id = @topicId AND server = @server AND codes = @codes
                AND hall_id IS @hallId AND tables = @tables)
            """,
            values
        );
        transaction.Connection.Execute(
            """
            INSERT INTO mutes (chat_id, topic_id, server, codes, hall_id, tables, until_at, created_by)
            VALUES (@chatId, @topicId, @server, @codes, @hallId, @tables, @untilAt, @createdBy)
            """,
            values
        );
    }

    /// <summary>Ends all of a place.</summary>
    /// <returns>How many held.</returns>
    public static int End(Transaction transaction, Destination to, Instant now)
    {
        var held = In(transaction, to, now).Count;
        transaction.Connection.Execute(
            "DELETE FROM mutes WHERE chat_id = @chatId AND topic_id = @topicId",
            new { chatId = to.ChatId, topicId = to.TopicId }
        );
        return held;
    }

    public static void RemoveAllOf(Transaction transaction, long chatId) =>
        transaction.Connection.Execute("DELETE FROM mutes WHERE chat_id = @chatId", new { chatId });

    internal sealed record Row(long Id, long ChatId, int TopicId, string Server, string Codes, long? HallId, string Tables, Instant UntilAt)
    {
        public Mute Read(Hall? hall)
        {
            var tables = TableList.Parse(Tables);
            return new Mute(
                Id,
                new Destination(ChatId, TopicId),
                Server.Length == 0 ? null : Server,
                Codes.Length == 0 ? [] : Codes.Split(','),
                hall,
                tables,
                UntilAt
            );
        }
    }
}

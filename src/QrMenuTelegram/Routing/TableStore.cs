using Dapper;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Routing;

/// <summary>A table that an event named.</summary>
/// <param name="Server">The server's name.</param>
/// <param name="Id">As the server writes it.</param>
/// <param name="Name">What staff call it; the id where no event said.</param>
/// <param name="LastCode">The code of that event; '' where it had none.</param>
public sealed record KnownTable(string Server, string Id, string Name, Instant LastEventAt, string LastCode);

/// <summary>The tables seen so far: events teach us which there are and what they are called.</summary>
public static class TableStore
{
    /// <summary>Remembers the table of an event; says what staff call it: by this event, else by an earlier one, else its id.</summary>
    /// <param name="transaction">The one that stores the event.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="id">'' where the event names none: then nothing is remembered.</param>
    /// <param name="name">As the event says; null where it doesn't.</param>
    /// <param name="code">The event's.</param>
    public static TableName Learn(Transaction transaction, string server, string id, string? name, string code, Instant at)
    {
        var said = new TableName(name ?? "");
        if (id.Length == 0)
        {
            return said;
        }
        var first = said.Text.Length > 0 ? said : new TableName(id);
        return new TableName(
            transaction.Connection.ExecuteScalar<string>(
                """
                INSERT INTO tables (server, id, name, key, last_event_at, last_code)
                VALUES (@server, @id, @name, @key, @at, @code)
                ON CONFLICT (server, id) DO UPDATE SET
                    name = iif(@said, excluded.name, name), key = iif(@said, excluded.key, key),
                    last_event_at = excluded.last_event_at, last_code = excluded.last_code
                RETURNING name
                """,
                new
                {
                    server,
                    id,
                    name = first.Text,
                    key = first.Key,
                    at,
                    code,
                    said = said.Text.Length > 0,
                }
            )!
        );
    }

    /// <summary>The waiter of the POS whose order stands there.</summary>
    public static void SetWaiter(Transaction transaction, string server, string id, string waiterId, Instant now) =>
        transaction.Connection.Execute(
            "UPDATE tables SET waiter_id = @waiterId, waiter_at = @now WHERE server = @server AND id = @id",
            new
            {
                server,
                id,
                waiterId,
                now,
            }
        );

    /// <summary>What staff call a table; null for one that no event named.</summary>
    public static TableName? NameOf(Transaction transaction, string server, string id) =>
        transaction.Connection.QueryFirstOrDefault<KnownTable>(Select + " WHERE server = @server AND id = @id", new { server, id })
            is { } table
            ? new TableName(table.Name)
            : null;

    /// <summary>
    /// Whether a server has several tables of this name that had events within a week of one another: one whose number
    /// changed is the same table. Uses <c>tables_by_key</c>.
    /// </summary>
    public static bool HasNamesakes(Transaction transaction, string server, TableName table) =>
        transaction.Connection.ExecuteScalar<long>(
            """
            SELECT count(*) FROM tables
            WHERE key = @key AND server = @server
                AND last_event_at >= (SELECT max(last_event_at) FROM tables WHERE key = @key AND server = @server) - 604800000
            """,
            new { server, key = table.Key }
        ) > 1;

    /// <summary>The table's name; with its id where the server has several of this name.</summary>
    public static string TellApart(Transaction transaction, string server, string id, TableName table) =>
        id.Length > 0 && HasNamesakes(transaction, server, table) ? $"{table.Text} (id {id})" : table.Text;

    /// <summary>By server and id.</summary>
    public static IReadOnlyList<KnownTable> All(Transaction transaction) =>
        transaction.Connection.Query<KnownTable>(Select + " ORDER BY server, id").AsList();

    /// <summary>The ids of the tables of a server that had an event last, at most so many.</summary>
    public static IReadOnlyList<string> MostRecent(Transaction transaction, string server, int most) =>
        transaction
            .Connection.Query<string>(
                "SELECT id FROM tables WHERE server = @server ORDER BY last_event_at DESC LIMIT @most",
                new { server, most }
            )
            .AsList();

    private const string Select =
        "SELECT server AS Server, id AS Id, name AS Name, last_event_at AS LastEventAt, last_code AS LastCode FROM tables";
}

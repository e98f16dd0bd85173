using Dapper;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Calls;

/// <summary>A table that somebody took for his shift.</summary>
/// <param name="Server">The server; '' for every one.</param>
/// <param name="TableName">What staff call it.</param>
/// <param name="PersonId">Whose it is.</param>
/// <param name="PersonName">What others call that person.</param>
/// <param name="UntilAt">When the shift ends by itself; steady.</param>
public sealed record OwnedTable(string Server, string TableName, long PersonId, string PersonName, Instant UntilAt)
{
    public TableName Table => new(TableName);

    /// <summary>Tables as people type them, the restaurant behind those of one restaurant only; plain text.</summary>
    public static string Text(IEnumerable<OwnedTable> tables) =>
        string.Join(
            "; ",
            tables
                .GroupBy(table => table.Server)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                    TableList.Format(TableList.InOrder(group.Select(table => table.Table)))
                    + (group.Key.Length == 0 ? "" : $" ({group.Key})")
                )
        );
}

/// <summary>Whose table: by /take until the shift ends, else, where the settings say so, by the POS waiter of its order.</summary>
public sealed class OwnerStore(CallsOptions options, RestaurantOptions restaurant, Clock clock)
{
    /// <summary>An order older than this says nothing about who serves the table now.</summary>
    private static readonly TimeSpan FreshOrder = TimeSpan.FromHours(12);

    private const string Select = """
        SELECT o.server AS Server, o.table_name AS TableName, o.person_id AS PersonId, ifnull(p.display_name, p.name) AS PersonName,
            o.until_at AS UntilAt
        FROM table_owners o JOIN people p ON p.id = o.person_id
        """;

    // Somebody of the staff who can be written to and is not on a break.
    private const string IsThere = """
        (p.is_staff = 1 OR p.is_manager = 1) AND (p.paused_until IS NULL OR p.paused_until <= @now)
            AND EXISTS (SELECT 1 FROM chats c WHERE c.id = p.id AND c.refused_at IS NULL)
        """;

    /// <summary>
    /// Who hears of this table's calls in private; null for nobody. A table that somebody took is nobody else's, even
    /// while that person is on a break or can't be written to.
    /// </summary>
    /// <param name="transaction">Any.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="tableId">As the server writes it; '' where it does not.</param>
    /// <param name="table">What staff call it.</param>
    public long? OwnerOf(Transaction transaction, string server, string tableId, TableName table)
    {
        var taken = transaction.Connection.QueryFirstOrDefault<Candidate>(
            "SELECT p.id AS Id, "
                + IsThere
                + """
                 AS IsThere FROM table_owners o JOIN people p ON p.id = o.person_id
                WHERE o.server IN (@server, '') AND o.table_key = @key AND o.until_at > @now ORDER BY o.server DESC LIMIT 1
                """,
            new
            {
                server,
                key = table.Key,
                now = clock.Now,
            }
        );
        return taken is not null ? (taken.IsThere ? taken.Id : null)
            : options.PosWaiterOwns ? ByOrder(transaction, server, tableId)
            : null;
    }

    /// <summary>Every table that is somebody's now, by server and in natural order.</summary>
    public static IReadOnlyList<OwnedTable> All(Transaction transaction, Instant now) =>
        InOrder(transaction.Connection.Query<OwnedTable>(Select + " WHERE o.until_at > @now", new { now }));

    public static IReadOnlyList<OwnedTable> TablesOf(Transaction transaction, long person, Instant now) =>
        InOrder(
            transaction.Connection.Query<OwnedTable>(Select + " WHERE o.person_id = @person AND o.until_at > @now", new { person, now })
        );

    /// <summary>These tables are this person's from now on, and the shift that all of his belong to begins anew.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="person">Who.</param>
    /// <param name="server">Where; null for every server.</param>
    /// <param name="tables">Which.</param>
    /// <returns>What was somebody else's until now.</returns>
    public IReadOnlyList<OwnedTable> Take(Transaction transaction, long person, string? server, IReadOnlyList<TableName> tables)
    {
        var (now, until) = (clock.Now, clock.Now + options.ShiftLength);
        var before = new List<OwnedTable>();
        foreach (var table in tables)
        {
            var of = new
            {
                server = server ?? "",
                key = table.Key,
                name = table.Text,
                person,
                now,
                until,
            };
            before.AddRange(
                transaction.Connection.Query<OwnedTable>(
                    Select
                        + " WHERE o.table_key = @key AND (@server = '' OR o.server IN (@server, '')) AND o.person_id <> @person AND "
                        + "o.until_at > @now",
                    of
                )
            );
            transaction.Connection.Execute("DELETE FROM table_owners WHERE table_key = @key AND (@server = '' OR server = @server)", of);
            transaction.Connection.Execute(
                """
                INSERT INTO table_owners (server, table_key, table_name, person_id, since_at, until_at)
                VALUES (@server, @key, @name, @person, @now, @until)
                """,
                of
            );
        }
        transaction.Connection.Execute(
            "UPDATE table_owners SET until_at = @until WHERE person_id = @person AND until_at > @now",
            new
            {
                person,
                now,
                until,
            }
        );
        transaction.Signal(Signal.Calls);
        return InOrder(before);
    }

    /// <summary>These tables are no longer this person's; those of others stay as they are.</summary>
    /// <returns>What was his until now.</returns>
    public IReadOnlyList<OwnedTable> Release(Transaction transaction, long person, string? server, IReadOnlyList<TableName> tables)
    {
        var wanted = tables.ToHashSet();
        var released = TablesOf(transaction, person, clock.Now)
            .Where(owned => wanted.Contains(owned.Table) && (server is null || owned.Server == server))
            .ToList();
        foreach (var owned in released)
        {
            transaction.Connection.Execute(
                "DELETE FROM table_owners WHERE server = @server AND table_key = @key AND person_id = @person",
                new
                {
                    server = owned.Server,
                    key = owned.Table.Key,
                    person,
                }
            );
        }
        transaction.Signal(Signal.Calls);
        return released;
    }

    /// <summary>The end of a person's shift.</summary>
    /// <returns>What was his until now.</returns>
    public IReadOnlyList<OwnedTable> ReleaseAll(Transaction transaction, long person)
    {
        var released = TablesOf(transaction, person, clock.Now);
        transaction.Connection.Execute("DELETE FROM table_owners WHERE person_id = @person", new { person });
        transaction.Signal(Signal.Calls);
        return released;
    }

    /// <summary>When the shift of each person who has tables ends, or the first of his tables is his no more.</summary>
    internal static IReadOnlyList<ShiftEnd> ShiftEnds(SqliteConnection connection) =>
        connection
            .Query<ShiftEnd>("SELECT person_id AS PersonId, min(until_at) AS At FROM table_owners GROUP BY person_id ORDER BY person_id")
            .AsList();

    /// <summary>Ends a person's shift, whose time is over; says which tables were his.</summary>
    public static IReadOnlyList<OwnedTable> EndShift(Transaction transaction, long person, Instant now)
    {
        var ended = InOrder(
            transaction.Connection.Query<OwnedTable>(Select + " WHERE o.person_id = @person AND o.until_at <= @now", new { person, now })
        );
        transaction.Connection.Execute("DELETE FROM table_owners WHERE person_id = @person AND until_at <= @now", new { person, now });
        return ended;
    }

    private long? ByOrder(Transaction transaction, string server, string tableId)
    {
        var candidate = transaction.Connection.QueryFirstOrDefault<Waiter>(
            """
            SELECT p.id AS Id, w.name AS Name FROM tables t
            JOIN pos_waiters w ON w.server = t.server AND w.id = t.waiter_id
            JOIN people p ON p.pos_server = w.server AND p.pos_waiter_id = w.id
            WHERE t.server = @server AND t.id = @tableId AND t.waiter_at > @since AND
            """
                + " "
                + IsThere,
            new
            {
                server,
                tableId,
                since = clock.Now - FreshOrder,
                now = clock.Now,
            }
        );
        return candidate is null || restaurant.SystemWaiters.Contains(Events.TableName.MakeKey(candidate.Name)) ? null : candidate.Id;
    }

    private static List<OwnedTable> InOrder(IEnumerable<OwnedTable> tables) =>
        [.. tables.OrderBy(owned => owned.Server, StringComparer.Ordinal).ThenBy(owned => owned.Table, NaturalOrder.Instance)];

    internal sealed record ShiftEnd(long PersonId, Instant At);

    internal sealed record Candidate(long Id, bool IsThere);

    internal sealed record Waiter(long Id, string Name);
}

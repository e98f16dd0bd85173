using Dapper;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>An event as a call shows it.</summary>
public sealed record StoredEvent(string Body, Instant ReceivedAt, long OlderBy, bool MayRepeat);

/// <summary>The calls. Each change of state is one statement that holds only while the state before is what it should be.</summary>
public static class CallStore
{
    private const string Columns = """
        id AS Id, server AS Server, table_id AS TableId, table_name AS TableName, code AS Code, order_id AS OrderId, event_id AS EventId,
        opened_at AS OpenedAt, pressed_at AS PressedAt, times AS Times, rung_at AS RungAt, waits_from AS WaitsFrom, shared_at AS SharedAt,
        first_claimed_at AS FirstClaimedAt, claimed_by AS ClaimedBy, claimed_name AS ClaimedName, claimed_at AS ClaimedAt,
        holder_reminded AS HolderReminded, closed_at AS ClosedAt, outcome AS Outcome, step AS Step, due_at AS DueAt,
        guests_changed AS GuestsChanged, earlier_at AS EarlierAt
        """;

    public static Call? Find(Transaction transaction, long id) =>
        transaction.Connection.QueryFirstOrDefault<Call>("SELECT " + Columns + " FROM calls WHERE id = @id", new { id });

    /// <summary>What waits now, oldest first. Uses <c>calls_due</c>: only open calls have something due.</summary>
    public static IReadOnlyList<Call> Open(Transaction transaction) =>
        transaction.Connection.Query<Call>("SELECT " + Columns + " FROM calls WHERE due_at > 0 ORDER BY +opened_at, id").AsList();

    /// <summary>The open calls that a person holds. Uses <c>calls_due</c>.</summary>
    public static IReadOnlyList<Call> HeldBy(Transaction transaction, long person) =>
        transaction
            .Connection.Query<Call>(
                "SELECT " + Columns + " FROM calls WHERE due_at > 0 AND claimed_by = @person ORDER BY +opened_at, id",
                new { person }
            )
            .AsList();

    /// <summary>The open call of a table; null where there is none. Uses <c>calls_open</c>.</summary>
    public static Call? OpenOf(Transaction transaction, string server, string tableId, TableName table, string code) =>
        transaction.Connection.QueryFirstOrDefault<Call>(
            "SELECT "
                + Columns
                + " FROM calls WHERE server = @server AND iif(table_id = '', table_key, table_id) = @place AND code = @code AND "
                + "closed_at IS NULL",
            new
            {
                server,
                place = tableId.Length > 0 ? tableId : table.Key,
                code,
            }
        );

    /// <summary>What the clock has to do with, the longest due first.</summary>
    public static IReadOnlyList<Call> Due(Transaction transaction, Instant now, int most) =>
        transaction
            .Connection.Query<Call>(
                "SELECT " + Columns + " FROM calls WHERE due_at IS NOT NULL AND due_at <= @now ORDER BY due_at, id LIMIT @most",
                new { now, most }
            )
            .AsList();

    /// <summary>The calls that are due next.</summary>
    internal static IReadOnlyList<DueCall> NextDue(SqliteConnection connection, int most) =>
        connection
            .Query<DueCall>(
                "SELECT id AS Id, due_at AS DueAt FROM calls WHERE due_at IS NOT NULL ORDER BY due_at, id LIMIT @most",
                new { most }
            )
            .AsList();

    internal sealed record DueCall(long Id, Instant DueAt);

    /// <summary>The open bill requests that a payment of this order ends.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="orderId">The order that was paid; null where the payment names none: then the table's.</param>
    /// <param name="tableId">The payment's table.</param>
    public static IReadOnlyList<Call> BillsOf(Transaction transaction, string server, string? orderId, string tableId) =>
        transaction
            .Connection.Query<Call>(
                "SELECT "
                    + Columns
                    + """
                     FROM calls WHERE due_at > 0 AND server = @server AND code = 'bill_request'
                        AND iif(@orderId IS NULL OR order_id IS NULL, table_id = @tableId AND table_id <> '', order_id = @orderId)
                    ORDER BY +id
                    """,
                new
                {
                    server,
                    orderId,
                    tableId,
                }
            )
            .AsList();

    /// <summary>A guest called.</summary>
    /// <param name="transaction">The one that stores the event.</param>
    /// <param name="eventId">Its row.</param>
    /// <param name="menuEvent">The event.</param>
    /// <param name="table">What staff call its table.</param>
    /// <param name="at">When it was received; steady.</param>
    /// <param name="shared">Whether the hall's chats get it at once.</param>
    /// <param name="earlierAt">When the unmarked call was opened that this one ended; null for none.</param>
    /// <param name="dueAt">When the clock next has to do with it.</param>
    public static Call Add(
        Transaction transaction,
        long eventId,
        MenuEvent menuEvent,
        TableName table,
        Instant at,
        bool shared,
        Instant? earlierAt,
        Instant dueAt
    ) =>
        transaction.Connection.QueryFirst<Call>(
            """
            INSERT INTO calls (server, table_id, table_key, table_name, code, order_id, event_id, opened_at, pressed_at, rung_at,
                waits_from,
                shared_at, earlier_at, due_at)
            VALUES (@server, @tableId, @tableKey, @tableName, @code, @orderId, @eventId, @at, @at, @at, @at, @sharedAt, @earlierAt, @dueAt)
            RETURNING
            """
                + " "
                + Columns,
            new
            {
                server = menuEvent.Server,
                tableId = menuEvent.TableId,
                tableKey = table.Key,
                tableName = table.Text,
                code = menuEvent.Code,
                orderId = menuEvent.Order?.Id,
                eventId,
                at,
                sharedAt = shared ? at : (Instant?)null,
                earlierAt,
                dueAt,
            }
        );

    /// <summary>The guest pressed again.</summary>
    public static Call Press(Transaction transaction, long id, long eventId, string? orderId, Instant at, bool rings) =>
        transaction.Connection.QueryFirst<Call>(
            """
            UPDATE calls SET times = times + 1, pressed_at = @at, event_id = @eventId, order_id = ifnull(@orderId, order_id),
                rung_at = iif(@rings, @at, rung_at)
            WHERE id = @id RETURNING
            """
                + " "
                + Columns,
            new
            {
                id,
                eventId,
                orderId,
                at,
                rings,
            }
        );

    /// <summary>The first wins: null for everybody after, and for a call that ended.</summary>
    public static Call? Claim(Transaction transaction, long id, long person, string name, Instant now) =>
        transaction.Connection.QueryFirstOrDefault<Call>(
            """
            UPDATE calls SET claimed_by = @person, claimed_name = @name, claimed_at = @now, holder_reminded = 0,
                first_claimed_at = ifnull(first_claimed_at, @now)
            WHERE id = @id AND claimed_by IS NULL AND closed_at IS NULL RETURNING
            """
                + " "
                + Columns,
            new
            {
                id,
                person,
                name,
                now,
            }
        );

    /// <summary>
    /// Nobody is going any more: the ladder begins anew, and what rang for the holder alone rang for nobody. Null where
    /// nobody holds it.
    /// </summary>
    public static Call? Release(Transaction transaction, long id, Instant now) =>
        transaction.Connection.QueryFirstOrDefault<Call>(
            """
            UPDATE calls SET claimed_by = NULL, claimed_name = NULL, claimed_at = NULL, holder_reminded = 0, waits_from = @now, step = 0,
                rung_at = iif(rung_at > claimed_at, opened_at, rung_at)
            WHERE id = @id AND claimed_by IS NOT NULL AND closed_at IS NULL RETURNING
            """
                + " "
                + Columns,
            new { id, now }
        );

    /// <summary>Null where it had ended before.</summary>
    public static Call? Close(Transaction transaction, long id, string outcome, long? by, Instant now) =>
        transaction.Connection.QueryFirstOrDefault<Call>(
            "UPDATE calls SET closed_at = @now, closed_by = @by, outcome = @outcome, due_at = NULL WHERE id = @id AND closed_at IS "
                + "NULL RETURNING "
                + Columns,
            new
            {
                id,
                outcome,
                by,
                now,
            }
        );

    /// <summary>The hall's chats have it too, for want of its table's owner.</summary>
    public static void SetShared(Transaction transaction, long id, Instant now) =>
        transaction.Connection.Execute("UPDATE calls SET shared_at = ifnull(shared_at, @now) WHERE id = @id", new { id, now });

    /// <summary>What waits and is in no chat: it came while there was nobody to tell. Uses <c>calls_due</c>.</summary>
    public static IReadOnlyList<Call> Unheard(Transaction transaction) =>
        transaction
            .Connection.Query<Call>(
                "SELECT "
                    + Columns
                    + " FROM calls WHERE due_at > 0 AND NOT EXISTS (SELECT 1 FROM call_notices n WHERE n.call_id = calls.id) ORDER BY +id"
            )
            .AsList();

    /// <summary>What waits at a table. Uses <c>calls_open</c>.</summary>
    public static IReadOnlyList<Call> OpenAt(Transaction transaction, string server, string tableId, TableName table) =>
        transaction
            .Connection.Query<Call>(
                "SELECT "
                    + Columns
                    + " FROM calls WHERE closed_at IS NULL AND server = @server AND iif(table_id = '', table_key, table_id) = @place "
                    + "ORDER BY +id",
                new { server, place = tableId.Length > 0 ? tableId : table.Key }
            )
            .AsList();

    public static void SetDue(Transaction transaction, long id, Instant dueAt) =>
        transaction.Connection.Execute("UPDATE calls SET due_at = @dueAt WHERE id = @id AND closed_at IS NULL", new { id, dueAt });

    /// <summary>What the clock has done with it.</summary>
    public static Call Advance(Transaction transaction, long id, int step, Instant? sharedAt, bool holderReminded, Instant rungAt) =>
        transaction.Connection.QueryFirst<Call>(
            """
            UPDATE calls SET step = @step, shared_at = @sharedAt, holder_reminded = @holderReminded, rung_at = @rungAt WHERE id = @id
                RETURNING
            """
                + " "
                + Columns,
            new
            {
                id,
                step,
                sharedAt,
                holderReminded,
                rungAt,
            }
        );

    /// <summary>An accepted event; null once it was pruned.</summary>
    public static StoredEvent? EventOf(Transaction transaction, long eventId) =>
        transaction.Connection.QueryFirstOrDefault<StoredEvent>(
            "SELECT body AS Body, received_at AS ReceivedAt, older_by AS OlderBy, may_repeat AS MayRepeat FROM events WHERE id = @eventId",
            new { eventId }
        );
}

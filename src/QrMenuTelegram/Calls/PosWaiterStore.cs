using Dapper;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>A waiter of the restaurant's POS, as orders named him.</summary>
/// <param name="Server">The server's name.</param>
/// <param name="Id">The POS's own id; the name where orders give no id.</param>
/// <param name="Name">As orders say; the id where they give no name.</param>
/// <param name="LastEventAt">Newest order that named him; steady.</param>
public sealed record PosWaiter(string Server, string Id, string Name, Instant LastEventAt);

/// <summary>The POS's waiters seen so far, and whose order stands at which table.</summary>
public static class PosWaiterStore
{
    /// <summary>
    /// Remembers the waiter of an event's order, and that the table is his by it. Costs nothing where the order names none.
    /// </summary>
    /// <param name="transaction">The one that stores the event, after <see cref="Routing.TableStore.Learn"/>.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="tableId">As the server writes it; '' where the event names none.</param>
    /// <param name="order">Null where the event has none.</param>
    public static void Learn(Transaction transaction, string server, string tableId, MenuOrder? order, Instant now)
    {
        var id = order?.WaiterId ?? order?.WaiterName;
        if (string.IsNullOrWhiteSpace(id))
        {
            return;
        }
        transaction.Connection.Execute(
            """
            INSERT INTO pos_waiters (server, id, name, last_event_at) VALUES (@server, @id, @name, @now)
            ON CONFLICT (server, id) DO UPDATE SET name = iif(@named, excluded.name, name), last_event_at = excluded.last_event_at
            """,
            new
            {
                server,
                id,
                name = order!.WaiterName ?? id,
                named = order.WaiterName is not null,
                now,
            }
        );
        TableStore.SetWaiter(transaction, server, tableId, id, now);
    }

    /// <summary>Those whom orders named since then, the newest first.</summary>
    public static IReadOnlyList<PosWaiter> Since(Transaction transaction, Instant since, int most) =>
        transaction
            .Connection.Query<PosWaiter>(
                """
                SELECT server AS Server, id AS Id, name AS Name, last_event_at AS LastEventAt FROM pos_waiters
                WHERE last_event_at >= @since ORDER BY last_event_at DESC, server, id LIMIT @most
                """,
                new { since, most }
            )
            .AsList();

    public static PosWaiter? Find(Transaction transaction, string server, string id) =>
        transaction.Connection.QueryFirstOrDefault<PosWaiter>(
            "SELECT server AS Server, id AS Id, name AS Name, last_event_at AS LastEventAt FROM pos_waiters WHERE server = @server "
                + "AND id = @id",
            new { server, id }
        );
}

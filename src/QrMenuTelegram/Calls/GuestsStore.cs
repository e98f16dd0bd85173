using Dapper;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>Whether other guests sit at a table: told by payments, and by orders that were not seen there before.</summary>
internal static class GuestsStore
{
    /// <summary>
    /// Remembers the event's order; what its table called for before another order began, or before it paid, was called by
    /// others.
    /// </summary>
    /// <param name="transaction">The one that stores the event; before it is a press itself.</param>
    /// <param name="menuEvent">One that was understood.</param>
    /// <param name="table">What staff call its table.</param>
    public static void Learn(Transaction transaction, MenuEvent menuEvent, TableName table, Instant now)
    {
        var place = menuEvent.TableId.Length > 0 ? menuEvent.TableId : table.Key;
        if (place.Length == 0)
        {
            return;
        }
        var (server, orderId) = (menuEvent.Server, string.IsNullOrWhiteSpace(menuEvent.Order?.Id) ? null : menuEvent.Order.Id);
        var isNew =
            orderId is not null
            && transaction.Connection.Execute(
                "INSERT INTO table_orders (server, place, order_id, seen_at) VALUES (@server, @place, @orderId, @now) ON CONFLICT DO "
                    + "NOTHING",
                new
                {
                    server,
                    place,
                    orderId,
                    now,
                }
            ) > 0;
        if (menuEvent.Code == EventCodes.OnlinePayment)
        {
            Changed(transaction, server, place, null, true);
        }
        else if (isNew)
        {
            // An order that only now is told of may have begun before the call, unless this event is its beginning.
            Changed(transaction, server, place, orderId, menuEvent.Code == EventCodes.SaveOrder);
        }
    }

    // Uses calls_open: the open calls of one table.
    private static void Changed(Transaction transaction, string server, string place, string? orderId, bool began) =>
        transaction.Connection.Execute(
            """
            UPDATE calls SET guests_changed = 1
            WHERE closed_at IS NULL AND server = @server AND iif(table_id = '', table_key, table_id) = @place
                AND iif(order_id IS NULL, @began, @orderId IS NULL OR order_id <> @orderId)
            """,
            new
            {
                server,
                place,
                orderId,
                began,
            }
        );
}

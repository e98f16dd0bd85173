namespace QrMenuTelegram.Events;

/// <summary>
/// One element of <c>updates</c>, as far as it was understood. Nothing but <see cref="Server"/> and <see cref="Body"/>
/// is sure: the API promises no more (see the vendor's page "09_api").
/// </summary>
/// <param name="Server">The name of the server in the configuration.</param>
/// <param name="Hash">
/// The server's identifier of the event; may repeat over months, and for different codes at once. Made of the content, with a
/// leading ~, when absent.
/// </param>
/// <param name="Code">The kind of event; see <see cref="EventCodes"/>. '' when absent.</param>
/// <param name="TableId">The table's identifier as the server writes it; '' when absent.</param>
/// <param name="TableName">
/// What staff call the table, from <c>table_repr</c> or <c>order.table</c>; null when the event has neither.
/// </param>
/// <param name="Order">The whole order; null when absent.</param>
/// <param name="Added">What was added this time (<c>invoice.session.items</c>); null when there is no invoice.</param>
/// <param name="Unpaid">What is still to pay (<c>invoice.unpaid_sum</c>); null when absent.</param>
/// <param name="Understood">False when the element was no object or lacked its code: it goes to managers as it is.</param>
/// <param name="Body">The element as received, JSON.</param>
public sealed record MenuEvent(
    string Server,
    string Hash,
    string Code,
    string TableId,
    string? TableName,
    MenuOrder? Order,
    IReadOnlyList<MenuItem>? Added,
    decimal? Unpaid,
    bool Understood,
    string Body
)
{
    /// <summary>Set when it may have been shown before, by a bridge whose database is lost.</summary>
    public bool MayRepeat { get; init; }
}

/// <summary>The whole order of a table.</summary>
/// <param name="Id">The order's <c>guid</c>; null when absent.</param>
/// <param name="Sum">After discounts.</param>
/// <param name="PricelistSum">Before discounts.</param>
/// <param name="WaiterId">The POS waiter's id; null when absent.</param>
/// <param name="WaiterName">The POS waiter's name; may be the POS system user.</param>
/// <param name="Dishes">All dishes of the order, old and new together.</param>
/// <param name="Discounts">As far as named.</param>
/// <param name="Payments">As far as named.</param>
public sealed record MenuOrder(
    string? Id,
    decimal? Sum,
    decimal? PricelistSum,
    string? WaiterId,
    string? WaiterName,
    IReadOnlyList<MenuItem> Dishes,
    IReadOnlyList<MenuItem> Discounts,
    IReadOnlyList<MenuItem> Payments
);

/// <summary>A dish, a modifier, a discount or a payment: the API shows the last three only empty, so all share one tolerant form.</summary>
/// <param name="Name">Free text typed by people; '' when absent.</param>
/// <param name="Count">Pieces or weight; null when absent.</param>
/// <param name="Price">For one; null when absent.</param>
/// <param name="Sum">For all; null when absent.</param>
/// <param name="Modifiers">Nested; empty for none.</param>
public sealed record MenuItem(string Name, decimal? Count, decimal? Price, decimal? Sum, IReadOnlyList<MenuItem> Modifiers);

using QrMenuTelegram.Events;

namespace QrMenuTelegram.Reports.Figures;

/// <summary>
/// Orders and online payments. The API tells no paid amount, so sums are those of the orders, as the newest event of each
/// told it.
/// </summary>
/// <param name="Orders">Orders that were made or added to.</param>
/// <param name="OrdersSum">Their sums together.</param>
/// <param name="OrdersUnknown">Those whose sum no event told.</param>
/// <param name="Payments">Online payments; one order may be paid in parts.</param>
/// <param name="Paid">Orders that they were for.</param>
/// <param name="PaidSum">The sums of these orders together.</param>
/// <param name="PaidUnknown">Those whose sum no event told.</param>
public sealed record OrderFigures(
    int Orders,
    decimal OrdersSum,
    int OrdersUnknown,
    int Payments,
    int Paid,
    decimal PaidSum,
    int PaidUnknown
)
{
    public static OrderFigures None { get; } = new(0, 0, 0, 0, 0, 0, 0);
}

/// <summary>Counts orders and payments, event by event, oldest first; each order once, with its newest sum.</summary>
public sealed class OrderTally
{
    private readonly Dictionary<string, Order> _orders = [];
    private int _payments;

    /// <param name="eventId">Tells events without an order's id apart.</param>
    /// <param name="menuEvent">One that was understood.</param>
    public void Add(long eventId, MenuEvent menuEvent)
    {
        var pays = menuEvent.Code == EventCodes.OnlinePayment;
        var makes = menuEvent.Code is EventCodes.SaveOrder or EventCodes.AdditionalOrder;
        _payments += pays ? 1 : 0;
        // An addition without an id belongs to an order that cannot be told; a new order without one stands for itself.
        var id = menuEvent.Order?.Id;
        if (!(pays || makes) || (id is null && menuEvent.Code == EventCodes.AdditionalOrder))
        {
            return;
        }
        var key = id is null ? $"event {eventId}" : $"{menuEvent.Server}\n{id}";
        var order = _orders.TryGetValue(key, out var known) ? known : _orders[key] = new Order();
        order.Sum = menuEvent.Order?.Sum ?? order.Sum;
        order.Made |= makes;
        order.Paid |= pays;
    }

    public OrderFigures Result()
    {
        var made = _orders.Values.Where(order => order.Made).ToList();
        var paid = _orders.Values.Where(order => order.Paid).ToList();
        return new OrderFigures(
            made.Count,
            Sum(made),
            made.Count(order => order.Sum is null),
            _payments,
            paid.Count,
            Sum(paid),
            paid.Count(order => order.Sum is null)
        );
    }

    // A till may send any number; what is too large for a sum is left out of it.
    private static decimal Sum(IEnumerable<Order> orders) =>
        orders.Sum(order => Math.Abs(order.Sum ?? 0) < 1_000_000_000_000m ? order.Sum ?? 0 : 0);

    private sealed class Order
    {
        public decimal? Sum { get; set; }

        public bool Made { get; set; }

        public bool Paid { get; set; }
    }
}

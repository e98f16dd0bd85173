using System.Globalization;
using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.Menu;

/// <summary>
/// A table with guests: each call makes an event of the shape of the vendor's samples, and orders accumulate as the API
/// describes. Safe for concurrent use.
/// </summary>
public sealed class GuestTable
{
    private readonly SimulatedMenuServer _server;
    private readonly Lock _gate = new();
    private readonly List<Dish> _dishes = [];
    private string? _orderGuid;

    internal GuestTable(SimulatedMenuServer server, int id, string name, int maxGuests)
    {
        _server = server;
        Id = id;
        Name = name;
        MaxGuests = maxGuests;
    }

    /// <summary>The table's identifier, such as 1000028.</summary>
    public int Id { get; }

    /// <summary>What staff call it.</summary>
    public string Name { get; set; }

    public int MaxGuests { get; }

    /// <summary>The waiter of the order in the POS; the system user unless set.</summary>
    public (int Id, string Name) Waiter { get; set; } = (9001, "Система");

    /// <summary>Taken off the sum of the dishes.</summary>
    public IReadOnlyList<OrderExtra> Discounts { get; set; } = [];

    /// <summary>Taken off what is to pay.</summary>
    public IReadOnlyList<OrderExtra> Payments { get; set; } = [];

    /// <summary>Everything ordered so far; empty where there is no order.</summary>
    public IReadOnlyList<Dish> Dishes
    {
        get
        {
            lock (_gate)
            {
                return [.. _dishes];
            }
        }
    }

    public decimal Sum => PricelistSum - Discounts.Sum(d => d.Sum);

    private decimal PricelistSum => Dishes.Sum(d => d.Sum);

    /// <summary>Calls the waiter.</summary>
    public QueuedEvent CallWaiter() => Add(Event("waiter_call", invoice: null, order: null, withTable: true));

    /// <summary>Asks for the bill.</summary>
    public QueuedEvent AskForBill()
    {
        lock (_gate)
        {
            return Add(Event("bill_request", null, Order(), withTable: true));
        }
    }

    /// <summary>
    /// Pays through the page: says nothing about how much, as in the vendor's sample, unless <see cref="Payments"/> is set.
    /// </summary>
    public QueuedEvent PayOnline()
    {
        lock (_gate)
        {
            return Add(Event("online_payment", null, Order(), withTable: true));
        }
    }

    /// <summary>Saves an order; where there is one already, adds to it.</summary>
    public QueuedEvent SaveOrder(params Dish[] dishes)
    {
        lock (_gate)
        {
            var code = _dishes.Count == 0 ? "save_order" : "additional_order";
            _orderGuid ??= _server.NewGuid();
            _dishes.AddRange(dishes);
            return Add(Event(code, Invoice(dishes), Order(), withTable: false));
        }
    }

    /// <summary>The guests have gone: the next order is a new one.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _dishes.Clear();
            _orderGuid = null;
            Discounts = [];
            Payments = [];
        }
    }

    private QueuedEvent Add(JsonObject json) => _server.Add(json);

    private JsonObject Event(string code, JsonObject? invoice, JsonObject? order, bool withTable)
    {
        var json = new JsonObject
        {
            ["hash"] = _server.NewHash(),
            ["code"] = code,
            ["table"] = Id,
            ["invoice"] = invoice,
            ["order"] = order,
        };
        if (withTable)
        {
            json["table_repr"] = new JsonObject
            {
                ["id"] = Id,
                ["name"] = Name,
                ["max_guests"] = MaxGuests,
            };
        }
        return json;
    }

    private JsonObject Invoice(IReadOnlyList<Dish> added)
    {
        var number = _server.NextInvoice();
        return new JsonObject
        {
            ["id"] = number,
            ["order_guid"] = _orderGuid,
            ["table_id"] = Id,
            ["unpaid_sum"] = Dish.Decimal(Sum - Payments.Sum(p => p.Sum)),
            ["session_id"] = number,
            ["status"] = 0,
            ["error"] = null,
            ["session"] = new JsonObject { ["items"] = new JsonArray([.. added.Select(d => d.InSession())]), ["payments"] = null },
        };
    }

    private JsonObject? Order() =>
        _orderGuid is null
            ? null
            : new JsonObject
            {
                ["guid"] = _orderGuid,
                ["sum"] = Dish.Decimal(Sum),
                ["pricelist_sum"] = Dish.Decimal(PricelistSum),
                ["table"] = new JsonObject { ["id"] = Id, ["name"] = Name },
                ["waiter"] = new JsonObject { ["id"] = Waiter.Id, ["name"] = Waiter.Name },
                ["discounts"] = new JsonArray([.. Discounts.Select(d => d.Json())]),
                ["payments"] = new JsonArray([.. Payments.Select(p => p.Json())]),
                ["dishes"] = new JsonArray([.. _dishes.Select(d => d.InOrder())]),
            };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({Id})");
}

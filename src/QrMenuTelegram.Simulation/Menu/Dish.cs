using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.Menu;

/// <summary>A dish, or a modifier of one, as it is ordered.</summary>
/// <param name="Id">In the POS.</param>
/// <param name="Name">Free text.</param>
/// <param name="Price">For one.</param>
/// <param name="Count">Pieces or weight.</param>
public sealed record Dish(int Id, string Name, decimal Price, decimal Count = 1)
{
    /// <summary>With their own prices, per dish.</summary>
    public IReadOnlyList<Dish> Modifiers { get; init; } = [];

    /// <summary>With modifiers.</summary>
    public decimal Sum => Count * (Price + Modifiers.Sum(m => m.Sum));

    /// <summary>As in <c>order.dishes</c>.</summary>
    internal JsonObject InOrder(string type = "dish") =>
        new()
        {
            ["id"] = Id,
            ["type"] = type,
            ["name"] = Name,
            ["price"] = Decimal(Price),
            ["count"] = Decimal(Count),
            ["sum"] = Decimal(Sum),
            ["modifiers"] = new JsonArray([.. Modifiers.Select(m => m.InOrder("modifier"))]),
        };

    /// <summary>As in <c>invoice.session.items</c>.</summary>
    internal JsonObject InSession(string type = "dish") =>
        new()
        {
            ["id"] = Id,
            ["type"] = type,
            ["count"] = Decimal(Count),
            ["modifiers"] = new JsonArray([.. Modifiers.Select(m => m.InSession("modifier"))]),
            ["name"] = Name,
        };

    /// <summary>Always with a decimal point, as the vendor's samples have it.</summary>
    internal static JsonNode Decimal(decimal value) =>
        JsonValue.Create(decimal.Remainder(value, 1) == 0 ? decimal.Round(value, 1) + 0.0m : value);
}

/// <summary>A discount or a payment of an order; the vendor's page shows these lists only empty, so this form is a guess.</summary>
public sealed record OrderExtra(string Name, decimal Sum)
{
    internal JsonObject Json() => new() { ["name"] = Name, ["sum"] = Dish.Decimal(Sum) };
}

using Fluid.Values;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Messages;

/// <summary>What an event's template may say: the values of one card. The dishes come apart, see <see cref="DishLines"/>.</summary>
internal static class EventValues
{
    private const int LongestName = 64;
    private const int LongestAdjustment = 80;
    private const int MostAdjustments = 5;

    /// <summary>Names and values of <paramref name="card"/>, all but the dishes.</summary>
    /// <param name="card">The event.</param>
    /// <param name="systemWaiters">Names of POS users who are no waiters, by <see cref="TableName.MakeKey"/>.</param>
    public static List<(string Name, FluidValue Value)> Of(EventCard card, IReadOnlySet<string> systemWaiters)
    {
        var (order, menuEvent) = (card.Event.Order, card.Event);
        var values = new List<(string, FluidValue)>(24);
        Add("table", Name(card.Table));
        Add("code", Name(menuEvent.Code));
        Add("at", TextValues.From(card.ReceivedAt));
        Add("waiting", TextValues.From(card.Waiting));
        Add("older", card.OlderBy > TimeSpan.Zero ? TextValues.From(RoundUp(card.OlderBy)) : NilValue.Instance);
        Add("repeat", TextValues.From(menuEvent.MayRepeat));
        Add("test", TextValues.From(card.Test));
        Add("restaurant", Name(card.Restaurant));
        Add("unclaimed", TextValues.From(card.Unclaimed));
        Add("muted", TextValues.From(card.Muted));
        Add("waiter", IsWaiter(order?.WaiterName) ? Name(order!.WaiterName) : NilValue.Instance);
        Add("sum", TextValues.From(order?.Sum));
        Add("full_sum", TextValues.From(order?.PricelistSum is { } full && full != order.Sum ? full : null));
        Add("unpaid", TextValues.From(menuEvent.Unpaid is { } unpaid && unpaid != order?.Sum ? unpaid : null));
        AddAdjustments("discounts", order?.Discounts ?? []);
        AddAdjustments("payments", order?.Payments ?? []);
        return values;

        void Add(string name, FluidValue value) => values.Add((name, value));

        void AddAdjustments(string name, IReadOnlyList<MenuItem> items)
        {
            Add(name, new ArrayValue([.. items.Take(MostAdjustments).Select(Adjustment)]));
            Add("more_" + name, NumberValue.Create(Math.Max(0, items.Count - MostAdjustments)));
        }

        bool IsWaiter(string? name) => !PlainText.IsBlank(name) && !systemWaiters.Contains(TableName.MakeKey(name!));
    }

    private static FluidValue Name(string? text) =>
        PlainText.IsBlank(text) ? NilValue.Instance : StringValue.Create(SafeText.Name(text!, LongestName));

    private static FluidValue Adjustment(MenuItem item) =>
        TextValues.Fields(("name", TextValues.String(item.Name, LongestAdjustment)), ("sum", item.Sum ?? item.Price));

    // "Up to" must not promise less than it may be: whole minutes upwards, below a minute whole seconds.
    private static TimeSpan RoundUp(TimeSpan span)
    {
        var unit = span < TimeSpan.FromMinutes(1) ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMinute;
        return TimeSpan.FromTicks((span.Ticks + unit - 1) / unit * unit);
    }
}

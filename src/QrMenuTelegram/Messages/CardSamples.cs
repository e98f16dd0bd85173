using QrMenuTelegram.Events;

namespace QrMenuTelegram.Messages;

/// <summary>Cards to try an event's template with: a usual one, an ugly one, one that says next to nothing.</summary>
internal static class CardSamples
{
    private const string Nasty = "<b>&\"' {{ x }} 😀 אבג";
    private const string UnknownCode = "new_code";

    /// <summary>The documented codes, and one that is not.</summary>
    public static IEnumerable<EventCard> For(string name)
    {
        var code = name == "unknown" ? UnknownCode : name;
        yield return Card(code, "6", Order("Борщ", "Анна"));
        var nasty = Card(code, Nasty, Order(Nasty, Nasty));
        yield return nasty with
        {
            Event = nasty.Event with { MayRepeat = true },
            OlderBy = TimeSpan.FromMinutes(4),
            Test = true,
            Restaurant = Nasty,
            Unclaimed = true,
        };
        yield return Card(code, "", null);
        yield return Card(code, "Стол " + new string('я', 300), Order(new string('х', 300), new string('ж', 300)));
    }

    private static EventCard Card(string code, string table, MenuOrder? order)
    {
        var menuEvent = new MenuEvent(
            "Sample",
            "0xd8833dd3",
            code,
            "1000028",
            table,
            order,
            order?.Dishes,
            order is null ? null : 36m,
            true,
            $$"""{"code": "{{code}}"}"""
        );
        return new EventCard(menuEvent, table, DateTimeOffset.UnixEpoch.AddHours(16));
    }

    private static MenuOrder Order(string dish, string waiter) =>
        new(
            "{F4CE1102}",
            186m,
            200.5m,
            "9001",
            waiter,
            [
                new MenuItem(dish, 1m, 150m, 150m, [new MenuItem(dish, 2m, 10m, 20m, [new MenuItem(dish, null, null, null, [])])]),
                new MenuItem(dish, 0.35m, 100m, 35m, []),
                new MenuItem("", null, null, null, []),
            ],
            [.. Enumerable.Repeat(new MenuItem(dish, null, null, -14.5m, []), 7)],
            [.. Enumerable.Repeat(new MenuItem(dish, null, null, 150m, []), 7)]
        );
}

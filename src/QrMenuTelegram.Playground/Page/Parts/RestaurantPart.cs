using QrMenuTelegram.Playground.Restaurant;

namespace QrMenuTelegram.Playground.Page.Parts;

/// <summary>The floor, the card, the traffic.</summary>
internal sealed record RestaurantPart(IReadOnlyList<HallPart> Halls, IReadOnlyList<CardGroupPart> Card, bool Busy, int PerMinute)
{
    public static RestaurantPart Of(RestaurantSide side, string language, TimeZoneInfo zone) =>
        new(
            [
                .. FloorPlan.Halls.Select(hall => new HallPart(
                    hall.Key,
                    hall.Name.In(language),
                    [.. FloorPlan.Tables.Where(t => t.Hall == hall.Key).Select(t => TablePart.Of(side.Floor, t, zone))]
                )),
            ],
            [
                .. MenuCard
                    .Dishes.GroupBy(d => d.Group)
                    .Select(group => new CardGroupPart(
                        group.Key.In(language),
                        [
                            .. group.Select(d => new CardDishPart(
                                d.Id,
                                d.Name.In(language),
                                d.Price,
                                d.Step,
                                [.. d.Modifiers.Select(m => new CardModifierPart(m.Id, m.Name.In(language), m.Price))]
                            )),
                        ]
                    )),
            ],
            side.Busy.IsOn,
            side.Busy.PerMinute
        );
}

internal sealed record HallPart(string Key, string Name, IReadOnlyList<TablePart> Tables);

/// <param name="Name">What staff call it.</param>
/// <param name="Seats">Chairs to draw.</param>
/// <param name="X">Percent.</param>
/// <param name="Y">Percent.</param>
/// <param name="Shape">As in <see cref="PlanTable"/>.</param>
/// <param name="Code">The last event's code; null where nothing happened yet.</param>
/// <param name="At">When that was, as the clock showed it.</param>
/// <param name="Sum">Of the order; 0 for none.</param>
/// <param name="Dishes">Of the order, one a line.</param>
internal sealed record TablePart(
    string Name,
    int Seats,
    int X,
    int Y,
    string Shape,
    string? Code,
    string? At,
    decimal Sum,
    IReadOnlyList<string> Dishes
)
{
    public static TablePart Of(RestaurantFloor floor, PlanTable plan, TimeZoneInfo zone)
    {
        var guests = floor.Table(plan.Name);
        var news = floor.News(plan.Name);
        return new TablePart(
            plan.Name,
            plan.Seats,
            plan.X,
            plan.Y,
            plan.Shape,
            news?.Code,
            news is null ? null : PageTime.Short(news.At, zone),
            guests.Sum,
            [.. guests.Dishes.Select(d => d.Count == 1 ? d.Name : $"{d.Name} ×{d.Count:0.##}")]
        );
    }
}

internal sealed record CardGroupPart(string Name, IReadOnlyList<CardDishPart> Dishes);

internal sealed record CardDishPart(int Id, string Name, decimal Price, decimal Step, IReadOnlyList<CardModifierPart> Modifiers);

internal sealed record CardModifierPart(int Id, string Name, decimal Price);

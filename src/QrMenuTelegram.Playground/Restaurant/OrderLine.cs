using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Playground.Restaurant;

/// <summary>A line of an order as the guest chose it.</summary>
/// <param name="Dish">A <see cref="CardDish.Id"/>.</param>
/// <param name="Count">More than 0.</param>
/// <param name="Modifiers">Ids of modifiers the dish has.</param>
public sealed record OrderLine(int Dish, decimal Count, IReadOnlyList<int>? Modifiers = null)
{
    /// <summary>As the POS knows it; null where the card has no such dish or the count makes no sense.</summary>
    public Dish? ToDish(string language)
    {
        if (MenuCard.Find(Dish) is not { } card || Count is <= 0 or > 999)
        {
            return null;
        }
        return new Dish(card.Id, card.Name.In(language), card.Price, Count)
        {
            Modifiers =
            [
                .. card.Modifiers.Where(m => Modifiers?.Contains(m.Id) == true).Select(m => new Dish(m.Id, m.Name.In(language), m.Price)),
            ],
        };
    }
}

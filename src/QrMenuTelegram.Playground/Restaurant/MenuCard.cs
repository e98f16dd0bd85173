namespace QrMenuTelegram.Playground.Restaurant;

/// <param name="Id">In the POS.</param>
/// <param name="Name">What the guest reads.</param>
/// <param name="Price">Added to the dish's, for each.</param>
public sealed record CardModifier(int Id, Words Name, decimal Price);

/// <param name="Id">In the POS.</param>
/// <param name="Group">The heading it stands under.</param>
/// <param name="Name">What the guest reads.</param>
/// <param name="Price">For one.</param>
/// <param name="Modifiers">What can be had with it.</param>
public sealed record CardDish(int Id, Words Group, Words Name, decimal Price, params CardModifier[] Modifiers)
{
    /// <summary>By how much the count grows; less than 1 for what is sold by weight.</summary>
    public decimal Step { get; init; } = 1;
}

/// <summary>The restaurant's small menu.</summary>
public static class MenuCard
{
    private static readonly Words Starters = new("Закуски", "Starters");
    private static readonly Words Mains = new("Горячее", "Mains");
    private static readonly Words Pizza = new("Пицца", "Pizza");
    private static readonly Words Sweets = new("Десерты", "Desserts");
    private static readonly Words Drinks = new("Напитки", "Drinks");

    private static readonly CardModifier Cheese = new(1000201, new("Двойной сыр", "Extra cheese"), 90);
    private static readonly CardModifier Jalapeno = new(1000202, new("Халапеньо", "Jalapeño"), 60);
    private static readonly CardModifier NoOnion = new(1000203, new("Без лука", "No onion"), 0);
    private static readonly CardModifier Rare = new(1000204, new("С кровью", "Rare"), 0);
    private static readonly CardModifier Medium = new(1000205, new("Средняя прожарка", "Medium"), 0);
    private static readonly CardModifier Sauce = new(1000206, new("Перечный соус", "Pepper sauce"), 80);
    private static readonly CardModifier Oat = new(1000207, new("На овсяном молоке", "Oat milk"), 70);
    private static readonly CardModifier Syrup = new(1000208, new("Сироп «Карамель»", "Caramel syrup"), 50);

    public static IReadOnlyList<CardDish> Dishes { get; } =
    [
        new(1000041, Starters, new("Брускетта с томатами", "Tomato bruschetta"), 390, NoOnion),
        new(1000042, Starters, new("Цезарь с курицей", "Chicken Caesar"), 560, Cheese),
        new(1000043, Starters, new("Борщ со сметаной", "Borscht with sour cream"), 420),
        new(1000051, Mains, new("Стейк рибай", "Ribeye steak"), 1_890, Rare, Medium, Sauce),
        new(1000052, Mains, new("Рыба дня, кг", "Fish of the day, kg"), 2_400) { Step = 0.05m },
        new(1000053, Mains, new("Паста карбонара", "Pasta carbonara"), 620, Cheese),
        new(1000061, Pizza, new("Маргарита", "Margherita"), 590, Cheese, Jalapeno),
        new(1000062, Pizza, new("Пепперони", "Pepperoni"), 690, Cheese, Jalapeno, NoOnion),
        new(1000071, Sweets, new("Чизкейк", "Cheesecake"), 380),
        new(1000072, Sweets, new("Мороженое", "Ice cream"), 250),
        new(1000081, Drinks, new("Капучино", "Cappuccino"), 270, Oat, Syrup),
        new(1000082, Drinks, new("Лимонад «Облепиха»", "Sea-buckthorn lemonade"), 340),
    ];

    public static CardDish? Find(int id) => Dishes.FirstOrDefault(d => d.Id == id);
}

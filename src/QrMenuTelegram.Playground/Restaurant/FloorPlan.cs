namespace QrMenuTelegram.Playground.Restaurant;

/// <param name="Key">For the page; also the order.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Tables">Its tables as a manager types them.</param>
public sealed record PlanHall(string Key, Words Name, string Tables);

/// <param name="Name">What staff call it.</param>
/// <param name="Hall">The <see cref="PlanHall.Key"/>.</param>
/// <param name="Seats">How many chairs are drawn.</param>
/// <param name="X">Its middle, in percent of the hall's width.</param>
/// <param name="Y">Its middle, in percent of the hall's height.</param>
/// <param name="Shape"><c>round</c>, <c>square</c> or <c>long</c>.</param>
/// <param name="Waiter">Whose it is in the POS; null for the POS system user.</param>
public sealed record PlanTable(string Name, string Hall, int Seats, int X, int Y, string Shape, Words? Waiter = null);

/// <summary>The restaurant of the playground: two halls, twelve tables.</summary>
public static class FloorPlan
{
    private static readonly Words Elena = new("Елена", "Helen");
    private static readonly Words Ivan = new("Иван", "John");

    public static IReadOnlyList<PlanHall> Halls { get; } =
    [new("hall", new("Зал", "Dining room"), "1-6 VIP"), new("terrace", new("Терраса", "Terrace"), "7-11")];

    public static IReadOnlyList<PlanTable> Tables { get; } =
    [
        new("1", "hall", 2, 12, 26, "round"),
        new("2", "hall", 2, 34, 26, "round", Ivan),
        new("3", "hall", 4, 58, 26, "square", Ivan),
        new("4", "hall", 4, 84, 26, "square"),
        new("5", "hall", 4, 14, 74, "square", Elena),
        new("6", "hall", 6, 45, 74, "long", Ivan),
        new("VIP", "hall", 6, 80, 74, "long", Elena),
        new("7", "terrace", 4, 15, 30, "square"),
        new("8", "terrace", 2, 40, 30, "round", Elena),
        new("9", "terrace", 2, 62, 30, "round"),
        new("10", "terrace", 4, 86, 30, "square", Elena),
        new("11", "terrace", 6, 40, 76, "long"),
    ];
}

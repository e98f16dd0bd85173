using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Tests.Routing;

public sealed class NearestTests
{
    private static readonly string[] Known = ["Летняя веранда", "Терраса", "VIP", "VIP1", "Table 12"];

    [Theory]
    [InlineData("летня веранда", "Летняя веранда")]
    [InlineData("тераса", "Терраса")]
    [InlineData("ТЕРАРСА", "Терраса")]
    [InlineData("VPI", "VIP")]
    [InlineData("VIP2", null)]
    [InlineData("Table 13", null)]
    [InlineData("Tabel 12", "Table 12")]
    [InlineData("Кухня", null)]
    [InlineData("", null)]
    [InlineData("7", null)]
    public void The_nearest_name_is_found_and_no_other_number_is_near(string typed, string? nearest) =>
        Nearest.Find(typed, Known).ShouldBe(nearest);

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abcd", "dcba", 3)]
    public void Distance_counts_slips(string x, string y, int distance)
    {
        Nearest.Distance(x, y).ShouldBe(distance);
        Nearest.Distance(y, x).ShouldBe(distance);
    }
}

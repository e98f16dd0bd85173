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
    [InlineData("летня виранд", "Летняя веранда")]
    [InlineData("Тер", null)]
    [InlineData("", null)]
    [InlineData("7", null)]
    public void The_nearest_name_is_found_and_no_other_number_is_near(string typed, string? nearest) =>
        Nearest.Find(typed, Known).ShouldBe(nearest);

    [Fact]
    public void As_many_slips_as_a_third_of_the_longer_name_are_near_of_equals_the_first_and_to_a_single_letter_nothing()
    {
        Nearest.Find("Кафедр", ["Кафедраль"]).ShouldBe("Кафедраль");
        Nearest.Find("Кафед", ["Кафедраль"]).ShouldBeNull();
        Nearest.Find("бор", ["бар", "бур"]).ShouldBe("бар");
        Nearest.Find("б", ["ба"]).ShouldBeNull();
    }

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

using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Tests.Messages;

public sealed class LanguageFormTests
{
    private static readonly LanguageForm Russian = Form("ru");
    private static readonly LanguageForm English = Form("en");

    [Theory]
    [InlineData("186.0", "186 ₽", "186 ₽")]
    [InlineData("0", "0 ₽", "0 ₽")]
    [InlineData("1250.5", "1 250,50 ₽", "1,250.50 ₽")]
    [InlineData("0.35", "0,35 ₽", "0.35 ₽")]
    [InlineData("0.005", "0,01 ₽", "0.01 ₽")]
    [InlineData("1099.9969999999998", "1 100 ₽", "1,100 ₽")]
    [InlineData("-0.001", "0 ₽", "0 ₽")]
    [InlineData("-1000", "−1 000 ₽", "−1,000 ₽")]
    [InlineData("1234567.00", "1 234 567 ₽", "1,234,567 ₽")]
    public void Sums(string value, string russian, string english)
    {
        Readable(Russian.Money(decimal.Parse(value), "₽")).ShouldBe(russian);
        Readable(English.Money(decimal.Parse(value), "₽")).ShouldBe(english);
    }

    [Theory]
    [InlineData("1.0", "1", "1")]
    [InlineData("0.35", "0,35", "0.35")]
    [InlineData("1.500", "1,5", "1.5")]
    [InlineData("10000", "10 000", "10,000")]
    [InlineData("0.30000000000000004", "0,3", "0.3")]
    [InlineData("-0.0001", "0", "0")]
    [InlineData("-1", "−1", "−1")]
    public void Quantities(string value, string russian, string english)
    {
        Readable(Russian.Quantity(decimal.Parse(value))).ShouldBe(russian);
        Readable(English.Quantity(decimal.Parse(value))).ShouldBe(english);
    }

    [Theory]
    [InlineData(-5, "0 с", "0 s")]
    [InlineData(0, "0 с", "0 s")]
    [InlineData(59.9, "59 с", "59 s")]
    [InlineData(60, "1 мин", "1 min")]
    [InlineData(3599, "59 мин", "59 min")]
    [InlineData(3600, "1 ч", "1 h")]
    [InlineData(7500, "2 ч 5 мин", "2 h 5 min")]
    [InlineData(86400, "1 д", "1 d")]
    [InlineData(100000, "1 д 3 ч", "1 d 3 h")]
    public void Durations(double seconds, string russian, string english)
    {
        Readable(Russian.Duration(TimeSpan.FromSeconds(seconds))).ShouldBe(russian);
        Readable(English.Duration(TimeSpan.FromSeconds(seconds))).ShouldBe(english);
    }

    [Fact]
    public void A_sum_never_breaks_over_two_lines() => Russian.Money(1250.5m, "₽").ShouldNotContain(' ');

    [Fact]
    public void A_restaurant_without_a_currency_shows_the_number() => Readable(Russian.Money(1250.5m, "")).ShouldBe("1 250,50");

    [Theory]
    [InlineData("east-slavic", "1 21 101", "2 3 4 22 0.5 1.5", "0 5 11 12 14 20 111")]
    [InlineData("polish", "1", "2 3 4 22 0.5", "0 5 11 12 21")]
    [InlineData("czech", "1", "2 3 4", "0 5 11 22")]
    [InlineData("one-other", "1", "0 2 1.5 11 21", "")]
    [InlineData("french", "0 1 1.5", "2 3", "")]
    [InlineData("none", "0 1 2 5 1.5", "", "")]
    public void Words_agree_with_numbers_in_each_family_of_languages(string rule, params string[] numbers)
    {
        var form = PluralRule.Find(rule).ShouldNotBeNull().Form;
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(n => form(decimal.Parse(n)) == i);
        }
    }

    private static LanguageForm Form(string language)
    {
        var file = LanguageFiles.Embedded().Single(file => file.Language == language && file.Name == "language.yaml");
        var problems = new List<TextProblem>();
        var form = LanguageFormReader.Read(language, TextSource.FromYaml(file, problems), problems);
        problems.ShouldBeEmpty();
        return form;
    }

    private static string Readable(string text) => text.Replace('\u00A0', ' ');
}

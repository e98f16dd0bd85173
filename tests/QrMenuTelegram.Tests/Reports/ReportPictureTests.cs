using QrMenuTelegram.Reports.Picture;
using SkiaSharp;

namespace QrMenuTelegram.Tests.Reports;

public sealed class ReportPictureTests
{
    private static readonly ChartWaiter Ivan = new("Иван", TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(130), "40 с · 2 мин 10 с");

    [Fact]
    public void It_is_as_wide_as_a_phone_shows_well_and_shows_every_colour_that_it_names()
    {
        using var picture = Draw(Chart(14, waiters: [Ivan, Ivan with { Name = new string('Щ', 80) }]));
        picture.Width.ShouldBe(ReportPicture.Width);
        picture.Height.ShouldBeInRange(800, 1600);
        foreach (var colour in Enum.GetValues<ChartColour>())
        {
            Count(picture, Palette.ColourFor(colour)).ShouldBeGreaterThan(2000, colour.ToString());
        }
        Count(picture, Palette.Median).ShouldBeGreaterThan(2000);
        Count(picture, Palette.Slow).ShouldBeGreaterThan(2000);
        Count(picture, Palette.Ink).ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void Nothing_is_drawn_at_its_edges_however_long_the_words()
    {
        var endless = string.Concat(Enumerable.Repeat("очень длинные слова ", 20));
        using var picture = Draw(Chart(24, endless, [Ivan with { Name = endless }]));
        for (var y = 0; y < picture.Height; y++)
        {
            picture.GetPixel(2, y).ShouldBe(SKColors.White);
            picture.GetPixel(picture.Width - 3, y).ShouldBe(SKColors.White);
        }
    }

    [Fact]
    public void One_call_makes_a_picture_too()
    {
        using var picture = Draw(
            new ReportChart("Т", "", new CallsChart("Ч", ["5"], [new ChartSeries("не приняты", ChartColour.Missed, [1])]), null)
        );
        Count(picture, Palette.ColourFor(ChartColour.Missed)).ShouldBeGreaterThan(2000);
    }

    [Theory]
    [InlineData("ЁЖЩЪЫЭЮЯёжщъыэюя")]
    [InlineData("₽€·–…№")]
    [InlineData("ӘҒҚҢӨҰҮҺІ")]
    [InlineData("ąćęłńóśźż ÄÖÜß ğış")]
    public void Its_letters_are_in_the_program(string letters)
    {
        foreach (var bold in (bool[])[false, true])
        {
            using var font = new SKFont(PictureFonts.Typeface(bold), 30);
            font.GetGlyphs(letters).ShouldAllBe(glyph => glyph != 0);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(38, 10)]
    [InlineData(138, 50)]
    [InlineData(12_000, 5000)]
    public void Lines_stand_at_round_numbers_and_are_few(int most, int step) => CallsPanel.Step(most).ShouldBe(step);

    private static ReportChart Chart(int columns, string words = "Отчёт", IReadOnlyList<ChartWaiter>? waiters = null)
    {
        int[] Counts(int factor) => [.. Enumerable.Range(1, columns).Select(i => i * factor)];
        return new ReportChart(
            words,
            words,
            new CallsChart(
                words,
                [.. Enumerable.Range(0, columns).Select(i => $"{i}")],
                [
                    new("a", ChartColour.Good, Counts(4)),
                    new("b", ChartColour.Late, Counts(2)),
                    new("c", ChartColour.Missed, Counts(1)),
                    new("d", ChartColour.Other, Counts(1)),
                ]
            ),
            waiters is null ? null : new WaitersChart(words, "a", "b", waiters)
        );
    }

    private static SKBitmap Draw(ReportChart chart)
    {
        var png = ReportPicture.Draw(chart);
        png.Length.ShouldBeLessThan(300_000);
        return SKBitmap.Decode(png);
    }

    private static int Count(SKBitmap picture, SKColor colour) => picture.Pixels.Count(pixel => pixel == colour);
}

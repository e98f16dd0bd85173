using ScottPlot;
using SkiaSharp;

namespace QrMenuTelegram.Reports.Picture;

/// <summary>How fast each waiter takes calls: half of them within the dark bar, nine of ten within the light one.</summary>
internal static class WaitersPanel
{
    private const float Letters = 31;
    private const int Head = 120;
    private const int NamesWidth = 290;

    public static void Draw(SKCanvas canvas, WaitersChart chart, SKRect place)
    {
        ReportPicture.Write(canvas, chart.Title, place.Left, place.Top + 40, 37, Palette.Ink, bold: true);
        ReportPicture.Legend(canvas, place.Left, place.Top + 94, [(chart.MedianName, Palette.Median), (chart.SlowName, Palette.Slow)]);
        using var plot = new Plot();
        var rows = chart.Rows;
        List<Bar> bars = [];
        for (var i = 0; i < rows.Count; i++)
        {
            bars.Add(Bar(i, rows[i].Slow, Palette.Slow));
            bars.Add(Bar(i, rows[i].Median, Palette.Median));
            var text = plot.Add.Text(rows[i].Label, rows[i].Slow.TotalSeconds, i);
            (text.LabelFontSize, text.LabelFontColor) = (Letters - 1, Palette.Ink.Plot());
            (text.LabelAlignment, text.OffsetX, text.OffsetY) = (Alignment.MiddleLeft, 12, 5);
        }
        plot.Add.Bars(bars);
        // Room at the right for the longest bar's label.
        var longest = Math.Max(1, rows.Max(row => row.Slow.TotalSeconds));
        plot.Axes.SetLimits(0, longest * 2.05, rows.Count - 0.5, -0.5);
        plot.Axes.Left.IsVisible = false;
        plot.Axes.Bottom.IsVisible = false;
        plot.Axes.Frame(false);
        plot.HideGrid();
        plot.Layout.Fixed(new PixelPadding(0, 0, 0, 0));
        ReportPicture.Render(canvas, plot, new SKRect(place.Left + NamesWidth, place.Top + Head, place.Right, place.Bottom));
        var height = (place.Height - Head) / rows.Count;
        for (var i = 0; i < rows.Count; i++)
        {
            var middle = place.Top + Head + ((i + 0.5f) * height);
            ReportPicture.Write(
                canvas,
                ReportPicture.Cut(rows[i].Name, Letters, NamesWidth - 20),
                place.Left,
                middle + (Letters * 0.36f),
                Letters,
                Palette.Ink
            );
        }
    }

    private static Bar Bar(int row, TimeSpan length, SKColor colour) =>
        new()
        {
            Position = row,
            Value = length.TotalSeconds,
            Size = 0.56,
            Orientation = Orientation.Horizontal,
            FillColor = colour.Plot(),
            LineWidth = 0,
        };
}

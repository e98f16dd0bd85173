using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace QrMenuTelegram.Reports.Picture;

/// <summary>Calls in columns, stacked by what became of them.</summary>
internal static class CallsPanel
{
    private const float Letters = 30;
    private const int Head = 120;

    public static void Draw(SKCanvas canvas, CallsChart chart, SKRect place)
    {
        ReportPicture.Write(canvas, chart.Title, place.Left, place.Top + 40, 37, Palette.Ink, bold: true);
        ReportPicture.Legend(
            canvas,
            place.Left,
            place.Top + 94,
            chart.Series.Select(series => (series.Name, Palette.ColourFor(series.Colour)))
        );
        using var plot = new Plot();
        var totals = Stack(plot, chart);
        var most = Math.Max(1, totals.Max());
        Label(plot, totals);
        Axes(plot, chart.Columns, most);
        ReportPicture.Render(canvas, plot, new SKRect(place.Left, place.Top + Head, place.Right, place.Bottom));
    }

    private static int[] Stack(Plot plot, CallsChart chart)
    {
        var totals = new int[chart.Columns.Count];
        List<Bar> bars = [];
        foreach (var series in chart.Series)
        {
            for (var column = 0; column < totals.Length; column++)
            {
                if (series.Counts[column] > 0)
                {
                    bars.Add(
                        new Bar
                        {
                            Position = column,
                            ValueBase = totals[column],
                            Value = totals[column] += series.Counts[column],
                            Size = 0.74,
                            FillColor = Palette.ColourFor(series.Colour).Plot(),
                            LineWidth = 0,
                        }
                    );
                }
            }
        }
        plot.Add.Bars(bars);
        return totals;
    }

    // Left out where they would run into each other.
    private static void Label(Plot plot, int[] totals)
    {
        var size = totals.Length <= 16 ? Letters : 25;
        if (totals.Max().ToString().Length * size * 0.6 * totals.Length > 900)
        {
            return;
        }
        for (var column = 0; column < totals.Length; column++)
        {
            if (totals[column] > 0)
            {
                var text = plot.Add.Text(totals[column].ToString(), column, totals[column]);
                (text.LabelFontSize, text.LabelFontColor, text.LabelBold) = (size, Palette.Ink.Plot(), true);
                (text.LabelAlignment, text.OffsetY) = (Alignment.LowerCenter, -4);
            }
        }
    }

    private static void Axes(Plot plot, IReadOnlyList<string> columns, int most)
    {
        plot.Axes.SetLimits(-0.6, columns.Count - 0.4, 0, most * 1.12);
        var size = columns.Count <= 16 ? Letters : 26;
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. columns.Select((_, i) => (double)i)], [.. columns]);
        var step = Step(most);
        var ticks = Enumerable.Range(0, (most / step) + 1).Select(i => i * step).ToList();
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. ticks.Select(tick => (double)tick)],
            [.. ticks.Select(tick => tick.ToString())]
        );
        foreach (var (axis, letters) in ((IAxis, float)[])[(plot.Axes.Bottom, size), (plot.Axes.Left, 27)])
        {
            axis.TickLabelStyle.FontSize = letters;
            axis.TickLabelStyle.ForeColor = Palette.Quiet.Plot();
            axis.MajorTickStyle.Length = 6;
            axis.MajorTickStyle.Color = Colors.Transparent;
            axis.FrameLineStyle.Width = 0;
        }
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Bottom.FrameLineStyle.Width = 2;
        plot.Axes.Bottom.FrameLineStyle.Color = Palette.Quiet.Plot();
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.YAxisStyle.MajorLineStyle.Color = Palette.Line.Plot();
        plot.Grid.YAxisStyle.MajorLineStyle.Width = 2;
        plot.Layout.Fixed(new PixelPadding(64, 8, 56, 8));
    }

    /// <summary>1, 2, 5, 10, 20 …: at most six lines.</summary>
    internal static int Step(int most)
    {
        for (var step = 1; ; step *= 10)
        {
            foreach (var factor in (int[])[1, 2, 5])
            {
                if (most / (step * factor) <= 5)
                {
                    return step * factor;
                }
            }
        }
    }
}

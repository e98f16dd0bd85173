using System.Globalization;
using ScottPlot;
using SkiaSharp;

namespace QrMenuTelegram.Reports.Picture;

/// <summary>
/// Draws a report for a phone: wide enough for its screen, letters that are read at arm's length. Pure but for the
/// fonts in the program. Needs libSkiaSharp beside the program, which is loaded with the first picture and not before.
/// </summary>
internal static class ReportPicture
{
    public const int Width = 1080;

    private const int Edge = 48;
    private const int Header = 150;
    private const int CallsHeight = 660;
    private const int WaitersHead = 130;
    private const int RowHeight = 74;

    /// <summary>Letters are drawn no narrower than this share of their width.</summary>
    private const float Narrowest = 0.8f;

    /// <returns>A PNG.</returns>
    /// <exception cref="Exception">The drawing library is not there or failed.</exception>
    public static byte[] Draw(ReportChart chart)
    {
        PictureFonts.Use();
        var rows = chart.Waiters?.Rows.Count ?? 0;
        var height = Header + CallsHeight + (rows == 0 ? 0 : WaitersHead + (rows * RowHeight)) + Edge;
        using var surface = SKSurface.Create(new SKImageInfo(Width, height));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        Write(canvas, chart.Title, Edge, 74, 46, Palette.Ink, bold: true);
        Write(canvas, chart.Subtitle, Edge, 124, 33, Palette.Quiet);
        CallsPanel.Draw(canvas, chart.Calls, new SKRect(Edge, Header, Width - Edge, Header + CallsHeight));
        if (rows > 0)
        {
            var top = Header + CallsHeight;
            WaitersPanel.Draw(canvas, chart.Waiters!, new SKRect(Edge, top, Width - Edge, top + WaitersHead + (rows * RowHeight)));
        }
        canvas.Flush();
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 90);
        var bytes = png.ToArray();
        SKGraphics.PurgeAllCaches();
        return bytes;
    }

    // The library wipes the whole canvas that it may reach.
    internal static void Render(SKCanvas canvas, Plot plot, SKRect place)
    {
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        canvas.Save();
        canvas.ClipRect(place);
        plot.Render(canvas, new PixelRect(place.Left, place.Right, place.Bottom, place.Top));
        canvas.Restore();
    }

    /// <summary>A line of text from its left edge, on its base line; narrower, then cut, where it would leave the picture.</summary>
    /// <returns>How wide it is.</returns>
    internal static float Write(SKCanvas canvas, string text, float x, float y, float size, SKColor colour, bool bold = false)
    {
        var room = Width - Edge - x;
        if (room < size)
        {
            return 0;
        }
        using var font = new SKFont(PictureFonts.Typeface(bold), size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        var shown = Cut(font, text, room / Narrowest);
        var width = font.MeasureText(shown);
        if (width > room)
        {
            font.ScaleX = room / width;
            width = room;
        }
        canvas.DrawText(shown, x, y, font, paint);
        return width;
    }

    /// <summary>The text, or as much of it as has room, with "…".</summary>
    internal static string Cut(string text, float size, float room)
    {
        using var font = new SKFont(PictureFonts.Typeface(bold: false), size);
        return Cut(font, text, room);
    }

    private static string Cut(SKFont font, string text, float room)
    {
        if (font.MeasureText(text) <= room)
        {
            return text;
        }
        var elements = StringInfo.ParseCombiningCharacters(text);
        for (var kept = elements.Length - 1; kept > 0; kept--)
        {
            var cut = text[..elements[kept]].TrimEnd() + "…";
            if (font.MeasureText(cut) <= room)
            {
                return cut;
            }
        }
        return "…";
    }

    /// <summary>Coloured squares with their names, from the left.</summary>
    internal static void Legend(SKCanvas canvas, float x, float y, IEnumerable<(string Name, SKColor Colour)> items)
    {
        foreach (var (name, colour) in items.TakeWhile(_ => x < Width - Edge - 100))
        {
            using var paint = new SKPaint { Color = colour, IsAntialias = true };
            canvas.DrawRoundRect(new SKRect(x, y - 25, x + 28, y + 3), 6, 6, paint);
            x += 40 + Write(canvas, name, x + 40, y, 31, Palette.Quiet) + 34;
        }
    }
}

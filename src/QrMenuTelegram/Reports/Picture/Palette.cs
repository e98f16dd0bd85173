using ScottPlot;
using SkiaSharp;

namespace QrMenuTelegram.Reports.Picture;

/// <summary>Colours that differ in lightness too, for who can't tell red from green.</summary>
internal static class Palette
{
    public static readonly SKColor Ink = new(0x1F, 0x29, 0x37);
    public static readonly SKColor Quiet = new(0x5B, 0x66, 0x75);
    public static readonly SKColor Line = new(0xE3, 0xE7, 0xEC);
    public static readonly SKColor Median = new(0x23, 0x6A, 0xB0);
    public static readonly SKColor Slow = new(0xBC, 0xD7, 0xF2);

    public static SKColor ColourFor(ChartColour colour) =>
        colour switch
        {
            ChartColour.Good => new(0x2E, 0x9E, 0x5B),
            ChartColour.Late => new(0xF4, 0xB9, 0x2E),
            ChartColour.Missed => new(0xC2, 0x2F, 0x38),
            _ => new(0xB4, 0xBC, 0xC6),
        };

    public static Color Plot(this SKColor colour) => new(colour.Red, colour.Green, colour.Blue, colour.Alpha);
}

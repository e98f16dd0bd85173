using System.Reflection;
using ScottPlot;
using SkiaSharp;

namespace QrMenuTelegram.Reports.Picture;

/// <summary>The letters of the pictures, Cyrillic among them: they travel inside the program, since a server seldom has any.</summary>
internal sealed class PictureFonts : IFontResolver
{
    public const string Family = "DejaVu Sans Condensed";

    private static readonly Lazy<PictureFonts> Only = new(Register);

    private readonly SKTypeface _regular = Read("DejaVuSansCondensed.ttf");
    private readonly SKTypeface _bold = Read("DejaVuSansCondensed-Bold.ttf");

    private PictureFonts() { }

    /// <summary>Makes them known to the drawing library; once.</summary>
    public static void Use() => _ = Only.Value;

    public static SKTypeface Typeface(bool bold) => bold ? Only.Value._bold : Only.Value._regular;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant != FontSlant.Upright);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? (bold ? _bold : _regular) : null;

    private static PictureFonts Register()
    {
        var fonts = new PictureFonts();
        Fonts.FontResolvers.Insert(0, fonts);
        Fonts.Default = Family;
        return fonts;
    }

    private static SKTypeface Read(string file)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("fonts/" + file)
            ?? throw new InvalidOperationException($"The font {file} is not in the program.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}

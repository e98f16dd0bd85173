using SkiaSharp;

namespace QrMenuTelegram.Appearance;

/// <summary>
/// The bot's picture in Telegram: a counter bell that rings, white on plain blue. Apps cut a circle out of the square. Pure; needs
/// libSkiaSharp beside the program.
/// </summary>
internal static class BotPicture
{
    public const int Size = 640;

    public static readonly SKColor Ground = new(0x1D, 0x7F, 0xC9);

    private const float Middle = Size / 2f;

    /// <summary>Where the bell's middle is drawn, before all is moved and grown to fill the circle.</summary>
    private const float Heart = 335;

    /// <summary>Of the dome.</summary>
    private const float Foot = 410;

    private const int Quality = 95;

    /// <returns>A JPEG: Telegram takes nothing else.</returns>
    /// <exception cref="Exception">The drawing library is not there or failed.</exception>
    public static byte[] Draw()
    {
        using var surface = SKSurface.Create(new SKImageInfo(Size, Size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(Ground);
        canvas.Translate(Middle, Middle);
        canvas.Scale(1.15f);
        canvas.Translate(-Middle, -Heart);
        using var white = new SKPaint { Color = SKColors.White, IsAntialias = true };
        DrawBell(canvas, white);
        white.Style = SKPaintStyle.Stroke;
        white.StrokeWidth = 22;
        white.StrokeCap = SKStrokeCap.Round;
        foreach (var degrees in (float[])[-56, -32, 32, 56])
        {
            DrawRay(canvas, degrees, white);
        }
        canvas.Flush();
        using var image = surface.Snapshot();
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        var bytes = jpeg.ToArray();
        SKGraphics.PurgeAllCaches();
        return bytes;
    }

    // From the counter up: base, dome, stem, button.
    private static void DrawBell(SKCanvas canvas, SKPaint paint)
    {
        canvas.DrawRoundRect(Centred(340, 432, 468), 18, 18, paint);
        const float radius = 144;
        using var dome = new SKPath();
        dome.AddArc(new SKRect(Middle - radius, Foot - radius, Middle + radius, Foot + radius), 180, 180);
        dome.Close();
        canvas.DrawPath(dome, paint);
        canvas.DrawRect(Centred(26, 236, 280), paint);
        canvas.DrawRoundRect(Centred(84, 214, 246), 16, 16, paint);
    }

    // Around the dome's middle, beside the button.
    private static void DrawRay(SKCanvas canvas, float degrees, SKPaint paint)
    {
        canvas.Save();
        canvas.RotateDegrees(degrees, Middle, Foot);
        canvas.DrawLine(Middle, Foot - 190, Middle, Foot - 232, paint);
        canvas.Restore();
    }

    private static SKRect Centred(float width, float top, float bottom) => new(Middle - (width / 2), top, Middle + (width / 2), bottom);
}

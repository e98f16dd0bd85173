using QrMenuTelegram.Appearance;
using SkiaSharp;

namespace QrMenuTelegram.Tests.Appearance;

public sealed class BotPictureTests
{
    private static readonly byte[] JpegBegins = [0xFF, 0xD8, 0xFF];

    [Fact]
    public void It_is_a_square_jpeg_with_a_white_bell_inside_the_circle_that_apps_cut_out()
    {
        var jpeg = BotPicture.Draw();
        jpeg[..3].ShouldBe(JpegBegins);
        jpeg.Length.ShouldBeLessThan(100_000);
        using var picture = SKBitmap.Decode(jpeg);
        (picture.Width, picture.Height).ShouldBe((640, 640));
        var (white, outside) = (0, 0);
        for (var y = 0; y < BotPicture.Size; y++)
        {
            for (var x = 0; x < BotPicture.Size; x++)
            {
                var pixel = picture.GetPixel(x, y);
                var isWhite = pixel is { Red: > 240, Green: > 240, Blue: > 240 };
                white += isWhite ? 1 : 0;
                outside += !IsGround(pixel) && Math.Sqrt(Math.Pow(x - 319.5, 2) + Math.Pow(y - 319.5, 2)) > 290 ? 1 : 0;
            }
        }
        white.ShouldBeInRange(30_000, 120_000);
        outside.ShouldBe(0);
    }

    // The compression shifts colours a little.
    private static bool IsGround(SKColor pixel) =>
        Math.Abs(pixel.Red - BotPicture.Ground.Red) < 8
        && Math.Abs(pixel.Green - BotPicture.Ground.Green) < 8
        && Math.Abs(pixel.Blue - BotPicture.Ground.Blue) < 8;
}

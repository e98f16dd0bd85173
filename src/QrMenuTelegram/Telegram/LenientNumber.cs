using System.Globalization;

namespace QrMenuTelegram.Telegram;

/// <summary>Numbers as another program may write them.</summary>
internal static class LenientNumber
{
    /// <summary>Null for no number, and for one that is not finite.</summary>
    public static double? Read(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}

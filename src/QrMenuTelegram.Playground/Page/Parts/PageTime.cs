using System.Globalization;

namespace QrMenuTelegram.Playground.Page.Parts;

/// <summary>Times as the page shows them: those of the bridge's messages.</summary>
internal static class PageTime
{
    public static string Short(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Exact(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm:ss.f", CultureInfo.InvariantCulture);
}

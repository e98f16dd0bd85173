using System.Globalization;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>Durations of the configuration as people write them: <c>00:02:00</c>, <c>45s</c>, <c>2m</c>, <c>1h30m</c>, <c>1.5h</c>, <c>90d</c>.</summary>
internal static partial class Durations
{
    private static readonly (string Group, TimeSpan Unit)[] Units =
    [
        ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)), ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    public static bool TryRead(string text, out TimeSpan duration)
    {
        var trimmed = text.Trim();
        return TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out duration) || TryReadUnits(trimmed, out duration);
    }

    /// <summary>As .NET's configuration reads it.</summary>
    public static string Canonical(TimeSpan duration) => duration.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>A number without a unit, which .NET reads as days; zero needs none.</summary>
    public static bool IsBareNumber(string text) => BareNumber().IsMatch(text) && text.AsSpan().ContainsAnyInRange('1', '9');

    /// <summary>In words: <c>1 min 30 s</c>.</summary>
    public static string Words(TimeSpan duration)
    {
        (int Count, string Unit)[] parts = [(duration.Days, "d"), (duration.Hours, "h"), (duration.Minutes, "min"), (duration.Seconds, "s"), (duration.Milliseconds, "ms")];
        var words = string.Join(' ', parts.Where(part => part.Count != 0).Select(part => $"{part.Count} {part.Unit}"));
        return words.Length == 0 ? "0 s" : words;
    }

    private static bool TryReadUnits(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text.Length == 0 || WithUnits().Match(text) is not { Success: true } match)
        {
            return false;
        }
        try
        {
            foreach (var (group, unit) in Units)
            {
                if (match.Groups[group] is { Success: true } number)
                {
                    duration += unit * double.Parse(number.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
                }
            }
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex BareNumber();

    [GeneratedRegex(
        @"^((?<d>[0-9]{1,6}([.,][0-9]{1,6})?)\s*(d|days?|д|дн|день|дня|дней))?\s*"
        + @"((?<h>[0-9]{1,6}([.,][0-9]{1,6})?)\s*(h|hours?|ч|час|часа|часов))?\s*"
        + @"((?<m>[0-9]{1,6}([.,][0-9]{1,6})?)\s*(m|min|mins|minutes?|м|мин|минута|минуты|минут))?\s*"
        + @"((?<s>[0-9]{1,6}([.,][0-9]{1,6})?)\s*(s|sec|secs|seconds?|с|сек|секунда|секунды|секунд))?\s*"
        + @"((?<ms>[0-9]{1,9})\s*(ms|мс))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WithUnits();
}

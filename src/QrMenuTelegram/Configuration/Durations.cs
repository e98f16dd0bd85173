using System.Globalization;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.Configuration;

/// <summary>
/// Durations of the configuration as people write them: <c>00:02:00</c>, <c>45s</c>, <c>2m</c>, <c>1h30m</c>, <c>1.5h</c>,
/// <c>90d</c>.
/// </summary>
internal static partial class Durations
{
    private static readonly (string Group, TimeSpan Unit)[] Units =
    [
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    public static bool TryRead(string text, out TimeSpan duration)
    {
        var trimmed = text.Trim();
        return TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out duration) || TryReadUnits(trimmed, out duration);
    }

    /// <exception cref="FormatException">It is no duration.</exception>
    public static TimeSpan Parse(string text) =>
        TryRead(text, out var duration) ? duration : throw new FormatException($"'{text}' is no duration");

    /// <summary>The duration, unless it is not within the bounds, both included.</summary>
    public static Parsed<TimeSpan, Correction> Within(TimeSpan duration, TimeSpan least, TimeSpan most)
    {
        if (duration >= least && duration <= most)
        {
            return duration;
        }
        var days = duration >= TimeSpan.FromDays(1) && duration.Ticks % TimeSpan.TicksPerDay == 0 ? " (a bare number means days)" : "";
        return new Correction(
            $"is {duration}{days}",
            $"Choose between {Short(least)} and {Short(most)}, written hh:mm:ss or as 45s, 2m, 1h."
        );
    }

    /// <summary>As <c>hh:mm:ss</c>.</summary>
    public static string Canonical(TimeSpan duration) => duration.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>A number without a unit, which .NET reads as days; zero needs none.</summary>
    public static bool IsBareNumber(string text) => BareNumber().IsMatch(text) && text.AsSpan().ContainsAnyInRange('1', '9');

    /// <summary>In words: <c>1 min 30 s</c>.</summary>
    public static string Words(TimeSpan duration)
    {
        (int Count, string Unit)[] parts =
        [
            (duration.Days, "d"),
            (duration.Hours, "h"),
            (duration.Minutes, "min"),
            (duration.Seconds, "s"),
            (duration.Milliseconds, "ms"),
        ];
        var words = string.Join(' ', parts.Where(part => part.Count != 0).Select(part => $"{part.Count} {part.Unit}"));
        return words.Length == 0 ? "0 s" : words;
    }

    private static string Short(TimeSpan time) => time.Milliseconds == 0 ? time.ToString() : time.ToString().TrimEnd('0');

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
                    duration +=
                        unit * double.Parse(number.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
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
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex WithUnits();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.Commands;

/// <summary>
/// Spans of time as people type them: <c>30m</c>, <c>30</c> (minutes), <c>2h</c>, <c>1h30m</c>, <c>30 мин</c>, <c>2ч</c>.
/// Pure.
/// </summary>
internal static partial class SpanParser
{
    /// <summary>Takes a span from the start of what was typed; null, and all of it left, where there is none.</summary>
    /// <param name="words">What was typed.</param>
    /// <param name="rest">What else was typed, trimmed.</param>
    public static TimeSpan? Take(string words, out string rest)
    {
        rest = words.Trim();
        var found = Span().Match(rest);
        if (!found.Success || found.Length == 0)
        {
            return null;
        }
        rest = rest[found.Length..].Trim();
        return TimeSpan.FromHours(Number(found.Groups["h"])) + TimeSpan.FromMinutes(Number(found.Groups["m"]));
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    // Apart from its unit a number stands only before a whole word: in "30 M5" the M5 is a table.
    [GeneratedRegex(
        @"^((?<h>[0-9]{1,3})(h|ч|\s?(час|часа|часов|hour|hours)(?=\s|$)))?"
            + @"((?<m>[0-9]{1,5})(m|м|\s?(мин|минут|минуты|минуту|min|mins|minute|minutes))?)?(?=\s|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Span();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.Commands;

/// <summary>
/// Spans of time as people type them: <c>30m</c>, <c>30</c> (minutes), <c>2h</c>, <c>1h30m</c>, <c>30 мин</c>, <c>2ч</c>,
/// <c>на час</c>, <c>half an hour</c>, <c>до 22:00</c>. Pure.
/// </summary>
internal static partial class SpanParser
{
    /// <summary>Takes a span from the start of what was typed; null, and all of it left, where there is none.</summary>
    /// <param name="words">What was typed.</param>
    /// <param name="now">On the restaurant's wall: a time of day is the next such one.</param>
    /// <param name="rest">What else was typed, trimmed.</param>
    public static TimeSpan? Take(string words, DateTimeOffset now, out string rest)
    {
        rest = words.Trim();
        if (Until().Match(rest) is { Success: true } until)
        {
            rest = rest[until.Length..].Trim();
            var at = new TimeSpan(Number(until.Groups["h"]), Number(until.Groups["m"]), 0);
            return at > now.TimeOfDay ? at - now.TimeOfDay : at - now.TimeOfDay + TimeSpan.FromDays(1);
        }
        if (Spoken().Match(rest) is { Success: true } spoken)
        {
            rest = rest[spoken.Length..].Trim();
            return TimeSpan.FromMinutes(spoken.Groups["half"].Success ? 30 : 60);
        }
        var text = For().Replace(rest, "");
        var found = Span().Match(text);
        if (!found.Success || found.Length == 0)
        {
            return null;
        }
        rest = text[found.Length..].Trim();
        return TimeSpan.FromHours(Number(found.Groups["h"])) + TimeSpan.FromMinutes(Number(found.Groups["m"]));
    }

    [GeneratedRegex(
        @"^(до|until|till)\s+(?<h>[01]?[0-9]|2[0-3])[:.](?<m>[0-5][0-9])(?=\s|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Until();

    [GeneratedRegex(
        @"^((на|for)\s+)?((?<half>полчаса|half an hour)|час|an hour|one hour)(?=\s|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Spoken();

    [GeneratedRegex(@"^(на|for)\s+(?=[0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex For();

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    // Apart from its unit a number stands only before a whole word: in "30 M5" the M5 is a table.
    [GeneratedRegex(
        @"^((?<h>[0-9]{1,3})(h|ч|\s?(час|часа|часов|hour|hours)(?=\s|$)))?"
            + @"((?<m>[0-9]{1,5})(m|м|\s?(мин|минут|минуты|минуту|min|mins|minute|minutes))?)?(?=\s|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Span();
}

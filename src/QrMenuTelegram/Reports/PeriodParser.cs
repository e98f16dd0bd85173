using System.Globalization;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.Reports;

/// <summary>
/// Periods as people type them: <c>today</c>, <c>вчера</c>, <c>week</c>, <c>24.11</c>, <c>2026-11-24</c>, <c>18.11-24.11</c>.
/// Pure.
/// </summary>
public static partial class PeriodParser
{
    private static readonly string[] Patterns = ["d.M.yyyy", "d.M.yy", "yyyy-M-d", "d/M/yyyy"];

    /// <summary>Reads one; without words it is today. Null when it is none that can be reported on.</summary>
    /// <param name="words">As typed.</param>
    /// <param name="today">The restaurant's.</param>
    public static Period? Read(string words, DateOnly today)
    {
        var typed = words.Trim().ToLowerInvariant();
        switch (typed)
        {
            case "" or "today" or "сегодня" or "день":
                return Period.SingleDay(today);
            case "yesterday" or "вчера":
                return Period.SingleDay(today.AddDays(-1));
            case "week" or "неделя" or "неделю" or "за неделю":
                return Period.WeekUntil(today);
            case "month" or "месяц" or "за месяц":
                return new Period(today.AddDays(-29), today);
        }
        if (Date(typed, today) is { } day)
        {
            return day <= today ? Period.SingleDay(day) : null;
        }
        if (
            Range().Match(typed) is { Success: true } range
            && Date(range.Groups["first"].Value, today) is { } first
            && Date(range.Groups["last"].Value, today) is { } last
        )
        {
            var period = new Period(first, last < today ? last : today);
            return period.Days is >= 1 and <= Period.MostDays ? period : null;
        }
        return null;
    }

    // A date without a year is the last one that there was.
    private static DateOnly? Date(string typed, DateOnly today)
    {
        if (DateOnly.TryParseExact(typed, Patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var whole))
        {
            return whole;
        }
        if (DayAndMonth().Match(typed) is { Success: true } match)
        {
            var (day, month) = (Number(match, "day"), Number(match, "month"));
            // 29 February may be years ago.
            for (var year = today.Year; year > today.Year - 8; year--)
            {
                if (
                    month is >= 1 and <= 12
                    && day >= 1
                    && day <= DateTime.DaysInMonth(year, month)
                    && new DateOnly(year, month, day) is var date
                    && date <= today
                )
                {
                    return date;
                }
            }
        }
        return null;
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<day>[0-9]{1,2})\.(?<month>[0-9]{1,2})\.?$")]
    private static partial Regex DayAndMonth();

    [GeneratedRegex(
        @"^(?<first>[0-9./]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})\s*(-|–|—|\.\.|\s)\s*(?<last>[0-9./]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})$"
    )]
    private static partial Regex Range();
}

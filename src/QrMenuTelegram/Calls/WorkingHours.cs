using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace QrMenuTelegram.Calls;

/// <summary>When the restaurant works, by the clock on its wall. May go past midnight.</summary>
/// <param name="From">The first minute.</param>
/// <param name="Until">The first minute after; the same as <paramref name="From"/> means always.</param>
public sealed record WorkingHours(TimeOnly From, TimeOnly Until)
{
    public static readonly WorkingHours Always = new(TimeOnly.MinValue, TimeOnly.MinValue);

    /// <param name="text"><c>10:00-02:00</c>; empty for always.</param>
    /// <param name="hours">As read.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out WorkingHours? hours)
    {
        hours = Always;
        if (text.Trim().Length == 0)
        {
            return true;
        }
        var ends = text.Split('-', '–', '—');
        if (ends.Length == 2 && Read(ends[0], out var from) && Read(ends[1], out var until))
        {
            hours = new WorkingHours(from, until);
            return true;
        }
        hours = null;
        return false;
    }

    public bool Contains(TimeOnly time) => From == Until || (From < Until ? time >= From && time < Until : time >= From || time < Until);

    private static bool Read(string text, out TimeOnly time)
    {
        if (text.Trim() == "24:00")
        {
            time = TimeOnly.MinValue;
            return true;
        }
        return TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }
}

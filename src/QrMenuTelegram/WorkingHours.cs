using System.Globalization;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram;

/// <summary>When the restaurant works, by the clock on its wall. May go past midnight.</summary>
/// <param name="From">The first minute.</param>
/// <param name="Until">The first minute after; the same as <paramref name="From"/> means always.</param>
public sealed record WorkingHours(TimeOnly From, TimeOnly Until)
{
    public static readonly WorkingHours Always = new(TimeOnly.MinValue, TimeOnly.MinValue);

    /// <param name="text"><c>10:00-02:00</c>, also <c>10.00-02.00</c> and <c>10-2</c>.</param>
    public static Parsed<WorkingHours, Correction> Parse(string text) =>
        text.Split('-', '–', '—') is [var first, var last] && TryParse(first, out var from) && TryParse(last, out var until)
            ? new WorkingHours(from, until)
            : new Correction($"is '{text}'", "Write when the restaurant opens and closes, as 10:00-02:00, or leave it out for always.");

    public bool Contains(TimeOnly time) => From == Until || (From < Until ? time >= From && time < Until : time >= From || time < Until);

    private static bool TryParse(string text, out TimeOnly time)
    {
        if (text.Trim() is "24:00" or "24.00" or "24")
        {
            time = TimeOnly.MinValue;
            return true;
        }
        return TimeOnly.TryParseExact(
            text.Trim(),
            ["HH:mm", "H:mm", "HH.mm", "H.mm", "HH", "%H"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out time
        );
    }
}

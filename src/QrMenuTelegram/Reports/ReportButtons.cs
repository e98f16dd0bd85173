using System.Globalization;

namespace QrMenuTelegram.Reports;

/// <summary>A press on a report's button: which details of which days, and whether they replace those that the message shows.</summary>
public sealed record ReportButtons(bool Edits, string Section, Period Period, int Page)
{
    public const string Command = "report";

    public static string Data(bool edits, string section, Period period, int page) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Command}:{(edits ? 'e' : 'n')}:{section}:{period.First.DayNumber}:{period.Last.DayNumber}:{page}"
        );

    /// <summary>Null for what no button of ours says.</summary>
    /// <param name="payload">What follows the command's name.</param>
    public static ReportButtons? Read(string payload) =>
        payload.Split(':') is [("e" or "n") and var how, var section, var first, var last, var page]
        && ReportSections.All.Contains(section)
        && Number(first) is { } from
        && Number(last) is { } until
        && Number(page) is { } number
        && until <= DateOnly.MaxValue.DayNumber - 2
        && until - from is >= 0 and < Period.MostDays
            ? new ReportButtons(how == "e", section, new Period(DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(until)), number)
            : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

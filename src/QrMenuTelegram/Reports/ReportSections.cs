using QrMenuTelegram.Reports.Figures;

namespace QrMenuTelegram.Reports;

/// <summary>The details of a report: what they are called in buttons' data, and their lines.</summary>
internal static class ReportSections
{
    public const string Waiters = "waiters";
    public const string Tables = "tables";
    public const string Halls = "halls";
    public const string Hours = "hours";
    public const string Days = "days";

    public static IReadOnlyList<string> All { get; } = [Waiters, Tables, Halls, Hours, Days];

    /// <summary>Those that have something to say.</summary>
    public static IEnumerable<string> Present(ReportFigures figures) =>
        All.Where(section =>
            section switch
            {
                Waiters => figures.Waiters.Count > 0,
                Halls => figures.Halls.Any(hall => hall.Name.Length > 0),
                Days => figures.Days.Count > 1 && figures.All.Total > 0,
                _ => figures.All.Total > 0,
            }
        );
}

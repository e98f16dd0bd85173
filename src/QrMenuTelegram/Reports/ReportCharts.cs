using QrMenuTelegram.Messages;
using QrMenuTelegram.Reports.Figures;
using QrMenuTelegram.Reports.Picture;

namespace QrMenuTelegram.Reports;

/// <summary>A report as what its picture shows. Pure.</summary>
internal static class ReportCharts
{
    private const int MostWaiters = 8;

    /// <summary>Null where there is nothing to see.</summary>
    /// <param name="figures">What was counted.</param>
    /// <param name="title">The report's.</param>
    /// <param name="texts">The words.</param>
    /// <param name="language">The chat's.</param>
    public static ReportChart? Of(ReportFigures figures, string title, Texts texts, string language)
    {
        var all = figures.All;
        if (all.Total == 0)
        {
            return null;
        }
        string Say(string key, params (string, object?)[] values) => texts.Plain(language, key, values);
        ChartSeries[] series =
        [
            new(Say("report.chart.in_time"), ChartColour.Good, [.. figures.Hours.Select(hour => hour.InTime)]),
            new(Say("report.chart.late"), ChartColour.Late, [.. figures.Hours.Select(hour => hour.Late)]),
            new(Say("report.chart.missed"), ChartColour.Missed, [.. figures.Hours.Select(hour => hour.Missed)]),
            new(Say("report.chart.unmarked"), ChartColour.Other, [.. figures.Hours.Select(hour => hour.Unmarked)]),
        ];
        List<ChartWaiter> waiters =
        [
            .. figures.Waiters.Where(waiter => waiter.Median is not null).Take(MostWaiters).Select(waiter => new ChartWaiter(
                SafeText.Line(waiter.Name, 60), waiter.Median!.Value, waiter.Slow!.Value,
                Say("report.chart.times", ("median", waiter.Median), ("slow", waiter.Slow)))),
        ];
        return new ReportChart(
            title,
            Say("report.chart.subtitle", ("total", all.Total), ("median", all.Median), ("slow", all.Slow)),
            new CallsChart(Say("report.chart.hours"), [.. figures.Hours.Select(hour => hour.Name)], [.. series.Where(some => some.Counts.Any(count => count > 0))]),
            waiters.Count == 0 ? null : new WaitersChart(Say("report.chart.waiters"), Say("report.chart.median"), Say("report.chart.slow"), waiters));
    }
}

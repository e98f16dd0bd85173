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
    public static ReportChart? Draw(ReportFigures figures, string title, Texts texts, string language)
    {
        var all = figures.All;
        if (all.Total == 0)
        {
            return null;
        }
        string Say(TextKey key, params (string, object?)[] values) => texts.Plain(language, key, values);
        ChartSeries[] series =
        [
            new(Say(TextKeys.Report.Chart.InTime), ChartColour.Good, [.. figures.Hours.Select(hour => hour.InTime)]),
            new(Say(TextKeys.Report.Chart.Late), ChartColour.Late, [.. figures.Hours.Select(hour => hour.Late)]),
            new(Say(TextKeys.Report.Chart.Missed), ChartColour.Missed, [.. figures.Hours.Select(hour => hour.Missed)]),
            new(Say(TextKeys.Report.Chart.Unmarked), ChartColour.Other, [.. figures.Hours.Select(hour => hour.Unmarked)]),
        ];
        List<ChartWaiter> waiters =
        [
            .. figures
                .Waiters.Where(waiter => waiter.Median is not null)
                .Take(MostWaiters)
                .Select(waiter => new ChartWaiter(
                    SafeText.Line(waiter.Name, 60),
                    waiter.Median!.Value,
                    waiter.Slow!.Value,
                    Say(TextKeys.Report.Chart.Times, ("median", waiter.Median), ("slow", waiter.Slow))
                )),
        ];
        return new ReportChart(
            title,
            Say(TextKeys.Report.Chart.Subtitle, ("total", all.Total), ("median", all.Median), ("slow", all.Slow)),
            new CallsChart(
                Say(TextKeys.Report.Chart.Hours),
                [.. figures.Hours.Select(hour => hour.Name)],
                [.. series.Where(some => some.Counts.Any(count => count > 0))]
            ),
            waiters.Count == 0
                ? null
                : new WaitersChart(
                    Say(TextKeys.Report.Chart.Waiters),
                    Say(TextKeys.Report.Chart.Median),
                    Say(TextKeys.Report.Chart.Slow),
                    waiters
                )
        );
    }
}

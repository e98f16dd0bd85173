namespace QrMenuTelegram.Reports.Picture;

/// <summary>What a report's picture shows, every word ready in the reader's language.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Subtitle">The figures that matter most.</param>
/// <param name="Calls">Counts of calls, stacked.</param>
/// <param name="Waiters">How fast each is; null where nobody took a call.</param>
public sealed record ReportChart(string Title, string Subtitle, CallsChart Calls, WaitersChart? Waiters);

/// <param name="Title">What the columns are.</param>
/// <param name="Columns">Their labels, two characters or so.</param>
/// <param name="Series">From the bottom to the top, each with a count for each column.</param>
public sealed record CallsChart(string Title, IReadOnlyList<string> Columns, IReadOnlyList<ChartSeries> Series);

/// <param name="Name">For the legend.</param>
/// <param name="Colour">What it means.</param>
/// <param name="Counts">One for each column; none negative.</param>
public sealed record ChartSeries(string Name, ChartColour Colour, IReadOnlyList<int> Counts);

public enum ChartColour
{
    Good,
    Late,
    Missed,
    Other,
}

/// <param name="Title">What the bars are.</param>
/// <param name="MedianName">Legend of the dark bar.</param>
/// <param name="SlowName">Legend of the light bar.</param>
/// <param name="Rows">The busiest first.</param>
public sealed record WaitersChart(string Title, string MedianName, string SlowName, IReadOnlyList<ChartWaiter> Rows);

/// <param name="Name">What the person is called.</param>
/// <param name="Median">Half of the calls were taken within this.</param>
/// <param name="Slow">Nine of ten were.</param>
/// <param name="Label">Both in words.</param>
public sealed record ChartWaiter(string Name, TimeSpan Median, TimeSpan Slow, string Label);

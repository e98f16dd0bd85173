namespace QrMenuTelegram.Reports;

/// <summary>What reports take from the configuration.</summary>
/// <param name="LateAfter">A call that is taken later than this is late: the second of <c>Calls__AgeSteps</c>.</param>
public sealed record ReportOptions(TimeSpan LateAfter);

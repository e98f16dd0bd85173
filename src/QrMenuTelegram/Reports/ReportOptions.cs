using System.Globalization;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Reports;

/// <summary>What reports take from the configuration.</summary>
/// <param name="LateAfter">A call that is taken later than this is late: the second of <c>Calls__AgeSteps</c>.</param>
public sealed record ReportOptions(TimeSpan LateAfter)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    public static ReportOptions Of(CallsOptions calls) =>
        new(calls.AgeSteps.Split(',') is [_, var second, ..] && TimeSpan.TryParse(second.Trim(), CultureInfo.InvariantCulture, out var late) ? late : Usual);

    public static RestaurantDays DaysOf(RestaurantOptions restaurant) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(restaurant.TimeZone), restaurant.DayStart);
}

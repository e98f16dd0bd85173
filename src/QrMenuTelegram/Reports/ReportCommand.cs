using System.Globalization;
using System.Text.RegularExpressions;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Reports;

/// <summary>
/// <c>/report [PERIOD]</c>: what happened, in words and with a picture. <c>/report at 23:30</c>: from now on it comes
/// here by itself each day at that time; <c>/report at off</c> ends that.
/// </summary>
public sealed partial class ReportCommand(ReportOrders orders, DailyReports daily, RestaurantDays days) : Command
{
    private const string TimeForm = @"hh\:mm";

    private static readonly string[] Off = ["off", "-", "выкл", "нет", "никогда"];

    public override string Name => ReportButtons.Command;

    public override void Run(CommandContext context, string words)
    {
        if (At().Match(words) is { Success: true } at)
        {
            Daily(context, at.Groups["time"].Value.Trim());
        }
        else if (PeriodParser.Read(words, days.DayOf(context.Clock.Wall)) is { } period)
        {
            orders.Report(context.Transaction, context.Here, period);
        }
        else
        {
            context.Reply(TextKeys.Report.Wrong, ("typed", words), ("command", Name), ("most", Period.MostDays));
        }
    }

    public override void Press(PressContext context, string payload)
    {
        if (ReportButtons.Read(payload) is not { } wanted)
        {
            context.Toast(TextKeys.Press.Old);
            return;
        }
        orders.Section(context.Transaction, context.Here, wanted, wanted.Edits ? context.NoticeId : null);
    }

    private void Daily(CommandContext context, string typed)
    {
        if (typed.Length == 0)
        {
            var time = DailyReports.TimeOf(context.Transaction, context.Here);
            context.Reply(
                time is null ? TextKeys.Report.At.Never : TextKeys.Report.At.Now,
                ("time", time?.ToString(TimeForm, CultureInfo.InvariantCulture))
            );
        }
        else if (Off.Contains(typed, StringComparer.OrdinalIgnoreCase))
        {
            context.Reply(DailyReports.End(context.Transaction, context.Here) ? TextKeys.Report.At.Ended : TextKeys.Report.At.Never);
        }
        else if (TimeOfDay(typed) is { } time)
        {
            var (first, dayBefore) = daily.Set(context.Transaction, context.Here, time);
            context.Reply(
                TextKeys.Report.At.Set,
                ("time", time.ToString(TimeForm, CultureInfo.InvariantCulture)),
                ("first", first),
                ("day_before", dayBefore)
            );
        }
        else
        {
            context.Reply(TextKeys.Report.At.Wrong, ("typed", typed));
        }
    }

    private static TimeSpan? TimeOfDay(string typed) =>
        Clock().Match(typed) is { Success: true } match
        && int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture) is var hour and < 24
        && (match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].ValueSpan, CultureInfo.InvariantCulture) : 0)
            is var minute
                and < 60
            ? new TimeSpan(hour, minute, 0)
            : null;

    [GeneratedRegex(@"^(at|в)(\s+(?<time>.*))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex At();

    [GeneratedRegex(@"^(?<hour>[0-9]{1,2})([:.](?<minute>[0-9]{2}))?$")]
    private static partial Regex Clock();
}

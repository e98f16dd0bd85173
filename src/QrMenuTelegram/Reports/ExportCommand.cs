using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Reports;

/// <summary><c>/export [PERIOD]</c>: calls, and orders and payments, as tables that open in Excel.</summary>
public sealed class ExportCommand(ReportOrders orders, RestaurantDays days) : Command
{
    public override string Name => "export";

    public override void Run(CommandContext context, string words)
    {
        if (!ReportAudience.SeesPeople(context.Transaction, context.Chat.Id))
        {
            context.Reply(TextKeys.Export.NotHere);
        }
        else if (PeriodParser.Read(words, days.DayOf(context.Clock.Wall)) is { } period)
        {
            orders.Export(context.Transaction, context.Here, period);
        }
        else
        {
            context.Reply(TextKeys.Report.Wrong, ("typed", words), ("command", Name), ("most", Period.MostDays));
        }
    }
}

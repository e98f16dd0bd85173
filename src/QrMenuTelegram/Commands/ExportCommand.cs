using QrMenuTelegram.Reports;

namespace QrMenuTelegram.Commands;

/// <summary><c>/export [PERIOD]</c>: calls, and orders and payments, as tables that open in Excel.</summary>
public sealed class ExportCommand(ReportOrders orders, RestaurantDays days) : Command
{
    public override string Name => "export";

    public override void Run(CommandContext context, string words)
    {
        if (!ReportAudience.SeesPeople(context.Transaction, context.Chat.Id))
        {
            context.Reply("export.not_here");
        }
        else if (PeriodWords.Read(words, days.Of(context.Clock.Wall)) is { } period)
        {
            orders.Export(context.Transaction, context.Here, period);
        }
        else
        {
            context.Reply("report.wrong", ("typed", words), ("command", Name), ("most", Period.MostDays));
        }
    }
}

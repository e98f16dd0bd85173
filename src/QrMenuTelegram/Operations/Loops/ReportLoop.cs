using Microsoft.Extensions.Logging;
using QrMenuTelegram.Reports;

namespace QrMenuTelegram.Operations.Loops;

/// <summary>Makes reports as they are asked for and as they fall due.</summary>
internal sealed class ReportLoop : TurnLoop
{
    private readonly ReportDesk _desk;

    public ReportLoop(ReportDesk desk, ReportOrders orders, Clock clock, ILogger<ReportLoop> logger)
        : base(clock, logger)
    {
        _desk = desk;
        orders.Changed = Wake;
    }

    protected override long? Turn() => _desk.Turn();
}

using Microsoft.Extensions.Logging;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Operations.Loops;

/// <summary>Makes reports as they are asked for and as they fall due.</summary>
internal sealed class ReportLoop : TurnLoop
{
    private readonly ReportDesk _desk;

    public ReportLoop(ReportDesk desk, Database database, Clock clock, ILogger<ReportLoop> logger)
        : base(database.Signals, [Signal.Reports], clock, logger)
    {
        _desk = desk;
    }

    protected override long? Turn() => _desk.Turn();
}

using Microsoft.Extensions.Logging;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Operations.Loops;

/// <summary>Delivers: at each wish and outcome, and when the next thing falls due.</summary>
internal sealed class CourierLoop : TurnLoop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Courier _courier;

    public CourierLoop(Courier courier, Database database, Clock clock, ILogger<CourierLoop> logger)
        : base(database.Signals, [Signal.Delivery], clock, logger)
    {
        _courier = courier;
    }

    protected override long? Turn() => _courier.Turn();

    protected override Task Close() => _courier.Close(Patience);
}

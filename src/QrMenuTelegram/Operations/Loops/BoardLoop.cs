using Microsoft.Extensions.Logging;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Operations.Loops;

/// <summary>Keeps boards current and pinned, and ends shifts whose time is over.</summary>
internal sealed class BoardLoop : TurnLoop
{
    private readonly BoardKeeper _boards;
    private readonly BoardPins _pins;
    private readonly ShiftEnds _shifts;
    private readonly CancellationTokenSource _ending = new();

    public BoardLoop(BoardKeeper boards, BoardPins pins, ShiftEnds shifts, Database database, Clock clock, ILogger<BoardLoop> logger)
        : base(database.Signals, [Signal.Calls], clock, logger)
    {
        (_boards, _pins, _shifts) = (boards, pins, shifts);
    }

    public override void Dispose()
    {
        _ending.Dispose();
        base.Dispose();
    }

    protected override long? Turn()
    {
        long?[] wanted = [_shifts.Turn(), _boards.Turn(), _pins.Turn(_ending.Token)];
        return wanted.Min();
    }

    protected override async Task Close()
    {
        await _ending.CancelAsync();
        await _pins.Pinning;
    }
}

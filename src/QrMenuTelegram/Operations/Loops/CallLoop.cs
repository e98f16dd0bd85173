using Microsoft.Extensions.Logging;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Operations.Loops;

/// <summary>Reminds of calls as they fall due.</summary>
internal sealed class CallLoop : TurnLoop
{
    private readonly CallReminder _reminder;

    public CallLoop(CallReminder reminder, Database database, Clock clock, ILogger<CallLoop> logger)
        : base(database.Signals, [Signal.Calls], clock, logger)
    {
        _reminder = reminder;
    }

    protected override long? Turn() => _reminder.Turn();
}

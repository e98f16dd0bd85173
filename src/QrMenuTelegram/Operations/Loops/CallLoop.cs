using Microsoft.Extensions.Logging;
using QrMenuTelegram.Calls;

namespace QrMenuTelegram.Operations.Loops;

/// <summary>Reminds of calls as they fall due.</summary>
internal sealed class CallLoop : TurnLoop
{
    private readonly CallReminder _reminder;

    public CallLoop(CallReminder reminder, CallHooks hooks, Clock clock, ILogger<CallLoop> logger)
        : base(clock, logger)
    {
        _reminder = reminder;
        hooks.Listen(Wake);
    }

    protected override long? Turn() => _reminder.Turn();
}

using Microsoft.Extensions.Logging;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Operations.Health;

/// <summary>
/// Tells a monitor each minute what <c>health</c> says, so that somebody notices when nothing is told any more. Goes out
/// directly: it depends on no Telegram.
/// </summary>
internal sealed partial class HeartbeatPing(
    HeartbeatMonitor monitor,
    Heartbeat heartbeat,
    Vitals vitals,
    Clock clock,
    ILogger<HeartbeatPing> logger
) : IWorker
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WhileStarting = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private bool _isFailing;

    public string Name => "Heartbeat ping";

    public async ValueTask<Due> Turn(CancellationToken cancel)
    {
        if (vitals.IsStarting || heartbeat.Report is not { } report)
        {
            return After(WhileStarting);
        }
        var failure = await monitor.Ping(HealthCommand.Problem(report, clock.Wall), cancel);
        if (failure is not null && !_isFailing)
        {
            Log.Failed(logger, failure);
        }
        else if (failure is null && _isFailing)
        {
            Log.Recovered(logger);
        }
        _isFailing = failure is not null;
        return After(_isFailing ? RetryAfter : Interval);
    }

    private Due After(TimeSpan wait) => new(clock.Now + wait);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Heartbeat__Url: the monitor can't be reached ({Reason}); retrying")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Heartbeat__Url: the monitor is reached again")]
        public static partial void Recovered(ILogger logger);
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QrMenuTelegram.Operations.Loops;

/// <summary>
/// Keeps a loop running: one that ends by an exception, or ends at all before it was told to, is logged and started
/// again, a second later, then two, up to a minute. The rest of the bridge goes on meanwhile.
/// </summary>
/// <param name="loop">The loop; not registered as a hosted service itself.</param>
/// <param name="time">For the waits.</param>
/// <param name="logger">Gets each end.</param>
internal sealed partial class Supervised<TLoop>(TLoop loop, TimeProvider time, ILogger<Supervised<TLoop>> logger) : BackgroundService
    where TLoop : BackgroundService
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RunsWellAfter = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = Shortest;
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            Exception? reason = null;
            try
            {
                await loop.StartAsync(CancellationToken.None);
                await loop.ExecuteTask!.WaitAsync(stoppingToken);
            }
            catch (Exception e)
            {
                reason = e;
            }
            if (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            wait = time.GetElapsedTime(started) > RunsWellAfter ? Shortest : wait;
            Log.Ended(logger, reason, typeof(TLoop).Name, wait);
            try
            {
                await Task.Delay(wait, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            wait = wait * 2 < Longest ? wait * 2 : Longest;
        }
    }

    /// <summary>Ends the loop as a host would: cancels it, and waits for what is under way.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await loop.StopAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Loop} ended by a defect of the bridge; it starts again in {Wait}")]
        public static partial void Ended(ILogger logger, Exception? e, string loop, TimeSpan wait);
    }
}

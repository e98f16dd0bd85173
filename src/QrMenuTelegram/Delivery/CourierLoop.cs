using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QrMenuTelegram.Delivery;

/// <summary>Gives the courier its turns: at each wish and outcome, and when the next thing falls due.</summary>
public sealed partial class CourierLoop(Courier courier, Clock clock, ILogger<CourierLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _wake = new(0, 1);
    private bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        courier.Woken = Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var wait = Turn();
                using var timer = clock.Time.CreateTimer(_ => Wake(), null, wait, Timeout.InfiniteTimeSpan);
                await _wake.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
        await Close();
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <returns>How long to wait if nothing wakes it.</returns>
    private TimeSpan Turn()
    {
        try
        {
            var due = courier.Turn();
            if (_failing)
            {
                _failing = false;
                Log.Recovered(logger);
            }
            return TimeSpan.FromMilliseconds(Math.Max(0, due - clock.Now));
        }
        catch (Exception e)
        {
            if (!_failing)
            {
                _failing = true;
                Log.Failed(logger, e);
            }
            return AfterFailure;
        }
    }

    private async Task Close()
    {
        try
        {
            await courier.Close(Patience);
        }
        catch (Exception e)
        {
            Log.Failed(logger, e);
        }
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // It is awake already, or gone.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery stands still: the database can't be written; nothing is lost, it goes on by itself")]
        public static partial void Failed(ILogger logger, Exception e);

        [LoggerMessage(Level = LogLevel.Information, Message = "Delivery goes on")]
        public static partial void Recovered(ILogger logger);
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QrMenuTelegram.Workers;

/// <summary>
/// Runs the workers, each by itself, so that a slow one delays no other: gives them their turns when they are due or
/// woken, and retries what fails. Starts them in their order and stops them in the reverse order, one after the other.
/// </summary>
public sealed partial class WorkerHost : IHostedService, IDisposable
{
    // However often it failed: guests wait, and what fails is a disk that may have room again any moment.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // A safety net: no signal is known to be missed.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(10);

    private readonly IReadOnlyList<Running> _workers;
    private readonly Clock _clock;
    private readonly ILogger _logger;

    /// <param name="workers">In the order of their start.</param>
    /// <param name="signals">Of the database that they work with.</param>
    /// <param name="chance">From 0 to 1.</param>
    /// <param name="clock">For the waits.</param>
    /// <param name="logger">Gets the first of several failures, and the recovery.</param>
    public WorkerHost(IReadOnlyList<IWorker> workers, Signals signals, Func<double> chance, Clock clock, ILogger<WorkerHost> logger)
    {
        (_clock, _logger) = (clock, logger);
        _workers = [.. workers.Select(worker => new Running(worker, signals.Listen(worker.WakesOn), Retry(chance)))];
    }

    /// <summary>How long to wait after a turn that failed.</summary>
    internal static Backoff Retry(Func<double> chance) => new(RetryAfter, RetryAfter, chance);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var running in _workers)
        {
            running.Done = Task.Run(() => Run(running), CancellationToken.None);
        }
        return Task.CompletedTask;
    }

    /// <param name="cancellationToken">When the time for a clean stop is over: the rest is told to stop, and not waited for.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var running in _workers.Reverse())
        {
            await running.Stop.CancelAsync();
            await running.Done.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        foreach (var running in _workers)
        {
            running.Stop.Dispose();
        }
    }

    private async Task Run(Running running)
    {
        var stop = running.Stop.Token;
        while (!stop.IsCancellationRequested)
        {
            running.WakeUp.Reset();
            var wait = await Turn(running, stop);
            await running.WakeUp.Wait(wait, _clock.Time, stop);
        }
        await Close(running.Worker);
    }

    /// <returns>How long to wait before the next.</returns>
    private async Task<TimeSpan> Turn(Running running, CancellationToken stop)
    {
        try
        {
            var due = await running.Worker.Turn(stop);
            if (running.IsFailing)
            {
                running.IsFailing = false;
                Log.Recovered(_logger, running.Worker.Name);
            }
            var wait = due.At is { } at ? at.Since(_clock.Now) : LongestSleep;
            return wait < LongestSleep ? wait : LongestSleep;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception e)
        {
            var wait = running.Backoff.Next();
            if (!running.IsFailing)
            {
                running.IsFailing = true;
                Log.Failed(_logger, running.Worker.Name, wait.TotalSeconds, e);
            }
            return wait;
        }
    }

    private async Task Close(IWorker worker)
    {
        try
        {
            await worker.Close();
        }
        catch (Exception e)
        {
            Log.NotClosed(_logger, worker.Name, e);
        }
    }

    private sealed class Running(IWorker worker, WakeUp wakeUp, Backoff backoff)
    {
        public IWorker Worker => worker;

        public WakeUp WakeUp => wakeUp;

        public Backoff Backoff => backoff;

        public bool IsFailing { get; set; }

        public CancellationTokenSource Stop { get; } = new();

        public Task Done { get; set; } = Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Worker} failed; retrying in {Seconds:0.0} s, nothing is lost")]
        public static partial void Failed(ILogger logger, string worker, double seconds, Exception e);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Worker} recovered")]
        public static partial void Recovered(ILogger logger, string worker);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "{Worker} could not be stopped cleanly; the next start goes on from what is stored"
        )]
        public static partial void NotClosed(ILogger logger, string worker, Exception e);
    }
}

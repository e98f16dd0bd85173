using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Operations.Loops;

/// <summary>Gives a worker its turns: when it is woken, and when the next thing falls due.</summary>
/// <param name="signals">Of the database.</param>
/// <param name="wakesOn">What wakes it.</param>
/// <param name="clock">For the waits.</param>
/// <param name="logger">Gets the first of several failures, and the recovery.</param>
internal abstract partial class TurnLoop(Signals signals, IReadOnlyList<Signal> wakesOn, Clock clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private bool _failing;

    internal WakeUp WakeUp { get; } = signals.Listen(wakesOn);

    /// <summary>One turn, given by a simulation instead of the loop.</summary>
    internal long? TakeTurn() => Turn();

    /// <returns>When it wants to run again (steady); null when only something new can make it.</returns>
    protected abstract long? Turn();

    /// <summary>After the last turn: waits for what the turns began.</summary>
    protected virtual Task Close() => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            WakeUp.Reset();
            await WakeUp.Wait(Try(), clock.Time, stoppingToken);
        }
        await End();
    }

    private TimeSpan Try()
    {
        try
        {
            var due = Turn();
            if (_failing)
            {
                _failing = false;
                Log.Recovered(logger, GetType().Name);
            }
            var wait = due is { } at ? TimeSpan.FromMilliseconds(Math.Max(0, at - clock.Now)) : Longest;
            return wait < Longest ? wait : Longest;
        }
        catch (Exception e)
        {
            if (!_failing)
            {
                _failing = true;
                Log.Failed(logger, GetType().Name, e);
            }
            return AfterFailure;
        }
    }

    private async Task End()
    {
        try
        {
            await Close();
        }
        catch (Exception e)
        {
            Log.Failed(logger, GetType().Name, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Loop} stands still; nothing is lost, it is tried again each second")]
        public static partial void Failed(ILogger logger, string loop, Exception e);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Loop} goes on")]
        public static partial void Recovered(ILogger logger, string loop);
    }
}

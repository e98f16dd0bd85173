using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;

namespace QrMenuTelegram.Playground.Breakage;

/// <summary>What is wrong with Telegram.</summary>
public enum TelegramState
{
    Well,
    Down,

    /// <summary>Answers 429 for a while to everything that would be shown.</summary>
    Flood,

    /// <summary>Does what it is asked for, and loses every second answer.</summary>
    LosesAnswers,
}

/// <summary>Breaks and fixes Telegram.</summary>
public sealed class TelegramTrouble(SimulatedTelegram telegram) : IDisposable
{
    private static readonly TimeSpan FloodWait = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _switching = new(1, 1);
    private int _calls;

    public TelegramState State { get; private set; }

    /// <summary>Whether the limits are enforced to the letter.</summary>
    public bool EnforcesLimits
    {
        get => telegram.Limits != SendLimits.Off;
        set => telegram.Limits = value ? SendLimits.Exact : SendLimits.Off;
    }

    public async Task Set(TelegramState state)
    {
        await _switching.WaitAsync();
        try
        {
            telegram.Faults.Clear();
            switch (state)
            {
                case TelegramState.Flood:
                    telegram.Faults.Flood(FloodWait);
                    break;
                case TelegramState.LosesAnswers:
                    telegram.Faults.While(
                        call => call.IsShowing && Interlocked.Increment(ref _calls) % 2 == 1,
                        new Fault.Reset(AfterEffect: true)
                    );
                    break;
            }
            await (state == TelegramState.Down ? telegram.GoDown() : telegram.GoUp());
            State = state;
        }
        finally
        {
            _switching.Release();
        }
        telegram.Changes.Signal();
    }

    public void Dispose() => _switching.Dispose();
}

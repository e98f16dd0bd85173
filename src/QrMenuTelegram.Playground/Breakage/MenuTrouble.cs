using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Playground.Breakage;

/// <summary>What is wrong with the restaurant's server.</summary>
public enum MenuState
{
    Well,
    Down,
    Slow,
    Errors,
}

/// <summary>Breaks and fixes the restaurant's server.</summary>
public sealed class MenuTrouble(SimulatedMenuServer server) : IDisposable
{
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(7);

    private readonly SemaphoreSlim _switching = new(1, 1);

    public MenuState State { get; private set; }

    public async Task Set(MenuState state)
    {
        await _switching.WaitAsync();
        try
        {
            server.Switches.Delay = state == MenuState.Slow ? Slowness : TimeSpan.Zero;
            server.Switches.Broken = state == MenuState.Errors ? new BrokenAnswer.Html() : null;
            await (state == MenuState.Down ? server.GoDown() : server.GoUp());
            State = state;
        }
        finally
        {
            _switching.Release();
        }
        server.Changes.Signal();
    }

    /// <summary>As after a restart of the server: its queue is empty, and it knows no hash of before.</summary>
    public void ForgetQueue()
    {
        server.ForgetQueue();
        server.Changes.Signal();
    }

    public void Dispose() => _switching.Dispose();
}

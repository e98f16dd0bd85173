using QrMenuTelegram.Playground.Simulation;
using QrMenuTelegram.Playground.Simulation.Chats;

namespace QrMenuTelegram.Playground.Phones;

/// <summary>Types what a manager types to set everything up, one command after the other, each in its chat.</summary>
public sealed class QuickSetup(SimulatedTelegram telegram, Cast cast) : IDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);

    /// <summary>Whether it has been done.</summary>
    public bool IsDone { get; private set; }

    /// <param name="startCode">The one-time code that the bridge printed.</param>
    public async Task Run(string? startCode)
    {
        await _once.WaitAsync();
        try
        {
            if (IsDone)
            {
                return;
            }
            await Type(cast.Manager.PrivateChat, () => cast.Manager.Start(startCode));
            await Type(cast.Hall, () => cast.Manager.Say(cast.Hall, "/subscribe waiter 1-6 VIP"));
            await Type(cast.Terrace, () => cast.Manager.Say(cast.Terrace, "/subscribe waiter 7-11"));
            await Type(cast.Kitchen, () => cast.Manager.Say(cast.Kitchen, cast.Kitchen.Topics[0], "/subscribe kitchen"));
            await Type(cast.Manager.PrivateChat, () => cast.Manager.Say("/subscribe manager"));
            IsDone = true;
        }
        finally
        {
            _once.Release();
        }
    }

    public void Dispose() => _once.Dispose();

    /// <summary>Says it and waits until the bot has answered there, as a person would.</summary>
    private async Task Type(TelegramChat chat, Action say)
    {
        var before = chat.FromBot.Count;
        say();
        await telegram.WaitFor(() => chat.FromBot.Count > before, what: $"an answer in {chat}");
    }
}

using QrMenuTelegram.Playground.Restaurant;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Playground.Phones;

/// <summary>Types what a manager types to set everything up, one command after the other, each in its chat.</summary>
public sealed class QuickSetup(SimulatedTelegram telegram, Cast cast) : IDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);

    /// <summary>Whether it has been done.</summary>
    public bool IsDone { get; private set; }

    /// <param name="startCode">The one-time code that the bridge printed.</param>
    /// <param name="language">Of the halls' names.</param>
    public async Task Run(string? startCode, string language)
    {
        await _once.WaitAsync();
        try
        {
            if (IsDone)
            {
                return;
            }
            var manager = cast.Manager;
            await Type(() => manager.Start(startCode));
            foreach (var (hall, chat) in FloorPlan.Halls.Zip([cast.Hall, cast.Terrace]))
            {
                var name = hall.Name.In(language);
                await Type(() => manager.Say($"/hall \"{name}\" {hall.Tables}"));
                await Type(() => manager.Say(chat, $"/subscribe waiter \"{name}\""));
            }
            await Type(() => manager.Say(cast.Kitchen, cast.Kitchen.Topics[0], "/subscribe kitchen"));
            await Type(() => manager.Say("/subscribe manager"));
            IsDone = true;
        }
        finally
        {
            _once.Release();
        }
    }

    public void Dispose() => _once.Dispose();

    /// <summary>Says it and waits until the bot has answered there, as a person would.</summary>
    private async Task Type(Func<ShownMessage> say)
    {
        var said = say();
        await telegram.WaitFor(
            () => said.Chat.FromBot.Any(m => m.Id > said.Id && m.TopicId == said.TopicId),
            what: $"an answer in {said.Chat}"
        );
    }
}

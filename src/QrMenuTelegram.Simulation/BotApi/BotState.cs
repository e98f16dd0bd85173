using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>What the methods work on. Guarded by the world's lock.</summary>
internal sealed class BotState(World world)
{
    public World World { get; } = world;

    public SendMeter Meter { get; } = new(world.Time.Provider);

    public SendLimits Limits { get; set; } = SendLimits.Off;

    public CommandMenu Menu { get; } = new();

    /// <summary>Where updates are pushed; null for none: then they are polled.</summary>
    public string? Webhook { get; set; }

    /// <summary>Name, description and short description by language; what <c>setMyName</c> and the like set.</summary>
    public Dictionary<(string What, string Language), string> Profile { get; } = [];

    /// <summary>The bot's profile pictures, the current first.</summary>
    public List<ReadOnlyMemory<byte>> Pictures { get; } = [];
}

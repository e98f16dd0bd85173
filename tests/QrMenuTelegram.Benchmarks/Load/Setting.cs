using QrMenuTelegram.Simulation.BotApi;

namespace QrMenuTelegram.Benchmarks.Load;

/// <summary>What a figure is measured in.</summary>
internal sealed record Setting
{
    /// <summary>Groups with the bot, each subscribed to tables of its own at every server.</summary>
    public int Groups { get; init; } = 25;

    /// <summary>Restaurants, each with a QR Menu server.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>Tables of each group; group 0 has 1, 2, 3…</summary>
    public int TablesPerGroup { get; init; } = 20;

    /// <summary>
    /// What the simulated Telegram enforces; where it enforces nothing, the bridge's own limits are as high as they can be
    /// set.
    /// </summary>
    public SendLimits Limits { get; init; } = SendLimits.Exact;

    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Events of the past in the database.</summary>
    public int PastEvents { get; init; }
}

using QrMenuTelegram.Reach;

namespace QrMenuTelegram.Operations.Health;

/// <summary>How the whole bridge does, for <c>/status</c>. Instants are steady.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="StartedAt">Of this process.</param>
/// <param name="Servers">In the order of the configuration.</param>
/// <param name="Waiting">Notices that wait to be shown in chats that take messages.</param>
/// <param name="OldestWaitingAt">When the oldest of them was wished; null when there is none.</param>
/// <param name="PatienceUntil">Telegram asked the bot for patience until then; null for not.</param>
/// <param name="Refused">Chats that take no messages.</param>
public sealed record BridgeStatus(
    string Version,
    Instant StartedAt,
    IReadOnlyList<BridgeStatus.Server> Servers,
    long Waiting,
    Instant? OldestWaitingAt,
    Instant? PatienceUntil,
    IReadOnlyList<BridgeStatus.Chat> Refused
)
{
    /// <summary>The ways to Telegram, the preferred first; empty where there is but one.</summary>
    public IReadOnlyList<WayStatus> Ways { get; init; } = [];

    /// <summary>How many calls of the last day somebody took: the only proof that phones get them.</summary>
    public int Taken { get; init; }

    /// <summary>The median of how long they had waited then; null without any.</summary>
    public TimeSpan? TakenAfter { get; init; }

    /// <param name="Name">In the configuration.</param>
    /// <param name="LastPollAt">The last successful poll; null before the first ever.</param>
    /// <param name="LastEventAt">When the newest event was accepted; null before the first ever.</param>
    /// <param name="Events">Accepted by this process.</param>
    /// <param name="Lag">How long the last answer took.</param>
    /// <param name="FailingSince">The first failure of an outage that lasts; null when all is well.</param>
    /// <param name="Detail">What fails, in a line; null when all is well.</param>
    /// <param name="FloodingSince">Since when it brings more new events than a restaurant can produce; null when it does not.</param>
    /// <param name="HeldBack">Events of that flood that were not stored.</param>
    public sealed record Server(
        string Name,
        Instant? LastPollAt,
        Instant? LastEventAt,
        long Events,
        TimeSpan Lag,
        Instant? FailingSince,
        string? Detail,
        Instant? FloodingSince = null,
        long HeldBack = 0
    );

    /// <param name="Title">What it is called.</param>
    /// <param name="Reason">A <see cref="Telegram.RefusalReason"/>.</param>
    /// <param name="Since">When it began to refuse.</param>
    /// <param name="Waiting">Notices kept for it.</param>
    public sealed record Chat(string Title, string Reason, Instant Since, long Waiting);
}

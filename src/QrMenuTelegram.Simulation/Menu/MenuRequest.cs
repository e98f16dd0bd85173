namespace QrMenuTelegram.Simulation.Menu;

/// <summary>One request and what came of it.</summary>
/// <param name="At">When it came, by the simulator's clock.</param>
/// <param name="Hash">What it asked for; null where it named none.</param>
/// <param name="TokenIsRight">Whether the key was right.</param>
/// <param name="ConnectionId">Equal for requests of one kept connection.</param>
/// <param name="Status">Of the answer; 0 where none was given.</param>
/// <param name="Events">How many events the answer held.</param>
public sealed record MenuRequest(DateTimeOffset At, string? Hash, bool TokenIsRight, string ConnectionId, int Status, int Events);

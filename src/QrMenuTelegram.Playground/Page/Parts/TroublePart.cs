namespace QrMenuTelegram.Playground.Page.Parts;

/// <summary>What is broken.</summary>
/// <param name="Server">The restaurant's server; null where there is none.</param>
/// <param name="Telegram">Telegram; null where it is real.</param>
/// <param name="Limits">Whether Telegram enforces its limits.</param>
internal sealed record TroublePart(string? Server, string? Telegram, bool Limits)
{
    public static TroublePart Of(PlaySession session) =>
        new(
            session.Restaurant?.Trouble.State.ToString().ToLowerInvariant(),
            session.Phones?.Trouble.State.ToString().ToLowerInvariant(),
            session.Phones?.Trouble.EnforcesLimits ?? false
        );
}

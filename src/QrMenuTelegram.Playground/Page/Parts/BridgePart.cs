using QrMenuTelegram.Playground.Bridge;

namespace QrMenuTelegram.Playground.Page.Parts;

/// <summary>The bridge as seen from its operator's chair.</summary>
internal sealed record BridgePart(string State, string Since, string? StartCode, string? StartLink, IReadOnlyList<string> Lines)
{
    private const int MostLines = 60;

    public static BridgePart Of(BridgeProcess bridge, TimeZoneInfo zone) =>
        new(
            bridge.State.ToString().ToLowerInvariant(),
            PageTime.Short(bridge.Since, zone),
            bridge.StartCode,
            bridge.StartLink,
            [.. bridge.Lines.TakeLast(MostLines)]
        );
}

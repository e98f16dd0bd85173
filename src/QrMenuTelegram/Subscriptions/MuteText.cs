using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary>How people read a mute.</summary>
internal static class MuteText
{
    private const int LongestName = 60;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>One line of HTML: what, of which tables, until when.</summary>
    public static string Line(CommandContext context, Mute mute) => context.Html(TextKeys.Mute.Line, Values(context, mute));

    /// <summary>What texts about it may say.</summary>
    public static (string Name, object? Value)[] Values(CommandContext context, Mute mute) =>
        [
            ("what", mute.Codes.Count == 0 ? null : string.Join(", ", mute.Codes.Select(code => context.Plain(TextKey.EventName(code))))),
            ("hall", mute.Hall is { } hall ? SafeText.Line(hall.Name, LongestName) : null),
            ("tables", mute.Tables.Count == 0 ? null : SubscriptionText.Tables(mute.Tables)),
            ("count", mute.Tables.Count),
            ("server", mute.Hall?.Server ?? mute.Server),
            ("until", context.Clock.ToWall(mute.UntilAt)),
            ("today", mute.UntilAt - context.Clock.Now < Day),
        ];
}

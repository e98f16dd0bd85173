using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary>How people read a hall.</summary>
internal static class HallText
{
    /// <summary>One line of HTML: name, server, tables, how many subscriptions use it.</summary>
    public static string Line(CommandContext context, Hall hall, IReadOnlyList<Subscription> all) =>
        context.Html(
            TextKeys.Hall.Line,
            ("hall", hall.Name),
            ("server", hall.Server),
            ("tables", SubscriptionText.Tables(hall.Tables)),
            ("count", hall.Tables.Count),
            ("subscriptions", all.Count(subscription => subscription.Hall?.Id == hall.Id))
        );
}

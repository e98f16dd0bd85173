using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>How people read a subscription.</summary>
internal static class SubscriptionText
{
    private const int LongestTables = 200;
    private const int LongestName = 60;

    /// <summary>
    /// What a text needs to show a subscription: <c>number, what, tables, count, hall, server</c>; what is absent is null.
    /// </summary>
    public static (string Name, object? Value)[] Values(CommandContext context, Subscription subscription) =>
        [
            ("number", subscription.Id),
            .. Values(
                context,
                new NewSubscription(
                    subscription.To,
                    subscription.Server,
                    new CodeList(subscription.Role, subscription.Codes),
                    subscription.Hall,
                    subscription.Tables
                )
            ),
        ];

    public static (string Name, object? Value)[] Values(CommandContext context, NewSubscription subscription) =>
        [
            ("what", What(context, subscription.What)),
            ("tables", subscription.Tables.Count == 0 ? null : Tables(subscription.Tables)),
            ("count", subscription.Tables.Count),
            ("hall", subscription.Hall is { } hall ? SafeText.Line(hall.Name, LongestName) : null),
            ("server", subscription.Hall?.Server ?? subscription.Server),
        ];

    /// <summary>One line of HTML.</summary>
    public static string Line(CommandContext context, Subscription subscription) =>
        context.Html(TextKeys.Subscription.Line, Values(context, subscription));

    /// <summary>Plain text for a button.</summary>
    public static string Label(CommandContext context, Subscription subscription) =>
        SafeText.Line(context.Plain(TextKeys.Subscription.Label, Values(context, subscription)), LongestName);

    public static string What(CommandContext context, CodeList what) =>
        what.Role is { } role
            ? context.Plain(TextKey.RoleName(role.Name))
            : string.Join(", ", what.Codes.Select(code => context.Plain(TextKey.EventName(code))));

    /// <summary>A list of tables, cut where it is long.</summary>
    public static string Tables(IReadOnlyList<TableName> tables) => SafeText.Line(TableList.Format(tables), LongestTables);
}

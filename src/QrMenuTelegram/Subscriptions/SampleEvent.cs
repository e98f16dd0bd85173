using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Subscriptions;

/// <summary>Events like the vendor's samples, with dishes in the reader's language.</summary>
internal static class SampleEvent
{
    public static MenuEvent Make(CommandContext context, string code, string server, string table)
    {
        var soup = new MenuItem(
            context.Plain(TextKeys.Test.Soup),
            2,
            350,
            700,
            [new MenuItem(context.Plain(TextKeys.Test.Cream), 1, 0, 0, [])]
        );
        var tea = new MenuItem(context.Plain(TextKeys.Test.Tea), 1, 250, 250, []);
        IReadOnlyList<MenuItem>? added = code switch
        {
            EventCodes.SaveOrder => [soup, tea],
            EventCodes.AdditionalOrder => [tea],
            _ => null,
        };
        var order = code == EventCodes.WaiterCall ? null : new MenuOrder("{TEST}", 950, 950, null, null, [soup, tea], [], []);
        return new MenuEvent(server, "test", code, "", table, order, added, added is null ? null : 950, true, "{}");
    }
}

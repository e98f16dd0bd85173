using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary><c>/halls</c> lists the halls, their tables and how many subscriptions use them.</summary>
public sealed class HallsCommand : Command
{
    public override string Name => "halls";

    public override void Run(CommandContext context, string words)
    {
        var lines = Lines(context);
        if (lines.Count == 0)
        {
            context.Reply(TextKeys.Halls.None);
            return;
        }
        Pages.Reply(context, Name, context.Html(TextKeys.Halls.Title), lines);
    }

    public override void Press(PressContext context, string payload)
    {
        var lines = Lines(context);
        if (lines.Count == 0)
        {
            context.Edit(context.Html(TextKeys.Halls.None), []);
            return;
        }
        Pages.GoTo(context, Name, payload, context.Html(TextKeys.Halls.Title), lines);
    }

    private static IReadOnlyList<PageLine> Lines(CommandContext context)
    {
        var subscriptions = SubscriptionStore.All(context.Transaction);
        return [.. HallStore.All(context.Transaction).Select(hall => new PageLine("", HallText.Line(context, hall, subscriptions)))];
    }
}

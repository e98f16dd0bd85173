using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary><c>/subscriptions</c>: this chat's (in a topic the topic's); in private every chat's.</summary>
public sealed class SubscriptionsCommand(ServerNames servers) : Command
{
    public override string Name => "subscriptions";

    public override void Run(CommandContext context, string words)
    {
        var lines = Lines(context);
        if (lines.Count == 0)
        {
            context.Reply(TextKeys.Subscriptions.None, ("private", context.InPrivate), ("topic", context.Here.TopicId != 0));
            return;
        }
        Pages.Reply(context, Name, Title(context), lines);
    }

    public override void Press(PressContext context, string payload)
    {
        var lines = Lines(context);
        if (lines.Count == 0)
        {
            context.Edit(
                context.Html(TextKeys.Subscriptions.None, ("private", context.InPrivate), ("topic", context.Here.TopicId != 0)),
                []
            );
            return;
        }
        Pages.GoTo(context, Name, payload, Title(context), lines);
    }

    private static string Title(CommandContext context) =>
        context.InPrivate ? "" : context.Html(TextKeys.Subscriptions.Title, ("topic", context.Here.TopicId != 0));

    private IReadOnlyList<PageLine> Lines(CommandContext context)
    {
        var shown = SubscriptionStore
            .All(context.Transaction)
            .Where(subscription =>
                context.InPrivate
                || (subscription.To.ChatId == context.Here.ChatId && (context.Here.TopicId == 0 || subscription.To == context.Here))
            );
        var mutes = MuteStore.All(context.Transaction, context.Clock.Now);
        return
        [
            .. from place in shown.GroupBy(subscription => subscription.To)
            let heading = context.InPrivate || place.Key.TopicId != context.Here.TopicId ? PlaceText.Html(context, place.Key) : ""
            from line in place
                .Select(subscription => Line(context, subscription))
                .Concat(mutes.Where(mute => mute.To == place.Key).Select(mute => MuteText.Line(context, mute)))
            select new PageLine(heading, line),
        ];
    }

    private string Line(CommandContext context, Subscription subscription)
    {
        var server = subscription.Hall?.Server ?? subscription.Server;
        var line = SubscriptionText.Line(context, subscription);
        return server is null || servers.Find(server) is not null ? line : line + " " + context.Html(TextKeys.Server.Gone);
    }
}

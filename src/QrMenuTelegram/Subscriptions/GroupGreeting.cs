using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary>What a group is told when the bot comes: a manager is asked at once what it is for, by buttons.</summary>
public sealed class GroupGreeting(SubscriptionSetup subscribing, ServerNames servers)
{
    // Telegram tells of one coming twice: that the bot is a member, and the Start of the link by which it was added.
    private static readonly TimeSpan OneComing = TimeSpan.FromMinutes(2);

    /// <param name="context">Whoever put the bot there, or said Start there.</param>
    /// <param name="asked">Whether somebody asks for it.</param>
    public void Greet(CommandContext context, bool asked = false)
    {
        var subscriptions = SubscriptionStore
            .All(context.Transaction)
            .Where(subscription => subscription.To.ChatId == context.Chat.Id)
            .ToList();
        if (subscriptions.Count > 0)
        {
            var lines = subscriptions.Select(subscription => SubscriptionText.Line(context, subscription));
            context.Say(context.Html(TextKeys.Group.BackAgain) + "\n" + string.Join('\n', lines));
        }
        else if (!context.IsManager)
        {
            context.Reply(TextKeys.Group.Hello);
        }
        else if (asked || !DialogStore.IsAsked(context, SubscribeCommand.TheName, context.Clock.Now - OneComing))
        {
            new SubscribeDialog(context, Restaurant.Now(context, servers), subscribing).Open(isQuick: true);
        }
    }
}

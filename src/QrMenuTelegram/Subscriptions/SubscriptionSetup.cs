using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <param name="Html">For the person who asked.</param>
/// <param name="Number">The subscription that now holds.</param>
internal sealed record SubscriptionAnswer(string Html, long Number);

/// <summary>Subscribes a chat, typed or by buttons alike, and says what is true afterwards.</summary>
public sealed class SubscriptionSetup(SubscriptionStore subscriptions, ChatStates states, CallLifecycle calls, Routes routes)
{
    /// <param name="context">Who asks, and where.</param>
    /// <param name="restaurant">What there is.</param>
    /// <param name="wanted">What the chat shall get.</param>
    /// <param name="replaces">A subscription that ends with it; null for none.</param>
    internal SubscriptionAnswer Do(CommandContext context, Restaurant restaurant, NewSubscription wanted, long? replaces = null)
    {
        if (replaces is { } old)
        {
            subscriptions.Remove(context.Transaction, old);
        }
        var here = SubscriptionStore.All(context.Transaction).Where(subscription => subscription.To == wanted.To).ToList();
        if (here.FirstOrDefault(subscription => Coverage.Covers(subscription, wanted)) is { } wide)
        {
            var isSame = Coverage.Covers(wanted, wide);
            var key = isSame ? TextKeys.Subscribe.Already : TextKeys.Subscribe.Covered;
            return new SubscriptionAnswer(context.Html(key, SubscriptionText.Values(context, wide)), wide.Id);
        }
        // None that covers it is there, so this one is new.
        var number = subscriptions.Add(context.Transaction, wanted, context.From.Id)!.Value;
        if (wanted.What.Role == Role.Manager)
        {
            states.TellWhatNobodyHeard(context.Transaction);
        }
        var needless = here.Where(subscription => Coverage.Covers(wanted, subscription)).Select(subscription => subscription.Id).ToList();
        var done = context.Html(
            TextKeys.Subscribe.Done,
            [
                ("number", number),
                ("topic", context.Here.TopicId != 0),
                ("needless", needless.Count == 0 ? null : string.Join(' ', needless)),
                .. SubscriptionText.Values(context, wanted),
            ]
        );
        var unseen = TableMessages.Unseen(context, restaurant, wanted.Server, wanted.Tables);
        var html = string.Join(
            '\n',
            new[] { done, unseen, Namesakes(context, restaurant, wanted), ShowWaiting(context, wanted) }.OfType<string>()
        );
        return new SubscriptionAnswer(html, number);
    }

    // Who waits already is shown here too.
    private string? ShowWaiting(CommandContext context, NewSubscription wanted)
    {
        if (wanted.What.Role == Role.Manager)
        {
            return null;
        }
        var waiting = CallStore
            .Open(context.Transaction)
            .Where(call =>
                !call.IsClaimed
                && Router.Route(routes.Current(context.Transaction), call.Server, call.Code, call.Table).Any(match => match.To == wanted.To)
            )
            .ToList();
        foreach (var (server, tableId, table) in waiting.Select(call => (call.Server, call.TableId, call.Table)).Distinct())
        {
            calls.Rerouted(context.Transaction, server, tableId, table);
        }
        return waiting.Count == 0 ? null : context.Html(TextKeys.Subscribe.Waiting, ("count", waiting.Count));
    }

    // A list of names can't tell two tables of one name apart.
    private static string? Namesakes(CommandContext context, Restaurant restaurant, NewSubscription wanted)
    {
        var ids = restaurant
            .SeenOn(wanted.Server)
            .GroupBy(seen => (seen.Server, new TableName(seen.Name)))
            .Where(tables => tables.Skip(1).Any() && wanted.Tables.Contains(tables.Key.Item2))
            .SelectMany(tables => tables.Select(seen => seen.Id))
            .ToList();
        return ids.Count == 0 ? null : context.Html(TextKeys.Why.Namesakes, ("ids", string.Join(", ", ids)));
    }
}

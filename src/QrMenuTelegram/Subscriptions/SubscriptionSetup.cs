using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary>Subscribes a chat, typed or by buttons alike, and says what is true afterwards.</summary>
public sealed class SubscriptionSetup(SubscriptionStore subscriptions, ChatStates states)
{
    /// <returns>HTML for the person who asked.</returns>
    internal string Do(CommandContext context, Restaurant restaurant, NewSubscription wanted)
    {
        var here = SubscriptionStore.All(context.Transaction).Where(subscription => subscription.To == wanted.To).ToList();
        if (here.FirstOrDefault(subscription => Coverage.Covers(subscription, wanted)) is { } wide)
        {
            var isSame = Coverage.Covers(wanted, wide);
            return context.Html(isSame ? TextKeys.Subscribe.Already : TextKeys.Subscribe.Covered, SubscriptionText.Values(context, wide));
        }
        var number = subscriptions.Add(context.Transaction, wanted, context.From.Id);
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
        return string.Join('\n', new[] { done, unseen, Namesakes(context, restaurant, wanted) }.OfType<string>());
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

using QrMenuTelegram.Commands;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary><c>/subscribe [ROLE or CODES] [TABLES or HALL]</c>; without words it asks with buttons.</summary>
public sealed class SubscribeCommand(SubscriptionSetup subscribing, TableGiving giving, ServerNames servers) : Command
{
    internal const string TheName = "subscribe";

    public override string Name => TheName;

    public override bool AsksWithButtons => true;

    public override void Run(CommandContext context, string words)
    {
        var restaurant = Restaurant.Now(context, servers);
        if (words.Length == 0)
        {
            new SubscribeDialog(context, restaurant, subscribing).Open();
        }
        else if (new SubscribeParser(restaurant, context.Here).Read(words).IsWrong(out var complaint, out var typed))
        {
            complaint.Reply(context);
        }
        else if (!Doubt.Asks(this, context, restaurant, words, typed.Doubts, typed.Wanted.Tables))
        {
            context.Say(subscribing.Do(context, restaurant, typed.Wanted).Html);
        }
    }

    internal override void Hear(CommandContext context, Dialog dialog, string text) =>
        new SubscribeDialog(context, Restaurant.Now(context, servers), subscribing).Hear(dialog, text);

    public override void Press(PressContext context, string payload)
    {
        if (payload.StartsWith(TableGiving.Prefix, StringComparison.Ordinal))
        {
            giving.Press(context, payload[TableGiving.Prefix.Length..]);
        }
        else if (!Doubt.Answers(this, context, payload))
        {
            new SubscribeDialog(context, Restaurant.Now(context, servers), subscribing).Press(context, payload);
        }
    }
}

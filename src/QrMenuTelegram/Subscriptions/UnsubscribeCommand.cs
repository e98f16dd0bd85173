using System.Globalization;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary>
/// <c>/unsubscribe [NUMBERS or all]</c>; without words it asks with buttons. Numbers may be those of this chat; in
/// private also those of any other, since nobody can type in a chat that is gone.
/// </summary>
public sealed class UnsubscribeCommand(SubscriptionStore subscriptions) : Command
{
    internal const string TheName = "unsubscribe";

    public override string Name => TheName;

    public override void Run(CommandContext context, string words)
    {
        var all = SubscriptionStore.All(context.Transaction);
        var here = all.Where(subscription => subscription.To == context.Here).ToList();
        if (words.Length == 0)
        {
            new UnsubscribeDialog(context, subscriptions).Open(here);
        }
        else if (PlaceParser.MeansAll(words))
        {
            End(context, here);
        }
        else
        {
            EndNumbers(context, words, all);
        }
    }

    public override void Press(PressContext context, string payload) =>
        new UnsubscribeDialog(context, subscriptions).Press(context, payload);

    private void EndNumbers(CommandContext context, string words, IReadOnlyList<Subscription> all)
    {
        var mine = all.Where(subscription => context.InPrivate || subscription.To.ChatId == context.Here.ChatId).ToDictionary(s => s.Id);
        var numbers = new List<long>();
        IEnumerable<string> typed = TableList.Read(PlainText.Visible(words)).IsWrong(out _, out var list)
            ? [words]
            : list.Tables.Select(one => one.Text);
        foreach (var word in typed)
        {
            if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !mine.ContainsKey(number))
            {
                context.Reply(
                    TextKeys.Unsubscribe.Unknown,
                    ("word", word),
                    ("numbers", mine.Count == 0 ? null : string.Join(' ', mine.Keys.Order().Take(50)))
                );
                return;
            }
            numbers.Add(number);
        }
        End(context, [.. numbers.Distinct().Select(number => mine[number])]);
    }

    private void End(CommandContext context, IReadOnlyList<Subscription> ended)
    {
        foreach (var subscription in ended)
        {
            subscriptions.Remove(context.Transaction, subscription.Id);
        }
        context.Say(UnsubscribeDialog.Ended(context, ended));
    }
}

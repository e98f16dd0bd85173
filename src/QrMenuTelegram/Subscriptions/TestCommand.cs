using QrMenuTelegram.Announcements;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary><c>/test [CODE]</c>: a sample of an event, rendered and delivered as real ones are, to this chat and marked.</summary>
public sealed class TestCommand(EventAnnouncer announcer, Routes routes, ServerNames servers) : Command
{
    internal const string TheName = "test";

    public override string Name => TheName;

    /// <summary>The button that shows a sample.</summary>
    public override void Press(PressContext context, string payload) => Run(context, "");

    public override void Run(CommandContext context, string words)
    {
        var vocabulary = new Vocabulary(context.Texts);
        var code = words.Length == 0 ? EventCodes.WaiterCall : vocabulary.Find(words)?.Codes[0];
        if (code is null)
        {
            context.Reply(TextKeys.Code.Unknown, ("name", words), ("nearest", vocabulary.Near(words)), ("codes", EventCodes.All));
            return;
        }
        var seen = TableStore.All(context.Transaction).MaxBy(table => table.LastEventAt);
        var sample = SampleEvent.Make(context, code, seen?.Server ?? servers.All[0], seen?.Name ?? "6");
        announcer.Rehearse(context.Transaction, context.Here, sample, new TableName(seen?.Name ?? "6"));
        if (
            !routes
                .Current(context.Transaction)
                .Subscriptions.Any(subscription => subscription.To == context.Here && subscription.Codes.Contains(code))
        )
        {
            context.Reply(TextKeys.Test.NotSubscribed, ("topic", context.Here.TopicId != 0));
        }
    }
}

using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary><c>/unmute</c>: everything comes to this chat (and topic) again.</summary>
public sealed class UnmuteCommand : Command
{
    public override string Name => "unmute";

    public override bool IsOpenTo(CommandContext context) => context.InPrivate && context.IsStaff;

    public override void Run(CommandContext context, string words) =>
        context.Reply(
            TextKeys.Mute.Ended,
            ("count", MuteStore.End(context.Transaction, context.Here, context.Clock.Now)),
            ("topic", context.Here.TopicId != 0)
        );
}

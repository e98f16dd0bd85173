using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Commands;

/// <summary><c>/help</c>: what this person may do here, the most useful first, with examples.</summary>
public sealed class HelpCommand : Command
{
    public override string Name => "help";

    public override Access Access => Access.Anyone;

    public override bool ForStrangers => true;

    public override void Run(CommandContext context, string words) =>
        context.Reply(
            context.IsStaff && !context.IsManager
                ? TextKeys.Help.Staff
                : (context.IsManager, context.InPrivate) switch
                {
                    (true, true) => TextKeys.Help.Manager,
                    (true, false) => TextKeys.Help.ManagerInGroup,
                    (false, true) => TextKeys.Help.Other,
                    (false, false) => TextKeys.Help.OtherInGroup,
                }
        );
}

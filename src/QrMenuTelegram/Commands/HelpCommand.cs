namespace QrMenuTelegram.Commands;

/// <summary><c>/help</c>: what this person may do here, the most useful first, with examples.</summary>
public sealed class HelpCommand : Command
{
    public override string Name => "help";

    public override Access Access => Access.Anyone;

    public override bool ForStrangers => true;

    public override void Run(CommandContext context, string words) =>
        context.Reply(context.IsStaff && !context.IsManager ? "help.staff" : (context.IsManager, context.InPrivate) switch
        {
            (true, true) => "help.manager",
            (true, false) => "help.manager_in_group",
            (false, true) => "help.other",
            (false, false) => "help.other_in_group",
        });
}

using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Staff;

/// <summary>
/// <c>/invite waiter</c>, <c>/invite manager</c>: a link that makes one of the staff, or one more manager; once, within a day.
/// Without words it asks whom: a tap on the command in a text must never make a manager's link.
/// </summary>
public sealed class InviteCommand(InvitationCodes codes, BotAccount account) : Command
{
    private static readonly string[] WordsForStaff = ["waiter", "staff", "официант", "персонал", "сотрудник"];
    private static readonly string[] WordsForManager = ["manager", "менеджер"];

    public override string Name => "invite";

    public override bool InGroups => false;

    /// <summary>What the notice with the link is about, so that it can be changed when the link is used.</summary>
    internal static string Subject(string invitationId) => "invitation:" + invitationId;

    public override void Run(CommandContext context, string words)
    {
        // Everybody in a group would see the link.
        if (!context.InPrivate)
        {
            context.Reply(TextKeys.Invite.InPrivate, ("bot", account.Identity?.Username));
            return;
        }
        if (words.Length == 0)
        {
            Ask(context);
            return;
        }
        var staff = WordsForStaff.Contains(words, StringComparer.OrdinalIgnoreCase);
        if (!staff && !WordsForManager.Contains(words, StringComparer.OrdinalIgnoreCase))
        {
            context.Reply(TextKeys.Invite.Form);
            return;
        }
        Link(context, staff);
    }

    public override void Press(PressContext context, string payload)
    {
        if (!context.InPrivate || payload is not (InvitationRoles.Waiter or InvitationRoles.Manager))
        {
            context.Toast(TextKeys.Press.Old);
            return;
        }
        var staff = payload == InvitationRoles.Waiter;
        context.Edit(context.Html(TextKeys.Invite.Chosen, ("staff", staff)), []);
        Link(context, staff);
    }

    private void Ask(CommandContext context) =>
        context.ReplyWithButtons(
            context.Html(TextKeys.Invite.Ask),
            [
                [
                    new Button(context.Plain(TextKeys.Invite.WaiterButton), $"{Name}:{InvitationRoles.Waiter}"),
                    new Button(context.Plain(TextKeys.Invite.ManagerButton), $"{Name}:{InvitationRoles.Manager}"),
                ],
            ]
        );

    private void Link(CommandContext context, bool staff)
    {
        var invitation = codes.Invite(context.Transaction, staff ? InvitationRoles.Waiter : InvitationRoles.Manager, context.From.Id);
        var html = context.Html(
            TextKeys.Invite.Link,
            ("link", account.StartLink(invitation.Code)),
            ("hours", (int)InvitationCodes.InvitationLife.TotalHours),
            ("staff", staff)
        );
        context.Outbox.Add(
            context.Transaction,
            new NewNotice(context.Here, Urgency.Reply, html) { Alone = true, Subject = Subject(invitation.Id) }
        );
    }
}

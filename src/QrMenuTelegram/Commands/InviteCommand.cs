using QrMenuTelegram.Delivery;
using QrMenuTelegram.People;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary><c>/invite [waiter]</c>: a link that makes one more manager, or one of the staff; once, within a day.</summary>
public sealed class InviteCommand(InvitationCodes codes, BotAccount account) : Command
{
    private static readonly string[] WordsForStaff = ["waiter", "staff", "официант", "персонал", "сотрудник"];
    private static readonly string[] WordsForManager = ["", "manager", "менеджер"];

    public override string Name => "invite";

    public override bool InGroups => false;

    /// <summary>What the notice with the link is about, so that it can be changed when the link is used.</summary>
    internal static string Subject(string invitationId) => "invitation:" + invitationId;

    public override void Run(CommandContext context, string words)
    {
        // Everybody in a group would see the link.
        if (!context.InPrivate)
        {
            context.Reply("invite.in_private", ("bot", account.Identity?.Username));
            return;
        }
        var staff = WordsForStaff.Contains(words, StringComparer.OrdinalIgnoreCase);
        if (!staff && !WordsForManager.Contains(words, StringComparer.OrdinalIgnoreCase))
        {
            context.Reply("invite.form");
            return;
        }
        var invitation = codes.Invite(context.Transaction, staff ? InvitationRoles.Waiter : InvitationRoles.Manager, context.From.Id);
        var html = context.Html("invite.link", ("link", account.StartLink(invitation.Code)), ("hours", (int)InvitationCodes.InvitationLife.TotalHours), ("staff", staff));
        context.Outbox.Add(
            context.Transaction,
            new NewNotice(context.Here, Urgency.Reply, html) { Alone = true, Subject = Subject(invitation.Id) });
    }
}

using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Subscriptions;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Updates;

/// <summary><c>/start [CODE]</c>: who I am and what comes next; redeems a one-time code that makes a manager or one of the staff.</summary>
public sealed class StartCommand(InvitationCodes codes, ChatStates states, BotAccount account, GroupGreeting greeting) : Command
{
    public override string Name => "start";

    public override Access Access => Access.Anyone;

    public override bool ForStrangers => true;

    public override bool InGroups => false;

    public override void Run(CommandContext context, string words)
    {
        if (!context.InPrivate)
        {
            InGroup(context, words);
            return;
        }
        if (words.Length > 0)
        {
            Redeem(context, words);
        }
        else
        {
            Introduce(context);
        }
        // Invited, or named in the settings: only now there is a chat to tell him in.
        if (PeopleStore.IsManager(context.Transaction, context.From.Id))
        {
            states.TellWhatNobodyHeard(context.Transaction);
        }
    }

    private void InGroup(CommandContext context, string words)
    {
        if (words.Length > 0 && words != BotAccount.GroupPayload)
        {
            context.Reply(TextKeys.Start.CodeInGroup);
        }
        else if (context.IsManager)
        {
            greeting.Greet(context, asked: words.Length == 0);
        }
        else
        {
            context.Reply(TextKeys.Start.Group);
        }
    }

    private void Introduce(CommandContext context)
    {
        if (context.IsStaff && !context.IsManager)
        {
            Welcome(context, InvitationRoles.Waiter, isNew: false);
            return;
        }
        if (context.IsManager)
        {
            WelcomeManager(context, TextKeys.Start.Manager);
            return;
        }
        context.Reply(TextKeys.Start.Other, ("id", context.From.Id), ("first", PeopleStore.Managers(context.Transaction).Count == 0));
    }

    private void Welcome(CommandContext context, string role, bool isNew)
    {
        if (role == InvitationRoles.Manager)
        {
            WelcomeManager(context, TextKeys.Start.Accepted);
            return;
        }
        var name = PeopleStore.NameOf(context.Transaction, context.From.Id);
        context.Reply(TextKeys.Start.Staff, ("name", name), ("new", isNew));
    }

    private void WelcomeManager(CommandContext context, TextKey key)
    {
        var html = context.Html(key, ("name", PeopleStore.NameOf(context.Transaction, context.From.Id)));
        context.ReplyWithButtons(
            html,
            account.GroupLink is { } link
                ?
                [
                    [Button.Link(context.Plain(TextKeys.Start.AddToGroup), link)],
                ]
                : []
        );
    }

    private void Redeem(CommandContext context, string code)
    {
        switch (codes.Redeem(context.Transaction, context.From.Id, code))
        {
            case Redemption.Accepted accepted:
                Welcome(context, accepted.Role, isNew: true);
                TellInviter(context, accepted);
                break;
            case Redemption.AlreadyManager already:
                context.Reply(TextKeys.Start.AlreadyManager, ("good", already.IsGood));
                break;
            case Redemption.AlreadyStaff:
                context.Reply(TextKeys.Start.AlreadyStaff);
                break;
            case Redemption.TooOften:
                context.Reply(TextKeys.Start.TooOften);
                break;
            default:
                context.Reply(TextKeys.Start.NotValid);
                break;
        }
    }

    /// <summary>Takes the used link out of the inviter's chat, and says who used it: that may be the wrong person.</summary>
    private static void TellInviter(CommandContext context, Redemption.Accepted accepted)
    {
        foreach (var notice in Outbox.BySubject(context.Transaction, InviteCommand.Subject(accepted.InvitationId)))
        {
            var language = LanguageOf(context, notice.ChatId);
            context.Outbox.Change(context.Transaction, notice.Id, context.Texts.Html(language, TextKeys.Invite.Used), []);
        }
        if (accepted.InvitedBy is { } inviter && ChatStore.Find(context.Transaction, inviter) is not null)
        {
            var html = context.Texts.Html(
                LanguageOf(context, inviter),
                TextKeys.Invite.Accepted,
                ("name", context.From.Name),
                ("username", context.From.Username),
                ("staff", accepted.Role != InvitationRoles.Manager)
            );
            context.Outbox.Add(context.Transaction, new NewNotice(new Destination(inviter), Urgency.Reply, html));
        }
    }

    private static string LanguageOf(CommandContext context, long chat) =>
        context.Texts.Language(ChatStore.Find(context.Transaction, chat)?.Language);
}

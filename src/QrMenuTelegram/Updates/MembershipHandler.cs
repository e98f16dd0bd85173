using QrMenuTelegram.Appearance;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Subscriptions;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Updates;

/// <summary>The bot was added to a chat or thrown out, blocked or let speak again.</summary>
public sealed class MembershipHandler(
    ReplyBudget budget,
    ChatStates states,
    Outbox outbox,
    Texts texts,
    CommandContexts contexts,
    GroupGreeting greeting,
    Clock clock
)
{
    public void Handle(Transaction transaction, IncomingUpdate.BotStatusChanged change)
    {
        var before = ChatStore.Find(transaction, change.Chat.Id);
        var standing = Standings.Find(transaction, change.By, change.Chat);
        if (before is null && standing < Standing.Staff)
        {
            Meet(transaction, change, standing);
            return;
        }
        if (change.Chat.Kind == ChatKind.Channel)
        {
            NoChannel(transaction, change);
            return;
        }
        ChatStore.Remember(transaction, change.Chat);
        if (change is { Before: BotStanding.Outside, Now: not BotStanding.Outside })
        {
            MenuStore.Doubt(transaction, change.Chat.Id);
        }
        if (standing >= Standing.Staff)
        {
            PresenceStore.Seen(transaction, change.By.Id, change.Chat.Id, clock.Now);
        }
        switch (change.Now)
        {
            case BotStanding.MayWrite:
                states.SignOfLife(transaction, change.Chat.Id);
                if (Came(change))
                {
                    greeting.Greet(contexts.For(transaction, change));
                }
                break;
            case BotStanding.Silenced:
                Lost(transaction, change.Chat, RefusalReason.NoRightToWrite);
                break;
            default:
                Lost(transaction, change.Chat, change.Chat.Kind == ChatKind.Private ? RefusalReason.BlockedByUser : RefusalReason.Kicked);
                break;
        }
    }

    // A promotion is such an update too: greet only where we just came in.
    private static bool Came(IncomingUpdate.BotStatusChanged change) =>
        change is { Before: BotStanding.Outside, Now: BotStanding.MayWrite, Chat.Kind: ChatKind.Group or ChatKind.Supergroup };

    /// <summary>A stranger put the bot somewhere: it says what it is, and keeps nothing.</summary>
    private void Meet(Transaction transaction, IncomingUpdate.BotStatusChanged change, Standing standing)
    {
        if (Came(change) && budget.Take(standing, change.By.Id, change.Chat))
        {
            outbox.Courtesies.Add(transaction, new Destination(change.Chat.Id), texts.Html(texts.Language(null), TextKeys.Group.Hello));
        }
    }

    /// <summary>The managers hear of it before the first message is refused; a chat that gets no messages is not worth telling.</summary>
    private void Lost(Transaction transaction, ChatInfo chat, RefusalReason reason)
    {
        if (
            PeopleStore.IsManager(transaction, chat.Id)
            || SubscriptionStore.All(transaction).Any(subscription => subscription.To.ChatId == chat.Id)
        )
        {
            states.Refused(transaction, chat.Id, reason);
        }
    }

    // Nobody sees there who pressed what.
    private void NoChannel(Transaction transaction, IncomingUpdate.BotStatusChanged change)
    {
        if (change is { Before: BotStanding.Outside, Now: BotStanding.MayWrite } && ChatStore.Find(transaction, change.By.Id) is { } chat)
        {
            var html = texts.Html(texts.Language(chat.Language), TextKeys.Group.NoChannel, ("chat", change.Chat.Title));
            outbox.Add(transaction, new NewNotice(new Destination(chat.Id), Urgency.Reply, html));
        }
    }
}

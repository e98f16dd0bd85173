using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Updates;

/// <summary>Does what one update asks for, inside the transaction that also moves Telegram's offset past it.</summary>
public sealed class UpdateHandler(
    MessageDispatch messages,
    PressDispatch presses,
    MembershipHandler memberships,
    ReplyBudget budget,
    ChatStates states,
    Outbox outbox,
    Texts texts
)
{
    /// <summary>Returns what the person who pressed a button is told after the commit; null where nobody waits.</summary>
    public PressAnswer? Handle(Transaction transaction, IncomingUpdate update)
    {
        switch (update)
        {
            case IncomingUpdate.TextMessage message:
                messages.Handle(transaction, message);
                return null;
            case IncomingUpdate.ButtonPress press:
                return presses.Handle(transaction, press);
            case IncomingUpdate.ChatMigrated migrated:
                states.Migrate(transaction, migrated.OldChatId, migrated.NewChatId);
                return null;
            case IncomingUpdate.BotStatusChanged change:
                memberships.Handle(transaction, change);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Handling the update failed and left nothing behind: the person is told so, where a command was meant.</summary>
    public PressAnswer? Apologise(Transaction transaction, IncomingUpdate update)
    {
        switch (update)
        {
            case IncomingUpdate.TextMessage { Chat.Kind: not ChatKind.Channel } message
                when CommandLine.Read(message.Text) is not null
                    && Standings.Find(transaction, message.From, message.Chat, message.Anonymous) is var standing and not Standing.Stranger
                    && budget.Take(standing, message.From.Id, message.Chat):
                ChatStore.Remember(transaction, message.Chat);
                var language = texts.Language(ChatStore.Find(transaction, message.Chat.Id)?.Language);
                var here = new Destination(message.Chat.Id, message.TopicId);
                outbox.Add(transaction, new NewNotice(here, Urgency.Reply, texts.Html(language, TextKeys.Trouble.Command)));
                return null;
            case IncomingUpdate.ButtonPress press:
                return presses.Apologise(press);
            default:
                return null;
        }
    }
}

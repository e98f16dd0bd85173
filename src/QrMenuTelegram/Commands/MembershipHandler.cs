using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary>The bot was added to a chat or thrown out, blocked or let speak again.</summary>
public sealed class MembershipHandler(Outbox outbox, Texts texts)
{
    public void Handle(Transaction transaction, IncomingUpdate.BotStatusChanged change)
    {
        var before = ChatStore.Find(transaction, change.Chat.Id);
        ChatStore.Remember(transaction, change.Chat);
        if (!change.MayWrite)
        {
            return;
        }
        ChatStore.SignOfLife(transaction, outbox, change.Chat.Id);

        // A promotion or a new right comes as the same update: greet only where we just came in.
        if (change.Chat.Kind is ChatKind.Group or ChatKind.Supergroup && before is null or { RefusedAt: not null })
        {
            var language = texts.Language(before?.Language);
            var key = PeopleStore.IsManager(transaction, change.By.Id) ? "group.hello_manager" : "group.hello";
            outbox.Add(transaction, new NewNotice(new Destination(change.Chat.Id), Urgency.Reply, texts.Html(language, key)));
        }
    }
}

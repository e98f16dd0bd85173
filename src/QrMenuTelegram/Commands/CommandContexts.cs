using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary>Remembers who speaks and where, and makes of it what commands work with.</summary>
public sealed class CommandContexts(Outbox outbox, Texts texts, Clock clock)
{
    public CommandContext Of(Transaction transaction, IncomingUpdate.TextMessage message)
    {
        var language = Remember(transaction, message.Chat, message.Anonymous ? null : message.From);
        return new CommandContext
        {
            Transaction = transaction,
            From = message.From,
            Chat = message.Chat,
            Here = new Destination(message.Chat.Id, message.TopicId),
            Language = language,
            IsManager = !message.Anonymous && PeopleStore.IsManager(transaction, message.From.Id),
            IsStaff = !message.Anonymous && PeopleStore.IsStaff(transaction, message.From.Id),
            IsAnonymous = message.Anonymous,
            RepliedTo = message.RepliedTo,
            Outbox = outbox,
            Texts = texts,
            Clock = clock,
        };
    }

    /// <summary>Null when Telegram no longer tells where the button was.</summary>
    public PressContext? Of(Transaction transaction, IncomingUpdate.ButtonPress press)
    {
        if (press.Chat is not { } chat)
        {
            return null;
        }
        var language = Remember(transaction, chat, press.From);
        outbox.Pressed(transaction, chat.Id, press.TelegramId, press.Data);
        return new PressContext
        {
            Transaction = transaction,
            From = press.From,
            Chat = chat,
            Here = new Destination(chat.Id, press.TopicId),
            Language = language,
            IsManager = PeopleStore.IsManager(transaction, press.From.Id),
            IsStaff = PeopleStore.IsStaff(transaction, press.From.Id),
            NoticeId = NoticeOf(transaction, chat.Id, press),
            Outbox = outbox,
            Texts = texts,
            Clock = clock,
        };
    }

    // A button may be pressed before we hear that its message is there.
    private static long? NoticeOf(Transaction transaction, long chatId, IncomingUpdate.ButtonPress press) =>
        Outbox.NoticesOf(transaction, chatId, press.TelegramId) switch
        {
            [] => Outbox.UnderWayWith(transaction, chatId, press.Data),
            [var only] => only,
            _ => null,
        };

    private string Remember(Transaction transaction, ChatInfo chat, Sender? from)
    {
        ChatStore.Remember(transaction, chat);
        if (from is not null)
        {
            PeopleStore.Remember(transaction, from, clock.Now);
        }
        return texts.Language(ChatStore.Find(transaction, chat.Id)?.Language);
    }
}

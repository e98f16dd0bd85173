using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary>Makes of who speaks and where what commands work with. Nothing is stored until <see cref="Remember"/>.</summary>
public sealed class CommandContexts(Outbox outbox, Texts texts, Clock clock)
{
    public CommandContext For(Transaction transaction, IncomingUpdate.TextMessage message)
    {
        var standing = Standings.Find(transaction, message.From, message.Chat, message.Anonymous);
        return new CommandContext
        {
            Transaction = transaction,
            From = message.From,
            Chat = message.Chat,
            Here = new Destination(message.Chat.Id, message.TopicId),
            Language = LanguageOf(transaction, message.Chat),
            IsManager = standing == Standing.Manager,
            IsStaff = !message.Anonymous && PeopleStore.IsStaff(transaction, message.From.Id),
            IsAnonymous = message.Anonymous,
            Standing = standing,
            RepliedTo = message.RepliedTo,
            RepliedNotices = message.RepliedMessage is { } replied ? Outbox.NoticesOf(transaction, message.Chat.Id, replied) : [],
            Outbox = outbox,
            Texts = texts,
            Clock = clock,
        };
    }

    /// <summary>Whoever put the bot into a chat, there.</summary>
    public CommandContext For(Transaction transaction, IncomingUpdate.BotStatusChanged change)
    {
        var standing = Standings.Find(transaction, change.By, change.Chat);
        return new CommandContext
        {
            Transaction = transaction,
            From = change.By,
            Chat = change.Chat,
            Here = new Destination(change.Chat.Id),
            Language = LanguageOf(transaction, change.Chat),
            IsManager = standing == Standing.Manager,
            IsStaff = PeopleStore.IsStaff(transaction, change.By.Id),
            Standing = standing,
            Outbox = outbox,
            Texts = texts,
            Clock = clock,
        };
    }

    /// <summary>Null when Telegram no longer tells where the button was.</summary>
    public PressContext? For(Transaction transaction, IncomingUpdate.ButtonPress press)
    {
        if (press.Chat is not { } chat)
        {
            return null;
        }
        var standing = Standings.Find(transaction, press.From, chat);
        outbox.Pressed(transaction, chat.Id, press.TelegramId, press.Data);
        return new PressContext
        {
            Transaction = transaction,
            From = press.From,
            Chat = chat,
            Here = new Destination(chat.Id, press.TopicId),
            Language = LanguageOf(transaction, chat),
            IsManager = standing == Standing.Manager,
            IsStaff = PeopleStore.IsStaff(transaction, press.From.Id),
            Standing = standing,
            NoticeId = NoticeOf(transaction, chat.Id, press),
            Outbox = outbox,
            Texts = texts,
            Clock = clock,
        };
    }

    /// <summary>As if somebody spoke there: what his menu goes by.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="person">Who; 0 for anybody.</param>
    /// <param name="chat">Where.</param>
    /// <param name="language">One that there is.</param>
    /// <param name="standing">What he is there.</param>
    public CommandContext For(Transaction transaction, long person, ChatInfo chat, string language, Standing standing) =>
        new()
        {
            Transaction = transaction,
            From = new Sender(person, "", null, null),
            Chat = chat,
            Here = new Destination(chat.Id),
            Language = language,
            IsManager = standing == Standing.Manager,
            IsStaff = standing == Standing.Staff,
            Standing = standing,
            Outbox = outbox,
            Texts = texts,
            Clock = clock,
        };

    /// <summary>From now on the chat and, unless he writes anonymously, the person are known. Never for strangers.</summary>
    public void Remember(CommandContext context)
    {
        ChatStore.Remember(context.Transaction, context.Chat);
        if (context.IsAnonymous || context.From.IsBot)
        {
            return;
        }
        PeopleStore.Remember(context.Transaction, context.From, clock.Now);
        if (context.IsManager || context.IsStaff)
        {
            PresenceStore.Seen(context.Transaction, context.From.Id, context.Chat.Id, clock.Now);
        }
    }

    // A button may be pressed before we hear that its message is there.
    private static long? NoticeOf(Transaction transaction, long chatId, IncomingUpdate.ButtonPress press) =>
        Outbox.NoticesOf(transaction, chatId, press.TelegramId) switch
        {
            [] => Outbox.UnderWayWith(transaction, chatId, press.Data),
            [var only] => only,
            _ => null,
        };

    private string LanguageOf(Transaction transaction, ChatInfo chat) => texts.Language(ChatStore.Find(transaction, chat.Id)?.Language);
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace QrMenuTelegram.Telegram;

/// <summary>Telegram's updates in our own words. What lacks what the Bot API promises is nothing to us: an exception would hold up all that come after.</summary>
internal static class UpdateTranslator
{
    /// <summary>The user in whose name anonymous administrators of groups write.</summary>
    private const long GroupAnonymousBot = 1087968824;

    private const int LongestName = 255;

    private static readonly JsonTypeInfo<Update> Form = (JsonTypeInfo<Update>)JsonBotAPI.Options.GetTypeInfo(typeof(Update));

    public static IncomingUpdate Translate(Update update) => update switch
    {
        { Message: { Chat: { }, MigrateToChatId: { } newId } message } => new IncomingUpdate.ChatMigrated(update.Id, message.Chat.Id, newId),
        { Message: { Chat: { }, MigrateFromChatId: { } oldId } message } => new IncomingUpdate.ChatMigrated(update.Id, oldId, message.Chat.Id),
        { Message: { Chat: { }, From: { } from, Text: { } text } message } =>
            new IncomingUpdate.TextMessage(update.Id, Info(message.Chat), Topic(message), Person(from), IsAnonymous(message), text) { RepliedTo = RepliedTo(message) },
        { CallbackQuery: { From: { }, Data: { } data } press } => Press(update.Id, press, data),
        { MyChatMember: { Chat: { }, From: { }, OldChatMember: { }, NewChatMember: { } } change } =>
            new IncomingUpdate.BotStatusChanged(update.Id, Info(change.Chat), Person(change.From), Standing(change.OldChatMember), Standing(change.NewChatMember)),
        _ => new IncomingUpdate.Other(update.Id),
    };

    /// <summary>One that the library may not know how to read.</summary>
    /// <exception cref="Exception">It has no <c>update_id</c>.</exception>
    public static IncomingUpdate Translate(JsonElement update)
    {
        try
        {
            return Translate(update.Deserialize(Form)!);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new IncomingUpdate.Unreadable(update.GetProperty("update_id").GetInt32());
        }
    }

    private static IncomingUpdate.ButtonPress Press(int updateId, CallbackQuery press, string data) =>
        new(
            updateId,
            press.Id,
            Person(press.From),
            press.Message is { Chat: { } chat } ? Info(chat) : null,
            press.Message is { } shown ? Topic(shown) : 0,
            press.Message?.Id ?? 0,
            data);

    private static bool IsAnonymous(Message message) => message.From!.Id == GroupAnonymousBot || message.SenderChat is not null;

    // In a topic every message replies to the one that opened the topic, where it replies to no other.
    private static Sender? RepliedTo(Message message) =>
        message.ReplyToMessage is { From: { IsBot: false } author, SenderChat: null, ForumTopicCreated: null } replied
            && !(message.IsTopicMessage && replied.Id == message.MessageThreadId)
            ? Person(author)
            : null;

    private static int Topic(Message message) => message.IsTopicMessage ? message.MessageThreadId ?? 0 : 0;

    private static ChatInfo Info(Chat chat) => new(
        chat.Id,
        chat.Type switch
        {
            ChatType.Private => ChatKind.Private,
            ChatType.Group => ChatKind.Group,
            ChatType.Channel => ChatKind.Channel,
            _ => ChatKind.Supergroup,
        },
        chat.Title is { } title ? Short(title) : FullName(chat.FirstName, chat.LastName));

    private static Sender Person(User user) => new(user.Id, FullName(user.FirstName, user.LastName), user.Username, user.LanguageCode) { IsBot = user.IsBot };

    private static string FullName(string? first, string? last) =>
        Short(string.Join(' ', new[] { first, last }.Where(part => !string.IsNullOrWhiteSpace(part))));

    // Telegram allows 128; whatever else calls itself a Bot API server must not fill the database.
    private static string Short(string name) =>
        name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];

    private static BotStanding Standing(ChatMember member) => member switch
    {
        ChatMemberLeft or ChatMemberBanned or ChatMemberRestricted { IsMember: false } => BotStanding.Outside,
        ChatMemberRestricted { CanSendMessages: false } => BotStanding.Silenced,
        _ => BotStanding.MayWrite,
    };
}

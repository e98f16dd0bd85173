using System.Text.Json;

namespace QrMenuTelegram.Telegram;

/// <summary>
/// Telegram's updates in our own words. Only what we use is looked at, so nothing else that stands there can make an update
/// unreadable.
/// </summary>
internal static class UpdateTranslator
{
    /// <summary>The user in whose name anonymous administrators of groups write.</summary>
    private const long GroupAnonymousBot = 1087968824;

    private const int LongestName = 255;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 128,
    };

    /// <summary>Null for one without a number: there is nothing to confirm.</summary>
    public static IncomingUpdate? Translate(ReadOnlyMemory<byte> update)
    {
        long? id = null;
        ApiAnswer.Fields(
            update.Span,
            (name, ref reader) =>
            {
                if (name == "update_id" && ApiAnswer.Number(ref reader) is { } number && Math.Abs(number) < 1L << 53)
                {
                    id = (long)number;
                }
            }
        );
        if (id is null)
        {
            return null;
        }
        try
        {
            using var json = JsonDocument.Parse(update, Lenient);
            return Translate(id.Value, json.RootElement);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new IncomingUpdate.Unreadable(id.Value);
        }
    }

    private static IncomingUpdate Translate(long id, JsonElement update) =>
        update.Object("message") is { } message ? Message(id, message)
        : update.Object("callback_query") is { } press ? Press(id, press)
        : update.Object("my_chat_member") is { } change ? StatusChange(id, change)
        : new IncomingUpdate.Other(id);

    private static IncomingUpdate Message(long id, JsonElement message)
    {
        if (Chat(message) is not { } chat)
        {
            return new IncomingUpdate.Other(id);
        }
        if (message.Long("migrate_to_chat_id") is { } newId)
        {
            return new IncomingUpdate.ChatMigrated(id, chat.Id, newId);
        }
        if (message.Long("migrate_from_chat_id") is { } oldId)
        {
            return new IncomingUpdate.ChatMigrated(id, oldId, chat.Id);
        }
        return Person(message, "from") is { } from && message.Text("text") is { } text
            ? new IncomingUpdate.TextMessage(id, chat, Topic(message), from, IsAnonymous(message, from), text)
            {
                RepliedTo = RepliedTo(message),
                RepliedMessage = RepliedMessage(message),
                NotOwnWords = IsForwarded(message) || IsOfChannel(message, chat) || BeginsWithQuote(message, text),
            }
            : new IncomingUpdate.Other(id);
    }

    private static IncomingUpdate Press(long id, JsonElement press)
    {
        if (press.TextOrNumber("id") is not { } queryId || Person(press, "from") is not { } from || press.Text("data") is not { } data)
        {
            return new IncomingUpdate.Other(id);
        }
        return press.Object("message") is { } shown && Chat(shown) is { } chat
            ? new IncomingUpdate.ButtonPress(id, queryId, from, chat, Topic(shown), shown.Long("message_id") ?? 0, data)
            : new IncomingUpdate.ButtonPress(id, queryId, from, null, 0, 0, data);
    }

    private static IncomingUpdate StatusChange(long id, JsonElement change) =>
        Chat(change) is { } chat
        && Person(change, "from") is { } from
        && change.Object("old_chat_member") is { } before
        && change.Object("new_chat_member") is { } now
            ? new IncomingUpdate.BotStatusChanged(id, chat, from, Standing(before), Standing(now))
            : new IncomingUpdate.Other(id);

    private static bool IsAnonymous(JsonElement message, Sender from) =>
        from.Id == GroupAnonymousBot || message.Object("sender_chat") is not null;

    private static bool IsForwarded(JsonElement message) =>
        message.Object("forward_origin") is not null || message.Object("via_bot") is not null || message.Flag("is_automatic_forward");

    // An anonymous administrator writes in the name of the group itself.
    private static bool IsOfChannel(JsonElement message, ChatInfo chat) =>
        message.Object("sender_chat") is { } sender && sender.Long("id") != chat.Id;

    private static bool BeginsWithQuote(JsonElement message, string text) =>
        message.TryGetProperty("entities", out var entities)
        && entities.ValueKind == JsonValueKind.Array
        && entities
            .EnumerateArray()
            .Any(entity =>
                entity.Text("type") is "blockquote" or "expandable_blockquote"
                && string.IsNullOrWhiteSpace(text[..(int)Math.Clamp(entity.Long("offset") ?? 0, 0, text.Length)])
            );

    // In a topic every message replies to the one that opened the topic, where it replies to no other.
    private static Sender? RepliedTo(JsonElement message) =>
        message.Object("reply_to_message") is { } replied
        && replied.Object("from") is { } author
        && !author.Flag("is_bot")
        && replied.Object("sender_chat") is null
        && replied.Object("forum_topic_created") is null
        && !(message.Flag("is_topic_message") && replied.Long("message_id") == message.Long("message_thread_id"))
            ? Person(replied, "from")
            : null;

    private static long? RepliedMessage(JsonElement message) =>
        message.Object("reply_to_message") is { } replied && replied.Object("from") is { } author && author.Flag("is_bot")
            ? replied.Long("message_id")
            : null;

    private static int Topic(JsonElement message) =>
        message.Flag("is_topic_message") && message.Long("message_thread_id") is { } topic and > 0 and <= int.MaxValue ? (int)topic : 0;

    private static ChatInfo? Chat(JsonElement inside)
    {
        if (inside.Object("chat") is not { } chat || chat.Long("id") is not { } id)
        {
            return null;
        }
        var kind = chat.Text("type") switch
        {
            "private" => ChatKind.Private,
            "group" => ChatKind.Group,
            "channel" => ChatKind.Channel,
            null when id > 0 => ChatKind.Private,
            _ => ChatKind.Supergroup,
        };
        return new ChatInfo(
            id,
            kind,
            PlainText.NameOr(chat.Text("title") is { } title ? Short(title) : FullName(chat), chat.Text("username"), id)
        );
    }

    private static Sender? Person(JsonElement inside, string name) =>
        inside.Object(name) is { } person && person.Long("id") is { } id
            ? new Sender(id, FullName(person), person.Text("username"), person.Text("language_code")) { IsBot = person.Flag("is_bot") }
            : null;

    private static string FullName(JsonElement person) =>
        Short(
            string.Join(' ', new[] { person.Text("first_name"), person.Text("last_name") }.Where(part => !string.IsNullOrWhiteSpace(part)))
        );

    // Telegram allows 128; whatever else calls itself a Bot API server must not fill the database.
    private static string Short(string name) =>
        name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];

    private static BotStanding Standing(JsonElement member) =>
        member.Text("status") switch
        {
            "left" or "kicked" => BotStanding.Outside,
            "restricted" when !member.Flag("is_member") => BotStanding.Outside,
            "restricted" when !member.Flag("can_send_messages") => BotStanding.Silenced,
            _ => BotStanding.MayWrite,
        };
}

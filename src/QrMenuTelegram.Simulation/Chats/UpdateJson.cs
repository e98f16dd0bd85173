using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.Chats;

/// <summary>The Bot API's JSON of what is in a <see cref="World"/>.</summary>
internal static class UpdateJson
{
    public static JsonObject User(Person person)
    {
        var json = new JsonObject
        {
            ["id"] = person.Id,
            ["is_bot"] = person.IsBot,
            ["first_name"] = person.FirstName,
        };
        Put(json, "last_name", person.LastName);
        Put(json, "username", person.Username);
        Put(json, "language_code", person.Language);
        return json;
    }

    public static JsonObject Chat(TelegramChat chat)
    {
        var json = new JsonObject { ["id"] = chat.Id };
        if (chat.Owner is { } person)
        {
            json["first_name"] = person.FirstName;
            Put(json, "last_name", person.LastName);
            Put(json, "username", person.Username);
        }
        else
        {
            json["title"] = chat.Title;
        }
        if (chat.IsForum)
        {
            json["is_forum"] = true;
        }
        json["type"] = chat.Type switch
        {
            ChatType.Private => "private",
            ChatType.Group => "group",
            _ => "supergroup",
        };
        return json;
    }

    public static JsonObject Message(ShownMessage message, bool withReply = true)
    {
        var json = new JsonObject { ["message_id"] = message.Id };
        if (message.Anonymous)
        {
            json["from"] = new JsonObject
            {
                ["id"] = 1_087_968_824,
                ["is_bot"] = true,
                ["first_name"] = "Group",
                ["username"] = "GroupAnonymousBot",
            };
            json["sender_chat"] = Chat(message.Chat);
        }
        else
        {
            json["from"] = User(message.From);
        }
        json["chat"] = Chat(message.Chat);
        json["date"] = message.SentAt.ToUnixTimeSeconds();
        if (message.TopicId != 0)
        {
            json["message_thread_id"] = message.TopicId;
            json["is_topic_message"] = true;
        }
        if (message.EditedAt is { } edited)
        {
            json["edit_date"] = edited.ToUnixTimeSeconds();
        }
        if (withReply && message.ReplyTo is { } replied && message.Chat.Message(replied) is { } original)
        {
            json["reply_to_message"] = Message(original, withReply: false);
        }
        MessageContentJson.Add(json, message);
        if (message.Buttons.Count > 0)
        {
            json["reply_markup"] = new JsonObject { ["inline_keyboard"] = MessageContentJson.Keyboard(message) };
        }
        return json;
    }

    public static JsonObject Press(Press press) =>
        new()
        {
            ["id"] = press.QueryId,
            ["from"] = User(press.Person),
            ["message"] = Message(press.Message),
            ["chat_instance"] = (press.Message.Chat.Id * 31).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["data"] = press.Data,
        };

    public static JsonObject BotStatusChange(TelegramChat chat, Person bot, Person by, BotStatus before, BotStatus after, long date) =>
        new()
        {
            ["chat"] = Chat(chat),
            ["from"] = User(by),
            ["date"] = date,
            ["old_chat_member"] = MemberJson.Of(bot, before),
            ["new_chat_member"] = MemberJson.Of(bot, after),
        };

    internal static void Put(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}

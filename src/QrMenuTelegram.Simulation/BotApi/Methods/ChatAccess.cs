using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi.Methods;

/// <summary>Whether the bot may do something in a chat; refuses in Telegram's words.</summary>
internal static class ChatAccess
{
    /// <summary>A chat that is there, whatever the bot may do in it.</summary>
    public static TelegramChat Find(BotState state, ApiCall call)
    {
        if (call.Text("chat_id") is null or "")
        {
            throw ApiException.BadRequest("chat_id is empty");
        }
        var chat = call.ChatId is { } id ? state.World.Find(id) : null;
        if (chat is null || (chat.Owner is { Started: false, BlockedBot: false } && chat.All.Count == 0))
        {
            // A person the bot has never met is unknown to it; one it met in a group must press Start first.
            throw chat is { Owner: { } stranger } && state.World.Chats.Any(c => c.Owner is null && c.All.Any(m => m.From == stranger))
                ? ApiException.Forbidden("bot can't initiate conversation with a user")
                : ApiException.BadRequest("chat not found");
        }
        if (chat.MigratedTo is { } next)
        {
            chat.TellMigration();
            throw new ApiException(400, "Bad Request: group chat was upgraded to a supergroup chat") { MigrateToChatId = next.Id };
        }
        return chat;
    }

    /// <summary>A chat whose members the bot is one of.</summary>
    public static TelegramChat FindJoined(BotState state, ApiCall call)
    {
        var chat = FindReadable(state, call);
        return chat.Owner switch
        {
            { Deactivated: true } => throw ApiException.Forbidden("user is deactivated"),
            { BlockedBot: true } => throw ApiException.Forbidden("bot was blocked by the user"),
            _ => chat,
        };
    }

    /// <summary>A chat of which the bot may know the members: a person who blocked it is one too.</summary>
    public static TelegramChat FindReadable(BotState state, ApiCall call)
    {
        var chat = Find(state, call);
        if (chat.Owner is not null)
        {
            return chat;
        }
        var kind = chat.Type == ChatType.Supergroup ? "supergroup" : "group";
        if (chat.IsDeleted)
        {
            throw ApiException.Forbidden("the group chat was deleted");
        }
        return chat.Bot switch
        {
            BotStatus.Kicked => throw ApiException.Forbidden($"bot was kicked from the {kind} chat"),
            BotStatus.Left => throw ApiException.Forbidden($"bot is not a member of the {kind} chat"),
            _ => chat,
        };
    }

    /// <summary>A chat that takes a new message, and the topic in it (0 for none).</summary>
    public static (TelegramChat Chat, int TopicId) FindWritable(BotState state, ApiCall call)
    {
        var chat = FindJoined(state, call);
        if (chat.Bot == BotStatus.Restricted || (chat.WritingRefused is not null && chat.Bot != BotStatus.Administrator))
        {
            throw ApiException.BadRequest(chat.WritingRefused ?? "not enough rights to send text messages to the chat");
        }
        var topicId = call.Int("message_thread_id") ?? 0;
        if (topicId == 0)
        {
            return (chat, 0);
        }
        return chat.Topic(topicId)?.State switch
        {
            TopicState.Open => (chat, topicId),
            TopicState.Closed => throw ApiException.BadRequest("TOPIC_CLOSED"),
            _ => throw ApiException.BadRequest("message thread not found"),
        };
    }

    /// <summary>A message of the bot's own.</summary>
    public static ShownMessage FindOwn(BotState state, TelegramChat chat, ApiCall call, string missing, string foreign)
    {
        var message = call.Int("message_id") is { } id ? chat.Message(id) : null;
        if (message is null)
        {
            throw ApiException.BadRequest(missing);
        }
        return message.From == state.World.Bot && message.Service is null ? message : throw ApiException.BadRequest(foreign);
    }
}

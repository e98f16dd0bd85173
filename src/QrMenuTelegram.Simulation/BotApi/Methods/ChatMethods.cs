using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi.Methods;

/// <summary>Reading and arranging chats.</summary>
internal static class ChatMethods
{
    private static readonly TimeSpan DeletableFor = TimeSpan.FromHours(48);

    public static JsonNode Get(BotState state, ApiCall call)
    {
        var chat = ChatAccess.Find(state, call);
        var json = UpdateJson.Chat(chat);
        json["accent_color_id"] = 0;
        json["max_reaction_count"] = 11;
        if (chat.PinnedMessageId is { } id && chat.Message(id) is { } pinned)
        {
            json["pinned_message"] = UpdateJson.Message(pinned);
        }
        return json;
    }

    public static JsonNode Member(BotState state, ApiCall call)
    {
        var chat = ChatAccess.Find(state, call);
        var userId = call.Long("user_id");
        if (userId == state.World.Bot.Id)
        {
            return MemberJson.Of(state.World.Bot, chat.Bot);
        }
        var person = state.World.People.FirstOrDefault(p => p.Id == userId) ?? throw ApiException.BadRequest("PARTICIPANT_ID_INVALID");
        return MemberJson.Of(person, BotStatus.Member);
    }

    public static JsonNode Leave(BotState state, ApiCall call)
    {
        ChatAccess.FindJoined(state, call).RemoveBot(state.World.Bot);
        return true;
    }

    public static JsonNode DeleteMessage(BotState state, ApiCall call)
    {
        var chat = ChatAccess.FindJoined(state, call);
        var message = ChatAccess.FindOwn(state, chat, call, "message to delete not found", "message can't be deleted");
        if (state.World.Time.Now - message.SentAt >= DeletableFor)
        {
            throw ApiException.BadRequest("message can't be deleted");
        }
        return chat.Remove(message.Id);
    }

    public static JsonNode Pin(BotState state, ApiCall call)
    {
        var chat = FindPinnable(state, call);
        var message = call.Int("message_id") is { } id ? chat.Message(id) : null;
        chat.PinnedMessageId = (message ?? throw ApiException.BadRequest("message to pin not found")).Id;
        return true;
    }

    public static JsonNode Unpin(BotState state, ApiCall call)
    {
        var chat = FindPinnable(state, call);
        if (chat.PinnedMessageId is null || (call.Int("message_id") is { } id && id != chat.PinnedMessageId))
        {
            throw ApiException.BadRequest("message to unpin not found");
        }
        chat.PinnedMessageId = null;
        return true;
    }

    private static TelegramChat FindPinnable(BotState state, ApiCall call)
    {
        var chat = ChatAccess.FindJoined(state, call);
        return chat.Type == ChatType.Private || chat.MembersMayPin || chat.Bot == BotStatus.Administrator
            ? chat
            : throw ApiException.BadRequest("not enough rights to manage pinned messages in the chat");
    }
}

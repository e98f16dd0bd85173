using System.Text.Json;
using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi.Methods;

/// <summary>The bot's menus of commands, each of a scope and a language.</summary>
internal static class MenuMethods
{
    public static JsonNode Set(BotState state, ApiCall call)
    {
        var commands = Commands(call);
        var scope = Scope(state, call);
        state.Menu.Set(scope, call.Text("language_code") ?? "", commands);
        return true;
    }

    public static JsonNode Get(BotState state, ApiCall call) =>
        new JsonArray([
            .. state
                .Menu.Get(Scope(state, call), call.Text("language_code") ?? "")
                .Select(c => new JsonObject { ["command"] = c.Command, ["description"] = c.Description }),
        ]);

    public static JsonNode Delete(BotState state, ApiCall call)
    {
        state.Menu.Delete(Scope(state, call), call.Text("language_code") ?? "");
        return true;
    }

    private static List<MenuCommand> Commands(ApiCall call)
    {
        if (call.Text("commands") is null or "")
        {
            return [];
        }
        var list = call.Node("commands") as JsonArray ?? throw ApiException.BadRequest("expected an Array of BotCommand");
        return [.. list.Select(Command)];
    }

    private static MenuCommand Command(JsonNode? node)
    {
        var command = node as JsonObject ?? throw ApiException.BadRequest("can't parse BotCommand: expected an Object");
        var name = Required(command, "command", "BotCommand").Trim();
        return new MenuCommand(name.StartsWith('/') ? name[1..] : name, Required(command, "description", "BotCommand").Trim());
    }

    private static MenuScope Scope(BotState state, ApiCall call)
    {
        const string of = "BotCommandScope";
        if (call.Text("scope") is null or "")
        {
            return new MenuScope("default");
        }
        var scope = call.Node("scope") as JsonObject ?? throw Refused(of, "BotCommandScope must be an Object");
        var type = Required(scope, "type", of);
        switch (type)
        {
            case "default" or "all_private_chats" or "all_group_chats" or "all_chat_administrators":
                return new MenuScope(type);
            case "chat" or "chat_administrators" or "chat_member":
                break;
            default:
                throw Refused(of, "unsupported type specified");
        }
        if (Required(scope, "chat_id", of).Length == 0)
        {
            throw Refused(of, "empty chat_id specified");
        }
        var person = type == "chat_member" ? Whole(scope, "user_id", of) : 0;
        if (type == "chat_member" && person <= 0)
        {
            throw Refused(of, "invalid user_id specified");
        }
        var parameters = new JsonObject { ["chat_id"] = scope["chat_id"]!.DeepClone() };
        var chat = ChatAccess.FindReadable(state, call with { Parameters = parameters });
        if (person != 0 && state.World.People.All(one => one.Id != person))
        {
            throw ApiException.BadRequest("user not found");
        }
        return chat.Type == ChatType.Private && type != "chat"
            ? throw ApiException.BadRequest("can't use specified scope in private chats")
            : new MenuScope(type, chat.Id, person);
    }

    // A number is taken for its digits, as the Bot API does.
    private static string Required(JsonObject json, string field, string of) =>
        json[field] switch
        {
            null => throw Refused(of, $"can't find field \"{field}\""),
            JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number => value.ToString(),
            _ => throw Refused(of, $"field \"{field}\" must be of type String"),
        };

    private static long Whole(JsonObject json, string field, string of) =>
        long.TryParse(Required(json, field, of), out var number) ? number : throw Refused(of, $"field \"{field}\" must be a valid Number");

    private static ApiException Refused(string what, string why) => ApiException.BadRequest($"can't parse {what}: {why}");
}

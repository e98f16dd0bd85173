using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi.Methods;

/// <summary>The bot itself: who it is, its menu, its profile, how it gets updates, what it answers to presses.</summary>
internal static class BotMethods
{
    private const int MostAnswer = 200;

    public static JsonNode GetMe(BotState state, ApiCall call)
    {
        var me = UpdateJson.User(state.World.Bot);
        me["can_join_groups"] = true;
        me["can_read_all_group_messages"] = !state.World.PrivacyMode;
        me["supports_inline_queries"] = false;
        me["can_connect_to_business"] = false;
        me["has_main_web_app"] = false;
        return me;
    }

    public static JsonNode AnswerPress(BotState state, ApiCall call)
    {
        var text = call.Text("text");
        if (text?.EnumerateRunes().Count() > MostAnswer)
        {
            throw ApiException.BadRequest("MESSAGE_TOO_LONG");
        }
        return state.World.Presses.Answer(
            call.Text("callback_query_id") ?? "",
            new PressAnswer(text is "" ? null : text, call.Bool("show_alert"))
        )
            ? true
            : throw ApiException.BadRequest("query is too old and response timeout expired or query ID is invalid");
    }

    public static JsonNode SetCommands(BotState state, ApiCall call)
    {
        var commands = call.Node("commands") as JsonArray ?? throw ApiException.BadRequest("can't parse commands: expected an Array");
        state.Menu.Set(
            Scope(call),
            call.Text("language_code") ?? "",
            [
                .. commands
                    .OfType<JsonObject>()
                    .Select(c => new MenuCommand(((string?)c["command"] ?? "").TrimStart('/'), (string?)c["description"] ?? "")),
            ]
        );
        return true;
    }

    public static JsonNode GetCommands(BotState state, ApiCall call) =>
        new JsonArray([
            .. state
                .Menu.Get(Scope(call), call.Text("language_code") ?? "")
                .Select(c => new JsonObject { ["command"] = c.Command, ["description"] = c.Description }),
        ]);

    public static JsonNode DeleteCommands(BotState state, ApiCall call)
    {
        state.Menu.Delete(Scope(call), call.Text("language_code") ?? "");
        return true;
    }

    public static JsonNode SetWebhook(BotState state, ApiCall call)
    {
        state.Webhook = call.Text("url") is { Length: > 0 } url ? url : null;
        return true;
    }

    public static JsonNode DeleteWebhook(BotState state, ApiCall call)
    {
        state.Webhook = null;
        if (call.Bool("drop_pending_updates"))
        {
            state.World.Updates.Clear();
        }
        return true;
    }

    public static JsonNode WebhookInfo(BotState state, ApiCall call) =>
        new JsonObject
        {
            ["url"] = state.Webhook ?? "",
            ["has_custom_certificate"] = false,
            ["pending_update_count"] = state.World.Updates.Count,
        };

    /// <summary><c>setMyName</c>, <c>setMyDescription</c>, <c>setMyShortDescription</c>.</summary>
    public static Func<BotState, ApiCall, JsonNode> SetProfile(string what, int most) =>
        (state, call) =>
        {
            var text = call.Text(what) ?? "";
            if (text.EnumerateRunes().Count() > most)
            {
                throw ApiException.BadRequest($"{what.ToUpperInvariant()}_TOO_LONG");
            }
            state.Profile[(what, call.Text("language_code") ?? "")] = text;
            return true;
        };

    /// <summary><c>getMyName</c>, <c>getMyDescription</c>, <c>getMyShortDescription</c>.</summary>
    public static Func<BotState, ApiCall, JsonNode> GetProfile(string what) =>
        (state, call) =>
            new JsonObject
            {
                [what] =
                    state.Profile.GetValueOrDefault((what, call.Text("language_code") ?? ""))
                    ?? state.Profile.GetValueOrDefault((what, ""))
                    ?? (what == "name" ? state.World.Bot.FirstName : ""),
            };

    private static string Scope(ApiCall call)
    {
        var scope = call.Node("scope") as JsonObject;
        var type = (string?)scope?["type"] ?? "default";
        return type switch
        {
            "chat" => $"chat:{scope!["chat_id"]}",
            "default" or "all_private_chats" or "all_group_chats" or "all_chat_administrators" => type,
            _ => throw ApiException.BadRequest("can't parse BotCommandScope: unsupported type specified"),
        };
    }
}

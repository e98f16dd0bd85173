using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi.Methods;

/// <summary>The bot itself: who it is, what it says of itself, how it gets updates, what it answers to presses.</summary>
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
            var text = (call.Text(what) ?? "").Trim();
            if (text.EnumerateRunes().Count() > most)
            {
                throw ApiException.BadRequest($"{what.ToUpperInvariant()}_TOO_LONG");
            }
            if (text.Length == 0)
            {
                state.Profile.Remove((what, Language(call)));
            }
            else
            {
                state.Profile[(what, Language(call))] = text;
            }
            return true;
        };

    /// <summary><c>getMyName</c>, <c>getMyDescription</c>, <c>getMyShortDescription</c>.</summary>
    public static Func<BotState, ApiCall, JsonNode> GetProfile(string what) =>
        (state, call) =>
            new JsonObject
            {
                [what] =
                    state.Profile.GetValueOrDefault((what, Language(call)))
                    ?? state.Profile.GetValueOrDefault((what, ""))
                    ?? (what == "name" ? state.World.Bot.FirstName : ""),
            };

    private static string Language(ApiCall call) =>
        call.Text("language_code") is { Length: > 0 } language
            ? language.Length == 2 && language.All(char.IsAsciiLetterLower)
                ? language
                : throw ApiException.BadRequest("invalid language code specified")
            : "";
}

using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation.BotApi.Methods;

namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>Every method but getUpdates, which waits.</summary>
internal static class MethodTable
{
    private static readonly Dictionary<string, Func<BotState, ApiCall, JsonNode>> Methods = new()
    {
        ["getme"] = BotMethods.GetMe,
        ["sendmessage"] = SendMethods.Message,
        ["sendphoto"] = SendMethods.Photo,
        ["senddocument"] = SendMethods.Document,
        ["editmessagetext"] = EditMethods.Text,
        ["editmessagecaption"] = EditMethods.Caption,
        ["editmessagereplymarkup"] = EditMethods.Buttons,
        ["deletemessage"] = ChatMethods.DeleteMessage,
        ["answercallbackquery"] = BotMethods.AnswerPress,
        ["setmycommands"] = MenuMethods.Set,
        ["getmycommands"] = MenuMethods.Get,
        ["deletemycommands"] = MenuMethods.Delete,
        ["getchat"] = ChatMethods.Get,
        ["getchatmember"] = ChatMethods.Member,
        ["leavechat"] = ChatMethods.Leave,
        ["pinchatmessage"] = ChatMethods.Pin,
        ["unpinchatmessage"] = ChatMethods.Unpin,
        ["setwebhook"] = BotMethods.SetWebhook,
        ["deletewebhook"] = BotMethods.DeleteWebhook,
        ["getwebhookinfo"] = BotMethods.WebhookInfo,
        ["setmyname"] = BotMethods.SetProfile("name", 64),
        ["setmydescription"] = BotMethods.SetProfile("description", 512),
        ["setmyshortdescription"] = BotMethods.SetProfile("short_description", 120),
        ["getmyname"] = BotMethods.GetProfile("name"),
        ["getmydescription"] = BotMethods.GetProfile("description"),
        ["getmyshortdescription"] = BotMethods.GetProfile("short_description"),
        ["setmyprofilephoto"] = PictureMethods.Set,
        ["removemyprofilephoto"] = PictureMethods.Remove,
        ["getuserprofilephotos"] = PictureMethods.Of,
    };

    /// <summary>Does what the call asks for, all of it or nothing.</summary>
    /// <exception cref="ApiException">Telegram refuses it.</exception>
    public static JsonNode Run(BotState state, ApiCall call) =>
        Methods.TryGetValue(call.Method, out var method)
            ? state.World.Change(() => method(state, call))
            : throw new ApiException(404, "Not Found: method not found");
}

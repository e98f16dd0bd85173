using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi.Methods;

/// <summary>Changes of the bot's own messages. Leaving out <c>reply_markup</c> removes the buttons.</summary>
internal static class EditMethods
{
    private const string NotModified =
        "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply "
        + "markup of the message";

    public static JsonNode Text(BotState state, ApiCall call)
    {
        var text = ContentReader.Text(call, "text", SendMethods.MostText);
        return Edit(state, call, message => message with { Content = text, Raw = call.Text("text")! });
    }

    public static JsonNode Caption(BotState state, ApiCall call)
    {
        var text = ContentReader.Text(call, "caption", SendMethods.MostCaption);
        return Edit(state, call, message => message with { Content = text, Raw = call.Text("caption") ?? "" });
    }

    public static JsonNode Buttons(BotState state, ApiCall call) => Edit(state, call, message => message);

    private static JsonObject Edit(BotState state, ApiCall call, Func<ShownMessage, ShownMessage> change)
    {
        var buttons = ContentReader.Buttons(call);
        var chat = ChatAccess.FindJoined(state, call);
        var before = ChatAccess.FindOwn(state, chat, call, "message to edit not found", "message can't be edited");
        if (before.ReplyHint is not null)
        {
            throw ApiException.BadRequest("message can't be edited");
        }
        if (before.Attachment is not null && call.Method == "editmessagetext")
        {
            throw ApiException.BadRequest("there is no text in the message to edit");
        }
        var after = change(before) with { Buttons = buttons };
        if (Same(before, after))
        {
            throw ApiException.BadRequest(NotModified);
        }
        state.Meter.Take(chat, state.Limits);
        after = after with { EditedAt = state.World.Time.Now, History = [.. before.History, before with { History = [] }] };
        chat.Replace(after);
        return UpdateJson.Message(after);
    }

    private static bool Same(ShownMessage a, ShownMessage b) =>
        a.Text == b.Text
        && a.Content.Entities.SequenceEqual(b.Content.Entities)
        && a.Buttons.Count == b.Buttons.Count
        && a.Buttons.Zip(b.Buttons).All(rows => rows.First.SequenceEqual(rows.Second));
}

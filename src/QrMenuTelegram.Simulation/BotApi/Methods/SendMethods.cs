using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi.Methods;

/// <summary>New messages.</summary>
internal static class SendMethods
{
    public const int MostText = 4_096;
    public const int MostCaption = 1_024;

    public static JsonNode Message(BotState state, ApiCall call)
    {
        var text = ContentReader.Text(call, "text", MostText);
        var buttons = ContentReader.Buttons(call);
        var hint = ContentReader.ReplyHint(call);
        var (chat, topicId) = ChatAccess.FindWritable(state, call);
        state.Meter.Take(chat, state.Limits);
        return UpdateJson.Message(
            chat.Add(
                state.World.Bot,
                text,
                message =>
                    message with
                    {
                        Raw = call.Text("text")!,
                        ReplyHint = hint,
                        Buttons = buttons,
                        Silent = call.Bool("disable_notification"),
                        TopicId = topicId,
                        ReplyTo = (call.Node("reply_parameters") as JsonObject)?["message_id"]?.GetValue<int>(),
                    }
            )
        );
    }

    public static JsonNode Photo(BotState state, ApiCall call) => File(state, call, "photo");

    public static JsonNode Document(BotState state, ApiCall call) => File(state, call, "document");

    private static JsonObject File(BotState state, ApiCall call, string kind)
    {
        var caption = ContentReader.Text(call, "caption", MostCaption);
        var buttons = ContentReader.Buttons(call);
        var (chat, topicId) = ChatAccess.FindWritable(state, call);
        var reference = call.Text(kind) ?? "";
        var part = reference.StartsWith("attach://", StringComparison.Ordinal) ? reference["attach://".Length..] : kind;
        if (!call.Files.TryGetValue(part, out var file))
        {
            throw ApiException.BadRequest($"there is no {kind} in the request");
        }
        if (file.Content.Length == 0)
        {
            throw ApiException.BadRequest("file must be non-empty");
        }
        state.Meter.Take(chat, state.Limits);
        return UpdateJson.Message(
            chat.Add(
                state.World.Bot,
                caption,
                message =>
                    message with
                    {
                        Raw = call.Text("caption") ?? "",
                        Buttons = buttons,
                        Silent = call.Bool("disable_notification"),
                        TopicId = topicId,
                        Attachment = new Attachment(kind, file.FileName, file.Content),
                    }
            )
        );
    }
}

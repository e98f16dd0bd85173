using System.Text;
using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>Answers in the Bot API's envelope.</summary>
internal static class AnswerWriter
{
    public static JsonObject Success(JsonNode result) => new() { ["ok"] = true, ["result"] = result };

    public static JsonObject Refusal(ApiException refusal)
    {
        var json = new JsonObject
        {
            ["ok"] = false,
            ["error_code"] = refusal.Code,
            ["description"] = refusal.Message,
        };
        if (refusal.RetryAfter is { } seconds)
        {
            json["parameters"] = new JsonObject { ["retry_after"] = seconds };
        }
        else if (refusal.MigrateToChatId is { } id)
        {
            json["parameters"] = new JsonObject { ["migrate_to_chat_id"] = id };
        }
        return json;
    }

    public static Task Write(HttpContext context, int status, JsonNode json) =>
        Write(context, status, "application/json", json.ToJsonString());

    public static async Task Write(HttpContext context, int status, string contentType, string content)
    {
        var body = Encoding.UTF8.GetBytes(content);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}

using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.BotApi.Methods;

/// <summary>Profile pictures: those of the bot, which are its own to change; people here have none.</summary>
internal static class PictureMethods
{
    private static readonly byte[] JpegBegins = [0xFF, 0xD8, 0xFF];

    public static JsonNode Set(BotState state, ApiCall call)
    {
        if (call.Text("photo") is null or "")
        {
            throw ApiException.BadRequest("photo isn't specified");
        }
        var photo = call.Node("photo") as JsonObject ?? throw ApiException.BadRequest("object expected as profile photo");
        var field = (string?)photo["type"] switch
        {
            "static" => "photo",
            "animated" => "animation",
            null => throw ApiException.BadRequest("can't find field \"type\""),
            _ => throw ApiException.BadRequest("invalid profile photo type specified"),
        };
        var reference = (string?)photo[field] ?? throw ApiException.BadRequest($"can't find field \"{field}\"");
        var file = reference.StartsWith("attach://", StringComparison.Ordinal)
            ? call.Files.GetValueOrDefault(reference["attach://".Length..])
            : null;
        if (file is null)
        {
            throw ApiException.BadRequest("photo must be uploaded as a file");
        }
        if (file.Content.Length == 0)
        {
            throw ApiException.BadRequest("file must be non-empty");
        }
        if (field == "photo" && !file.Content.Span.StartsWith(JpegBegins))
        {
            throw ApiException.BadRequest("IMAGE_PROCESS_FAILED");
        }
        state.Pictures.Insert(0, file.Content);
        return true;
    }

    public static JsonNode Remove(BotState state, ApiCall call)
    {
        if (state.Pictures.Count > 0)
        {
            state.Pictures.RemoveAt(0);
        }
        return true;
    }

    public static JsonNode Of(BotState state, ApiCall call)
    {
        if (call.Long("user_id") is not (> 0 and var id))
        {
            throw ApiException.BadRequest("invalid user_id specified");
        }
        if (id != state.World.Bot.Id && state.World.People.All(person => person.Id != id))
        {
            throw ApiException.BadRequest("user not found");
        }
        var pictures = id == state.World.Bot.Id ? state.Pictures : [];
        var shown = pictures.Skip(Math.Max(0, call.Int("offset") ?? 0)).Take(Math.Clamp(call.Int("limit") ?? 100, 1, 100));
        return new JsonObject
        {
            ["total_count"] = pictures.Count,
            ["photos"] = new JsonArray([
                .. shown.Select(picture => new JsonArray(
                    new JsonObject
                    {
                        ["file_id"] = "picture" + pictures.IndexOf(picture),
                        ["file_unique_id"] = "picture" + pictures.IndexOf(picture),
                        ["width"] = 640,
                        ["height"] = 640,
                        ["file_size"] = picture.Length,
                    }
                )),
            ]),
        };
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>Reads parameters as the Bot API takes them: query string, JSON, a form, or parts with files.</summary>
internal static class CallReader
{
    public static async Task<ApiCall> Read(HttpRequest request, string method)
    {
        var parameters = new JsonObject();
        var files = new Dictionary<string, UploadedFile>();
        foreach (var (name, value) in request.Query)
        {
            parameters[name] = value.ToString();
        }
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            foreach (var (name, value) in form)
            {
                parameters[name] = value.ToString();
            }
            foreach (var file in form.Files)
            {
                using var copy = new MemoryStream();
                await file.CopyToAsync(copy, request.HttpContext.RequestAborted);
                files[file.Name] = new UploadedFile(file.FileName, copy.ToArray());
            }
        }
        else if (request.HasJsonContentType())
        {
            foreach (var (name, value) in await ReadJson(request))
            {
                parameters[name] = value?.DeepClone();
            }
        }
        return new ApiCall(method.ToLowerInvariant(), parameters, files);
    }

    private static async Task<JsonObject> ReadJson(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (body.Length == 0)
        {
            return [];
        }
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw ApiException.BadRequest("object expected as a request body");
        }
        catch (JsonException)
        {
            throw ApiException.BadRequest("can't parse request body as a JSON object");
        }
    }
}

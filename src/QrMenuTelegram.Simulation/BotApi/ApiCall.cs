using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>One call of a method with its parameters, however they were sent.</summary>
/// <param name="Method">In lower case, as the Bot API compares them.</param>
/// <param name="Parameters">Values of a form are strings, nested ones JSON in a string.</param>
/// <param name="Files">By the name of their part.</param>
public sealed record ApiCall(string Method, JsonObject Parameters, IReadOnlyDictionary<string, UploadedFile> Files)
{
    public ApiCall(string method, JsonObject parameters)
        : this(method.ToLowerInvariant(), parameters, new Dictionary<string, UploadedFile>()) { }

    /// <summary>The chat it is about; null for none.</summary>
    public long? ChatId => Long("chat_id");

    /// <summary>Whether it shows something in a chat, and so counts for the limits.</summary>
    public bool IsShowing =>
        Method is "sendmessage" or "sendphoto" or "senddocument" or "editmessagetext" or "editmessagereplymarkup" or "editmessagecaption";

    public string? Text(string name) =>
        Parameters[name] switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            var other => other.ToJsonString(),
        };

    public long? Long(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public int? Int(string name) => Long(name) is { } value and >= int.MinValue and <= int.MaxValue ? (int)value : null;

    public bool Bool(string name) => Text(name) is "true" or "True" or "1";

    /// <summary>An object or a list, also where a form brought it as a string.</summary>
    /// <exception cref="ApiException">It is no JSON.</exception>
    public JsonNode? Node(string name)
    {
        if (Parameters[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            return Parameters[name];
        }
        try
        {
            return JsonNode.Parse(value.GetValue<string>());
        }
        catch (JsonException)
        {
            throw ApiException.BadRequest($"can't parse {name} JSON object");
        }
    }
}

public sealed record UploadedFile(string FileName, ReadOnlyMemory<byte> Content);

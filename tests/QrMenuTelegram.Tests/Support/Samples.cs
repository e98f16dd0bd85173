using System.Text.Json.Nodes;

namespace QrMenuTelegram.Tests.Support;

/// <summary>The vendor's five answers, one for each code, as its page gives them.</summary>
public static class Samples
{
    /// <summary>A whole answer.</summary>
    public static byte[] Answer(string code)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream("samples/" + code)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The one event in it, to be changed at will.</summary>
    public static JsonObject Event(string code) => (JsonObject)JsonNode.Parse(Answer(code))!["data"]!["updates"]![0]!.DeepClone();
}

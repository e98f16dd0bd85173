using System.Reflection;
using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.Menu;

/// <summary>The answers that the vendor's page gives as samples, one for each code.</summary>
public static class MenuSamples
{
    public static IReadOnlyList<string> Codes { get; } =
    ["save_order", "waiter_call", "additional_order", "online_payment", "bill_request"];

    /// <summary>The whole answer.</summary>
    public static string Answer(string code)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"samples/{code}.json")
            ?? throw new ArgumentException($"There is no sample of {code}.", nameof(code));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Its one event.</summary>
    public static JsonObject Event(string code) => JsonNode.Parse(Answer(code))!["data"]!["updates"]![0]!.DeepClone().AsObject();
}

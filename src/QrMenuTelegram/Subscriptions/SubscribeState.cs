using System.Text.Json;
using System.Text.Json.Serialization;

namespace QrMenuTelegram.Subscriptions;

internal enum SubscribeStep
{
    What,
    Server,
    Place,
    Tables,

    /// <summary>Subscribed; what follows is offered.</summary>
    Done,

    /// <summary>The message asks for a reply with numbers of tables.</summary>
    Numbers,
}

/// <summary>Where a guided /subscribe stands.</summary>
internal sealed partial record SubscribeState
{
    public SubscribeStep Step { get; init; }

    /// <summary>The role that was chosen; null before.</summary>
    public string? Role { get; init; }

    /// <summary>The server that was chosen; null for all, and before.</summary>
    public string? Server { get; init; }

    /// <summary>
    /// The names that the buttons of this step offer, by number: a list that may change meanwhile can't be meant by number.
    /// </summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>Whether the role alone is asked for: all tables are taken, and fewer only where somebody wants fewer.</summary>
    public bool IsQuick { get; init; }

    /// <summary>The subscription that was made and is to be replaced by another; null for none.</summary>
    public long? Replaces { get; init; }

    /// <summary>What was said when it was made; null before.</summary>
    public string? Done { get; init; }

    /// <summary>Whether it is for all tables.</summary>
    public bool IsAll { get; init; }

    /// <summary>The notice with the buttons that led to a question for numbers.</summary>
    public long? Origin { get; init; }

    /// <summary>The tables that are marked, by name.</summary>
    public IReadOnlyList<string> Picked { get; init; } = [];

    public int Page { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, SubscribeStateJson.Default.SubscribeState);

    public static SubscribeState FromJson(string json) => JsonSerializer.Deserialize(json, SubscribeStateJson.Default.SubscribeState)!;

    [JsonSerializable(typeof(SubscribeState))]
    private sealed partial class SubscribeStateJson : JsonSerializerContext;
}

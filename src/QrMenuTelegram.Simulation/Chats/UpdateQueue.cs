using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.Chats;

/// <summary>What waits for the bot. Every call with the world locked.</summary>
internal sealed class UpdateQueue(SteadyTime time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly HashSet<string> OnlyWhenAsked = ["chat_member", "message_reaction", "message_reaction_count"];

    private readonly List<Waiting> _waiting = [];
    private HashSet<string> _allowed = [];
    private int _lastId = 350_000_000;

    public int Count => _waiting.Count;

    public int LastId => _lastId;

    /// <summary>
    /// The kinds to make updates of from now on; empty for all but those that must be asked for. Updates made before stay.
    /// </summary>
    public void Allow(IEnumerable<string> kinds) => _allowed = [.. kinds];

    public IReadOnlyCollection<string> Allowed => _allowed;

    public void Add(string kind, JsonObject content, TimeSpan? lifetime = null)
    {
        if (_allowed.Count == 0 ? !OnlyWhenAsked.Contains(kind) : _allowed.Contains(kind))
        {
            _waiting.Add(new Waiting(++_lastId, kind, content.ToJsonString(), time.Now + (lifetime ?? Lifetime)));
        }
    }

    /// <summary>Forgets what is before the offset (a negative one counts from the end) or too old, and shows what is left.</summary>
    public IReadOnlyList<JsonNode> Take(int offset, int limit)
    {
        var now = time.Now;
        _waiting.RemoveAll(u => u.Expires <= now);
        if (offset > 0)
        {
            _waiting.RemoveAll(u => u.Id < offset);
        }
        else if (offset < 0 && _waiting.Count > -offset)
        {
            _waiting.RemoveRange(0, _waiting.Count + offset);
        }
        return [.. _waiting.Take(limit).Select(u => new JsonObject { ["update_id"] = u.Id, [u.Kind] = JsonNode.Parse(u.Content) })];
    }

    public void Clear() => _waiting.Clear();

    private sealed record Waiting(int Id, string Kind, string Content, DateTimeOffset Expires);
}

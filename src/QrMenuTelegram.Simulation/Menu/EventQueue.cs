using System.Globalization;
using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.Menu;

/// <summary>One element of <c>updates</c> as it waits.</summary>
/// <param name="Hash">Its identifier; '' where the element has none.</param>
/// <param name="Code">Its kind; '' where the element has none.</param>
/// <param name="At">When it happened.</param>
/// <param name="Json">The element.</param>
public sealed record QueuedEvent(string Hash, string Code, DateTimeOffset At, string Json);

/// <summary>The server's queue: keeps events for a while, forgets older ones by itself. Safe for concurrent use.</summary>
internal sealed class EventQueue(SteadyTime time, TimeSpan window)
{
    private readonly Lock _gate = new();
    private readonly List<QueuedEvent> _events = [];
    private uint _epoch = 1;
    private uint _sequence;

    public IReadOnlyList<QueuedEvent> Current
    {
        get
        {
            lock (_gate)
            {
                Prune();
                return [.. _events];
            }
        }
    }

    /// <summary>A fresh identifier such as <c>0xd8833dd3</c>; others after a restart.</summary>
    public string NewHash()
    {
        lock (_gate)
        {
            var x = (_epoch * 0x9E3779B9u) + (++_sequence * 0x85EBCA6Bu);
            x = (x ^ (x >> 16)) * 0x7FEB352Du;
            x = (x ^ (x >> 15)) * 0x846CA68Bu;
            return "0x" + (x ^ (x >> 16)).ToString("x8", CultureInfo.InvariantCulture);
        }
    }

    public QueuedEvent Add(string json)
    {
        var element = Parse(json) as JsonObject;
        var added = new QueuedEvent(element?["hash"]?.ToString() ?? "", element?["code"]?.ToString() ?? "", time.Now, json);
        lock (_gate)
        {
            _events.Add(added);
        }
        return added;
    }

    /// <summary>As after a restart: nothing is left, and new events get other hashes.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _events.Clear();
            _epoch++;
            _sequence = 0;
        }
    }

    /// <summary>What came after the newest event with this hash; null where there is none.</summary>
    public IReadOnlyList<QueuedEvent>? After(string hash, bool repeatsCursor)
    {
        lock (_gate)
        {
            Prune();
            var index = _events.FindLastIndex(e => e.Hash == hash);
            return index < 0 ? null : [.. _events.Skip(repeatsCursor ? index : index + 1)];
        }
    }

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private void Prune()
    {
        var oldest = time.Now - window;
        _events.RemoveAll(e => e.At <= oldest);
    }
}

using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Playground.Bridge;

/// <summary>Compares what was made at the tables with what the bridge's database and the chats hold.</summary>
public sealed class DeliveryWatch(SimulatedMenuServer server, SimulatedTelegram? telegram, string database, TimeProvider time)
{
    private readonly BridgeDatabase _database = new(database);
    private readonly Dictionary<string, QueuedEvent> _unread = [];
    private readonly Lock _gate = new();
    private long _made;
    private long _lastEvent;
    private long _missed;

    /// <summary>Something happened at a table.</summary>
    public void Made(QueuedEvent happened)
    {
        lock (_gate)
        {
            _made++;
            _unread[happened.Hash] = happened;
        }
    }

    public DeliveryCounts Count()
    {
        lock (_gate)
        {
            var contents = _database.Read(_lastEvent);
            foreach (var hash in contents?.AcceptedAfter ?? [])
            {
                _unread.Remove(hash);
            }
            _lastEvent = contents?.LastEvent ?? _lastEvent;
            ForgetMissed();
            var now = time.GetUtcNow();
            var oldest = _unread.Values.Select(e => e.At).Append(now).Min();
            if (contents?.OldestWaiting is { } received && DateTimeOffset.FromUnixTimeMilliseconds(received) is var since && since < oldest)
            {
                oldest = since;
            }
            return new DeliveryCounts(
                _made,
                contents?.Shown ?? 0,
                (contents?.Waiting ?? 0) + _unread.Count,
                contents?.Late ?? 0,
                Twice(contents),
                _missed,
                now - oldest
            );
        }
    }

    private void ForgetMissed()
    {
        var queued = server.Queue.Select(e => e.Hash).ToHashSet();
        foreach (var hash in _unread.Keys.Where(hash => !queued.Contains(hash)).ToList())
        {
            _unread.Remove(hash);
            _missed++;
        }
    }

    /// <summary>
    /// The bot's messages that the bridge has no record of although it knows one with the same text in that chat: their
    /// send took effect, its answer never came, and they were sent again. (Answers to strangers it does not record at all.)
    /// </summary>
    private long Twice(BridgeDatabase.Contents? contents)
    {
        if (telegram is null || contents is null)
        {
            return 0;
        }
        var settled = time.GetUtcNow() - TimeSpan.FromSeconds(2);
        return telegram.World.Chats.Sum(chat =>
        {
            var isKnown = chat.FromBot.ToLookup(message => contents.Messages.Contains((chat.Id, message.Id)));
            var recorded = isKnown[true].Select(FirstSent).ToHashSet();
            return isKnown[false].LongCount(message => message.SentAt < settled && recorded.Contains(FirstSent(message)));
        });
    }

    private static string FirstSent(ShownMessage message) => message.History is [var first, ..] ? first.Raw : message.Raw;
}

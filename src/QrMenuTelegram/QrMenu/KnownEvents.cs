using QrMenuTelegram.Events;

namespace QrMenuTelegram.QrMenu;

/// <summary>An accepted event that its server still shows, or showed until lately.</summary>
/// <param name="EventId">Its row; 0 where it could not be stored.</param>
/// <param name="SeenAt">When an answer last held it.</param>
/// <param name="SavedSeenAt">The same as the database knows it.</param>
public sealed record Sighting(long EventId, Instant ReceivedAt, Instant SeenAt, Instant SavedSeenAt);

/// <summary>
/// Which events of one server are no news: those seen within <paramref name="keep"/>. Never all of history: hashes have
/// 32 bits, and after months one comes again. Safe for concurrent use.
/// </summary>
/// <param name="keep">The queue window plus a margin.</param>
public sealed class KnownEvents(TimeSpan keep)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<EventKey, Sighting> _sightings = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _sightings.Count;
            }
        }
    }

    /// <summary>Null when the event is news.</summary>
    public Sighting? Find(EventKey key, Instant now)
    {
        lock (_lock)
        {
            return _sightings.TryGetValue(key, out var sighting) && now - sighting.SeenAt <= keep ? sighting : null;
        }
    }

    /// <summary>The events of an answer that are news, each once, in the server's order.</summary>
    public IReadOnlyList<MenuEvent> Fresh(IReadOnlyList<MenuEvent> events, Instant now)
    {
        lock (_lock)
        {
            var met = new HashSet<EventKey>();
            return [.. events.Where(e => Find(EventKey.From(e), now) is null && met.Add(EventKey.From(e)))];
        }
    }

    /// <summary>After the commit that stored the event, or as read from the database at start.</summary>
    public void Add(EventKey key, long eventId, Instant receivedAt, Instant seenAt)
    {
        lock (_lock)
        {
            _sightings[key] = new Sighting(eventId, receivedAt, seenAt, seenAt);
        }
    }

    /// <summary>An answer held these.</summary>
    public void Saw(IReadOnlyList<MenuEvent> events, Instant now)
    {
        lock (_lock)
        {
            foreach (var key in events.Select(EventKey.From))
            {
                if (Find(key, now) is { } sighting)
                {
                    _sightings[key] = sighting with { SeenAt = now };
                }
            }
        }
    }

    /// <summary>Lets go of those that are no longer known.</summary>
    public void Forget(Instant now)
    {
        lock (_lock)
        {
            foreach (var (key, _) in _sightings.Where(pair => now - pair.Value.SeenAt > keep).ToList())
            {
                _sightings.Remove(key);
            }
        }
    }

    /// <summary>Sightings newer than the database knows.</summary>
    public IReadOnlyList<Sighting> Unsaved()
    {
        lock (_lock)
        {
            return [.. _sightings.Values.Where(sighting => sighting.EventId > 0 && sighting.SeenAt > sighting.SavedSeenAt)];
        }
    }

    /// <summary>After the commit that stored what <see cref="Unsaved"/> gave.</summary>
    public void Saved(IReadOnlyList<Sighting> saved)
    {
        lock (_lock)
        {
            var seenAt = saved.ToDictionary(sighting => sighting.EventId, sighting => sighting.SeenAt);
            foreach (var (key, sighting) in _sightings.ToList())
            {
                if (seenAt.TryGetValue(sighting.EventId, out var at))
                {
                    _sightings[key] = sighting with { SavedSeenAt = at };
                }
            }
        }
    }
}

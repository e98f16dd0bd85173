using QrMenuTelegram.Tests.WholeBridge.Invariants;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>Which events the bridge has stored, as its database was seen to hold them.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<(string Table, string Code), List<StoredEvent>> _byMark = [];

    private readonly Dictionary<long, StoredEvent> _firsts = [];

    private readonly Dictionary<long, Place> _origins = [];

    public List<StoredEvent> Stored { get; } = [];

    public long LastId { get; private set; }

    public void Add(StoredEvent stored)
    {
        Stored.Add(stored);
        Passed(stored.Id);
        var mark = (stored.Event.Table.ToString(System.Globalization.CultureInfo.InvariantCulture), stored.Event.Code);
        if (!_byMark.TryGetValue(mark, out var alike))
        {
            _byMark[mark] = alike = [];
        }
        alike.Add(stored);
        _firsts[stored.Id] = alike[0];
        stored.Event.IsStored = true;
    }

    /// <summary>Rows up to this one were looked at.</summary>
    public void Passed(long id) => LastId = id;

    /// <summary>Where notices were to be shown when they were wished; later their chat may get another id, or lose the topic.</summary>
    public void Wished(IEnumerable<EventNotice> notices)
    {
        foreach (var notice in notices)
        {
            _origins[notice.Id] = new Place(notice.ChatId, notice.TopicId);
        }
    }

    public Place Origin(EventNotice notice) => _origins.GetValueOrDefault(notice.Id) ?? new Place(notice.ChatId, notice.TopicId);

    /// <summary>The event that people read; of several that read alike, the first.</summary>
    public StoredEvent? Find(EventMark mark) => _byMark.GetValueOrDefault((mark.Table, mark.Code))?[0];

    /// <summary>All that people may be reading, but for presses that only renewed a call.</summary>
    public IEnumerable<StoredEvent> AllOf(EventMark mark) =>
        _byMark.GetValueOrDefault((mark.Table, mark.Code), []).Where(stored => !stored.IsAgain);

    /// <summary>The first of the events that read like this one.</summary>
    public long FirstOf(long eventId) => _firsts.TryGetValue(eventId, out var first) ? first.Id : eventId;
}

/// <param name="Id">Its row.</param>
/// <param name="Event">What the guest did.</param>
/// <param name="ReceivedAt">Steady, as the bridge wrote it down.</param>
internal sealed record StoredEvent(long Id, GuestEvent Event, long ReceivedAt)
{
    /// <summary>Whether it was one more press of a call that was open.</summary>
    public bool IsAgain { get; init; }
}

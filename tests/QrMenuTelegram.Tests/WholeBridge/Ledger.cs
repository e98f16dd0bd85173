using QrMenuTelegram.Tests.WholeBridge.Invariants;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>Which events the bridge has stored, as its database was seen to hold them.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<(string Table, string Code), StoredEvent> _byMark = [];

    private readonly Dictionary<long, Place> _origins = [];

    public List<StoredEvent> Stored { get; } = [];

    public long LastId { get; private set; }

    public void Add(StoredEvent stored)
    {
        Stored.Add(stored);
        Passed(stored.Id);
        _byMark[(stored.Event.Table.ToString(System.Globalization.CultureInfo.InvariantCulture), stored.Event.Code)] = stored;
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

    public StoredEvent? Find(EventMark mark) => _byMark.GetValueOrDefault((mark.Table, mark.Code));
}

/// <param name="Id">Its row.</param>
/// <param name="Event">What the guest did.</param>
/// <param name="ReceivedAt">Steady, as the bridge wrote it down.</param>
internal sealed record StoredEvent(long Id, GuestEvent Event, long ReceivedAt);

using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>Which events the bridge has stored, as its database was seen to hold them.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<(string Table, string Code), StoredEvent> _byMark = [];

    public List<StoredEvent> Stored { get; } = [];

    public long LastId { get; private set; }

    public void Add(StoredEvent stored)
    {
        Stored.Add(stored);
        LastId = stored.Id;
        _byMark[(stored.Event.Table.ToString(System.Globalization.CultureInfo.InvariantCulture), stored.Event.Code)] = stored;
        stored.Event.IsStored = true;
    }

    public StoredEvent? Find(EventMark mark) => _byMark.GetValueOrDefault((mark.Table, mark.Code));
}

/// <param name="Id">Its row.</param>
/// <param name="Event">What the guest did.</param>
/// <param name="ReceivedAt">Steady, as the bridge wrote it down.</param>
internal sealed record StoredEvent(long Id, GuestEvent Event, long ReceivedAt)
{
    public string Subject => $"event:{Id}";
}

using System.Globalization;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Invariants 1, 2 and 5: an event is stored once, and at that moment everybody who is subscribed has just one notice of
/// it; where nobody is, the managers have, at most once per table and hour. A guest who presses again while his call is
/// open makes no new notice, but is counted.
/// </summary>
internal sealed class EnqueuedOnce(Simulation run) : Invariant(run)
{
    private const long Hour = 3_600_000;
    private readonly Dictionary<string, long> _unclaimedToldAt = [];

    // How many presses of each call were stored.
    private readonly Dictionary<long, int> _presses = [];

    public override void AfterStep(bool mayHaveStored)
    {
        if (!mayHaveStored)
        {
            return;
        }
        var news = Rows.All<EventRow>(Run, string.Create(CultureInfo.InvariantCulture,
            $"SELECT id AS Id, server AS Server, hash AS Hash, code AS Code, table_id AS TableId, received_at AS ReceivedAt, body AS Body FROM events WHERE id > {Run.Ledger.LastId} ORDER BY id"));
        var wished = news.Count == 0 ? null : ShownEvents.Wished(Run, Run.Ledger.LastId).ToLookup(notice => notice.EventId);
        foreach (var row in news)
        {
            if (Run.Guests.Odd.Find(odd => odd.Server == row.Server && row.Body.Contains(odd.Mark, StringComparison.Ordinal)) is { } odd)
            {
                StoreOdd(odd, row.Id);
                continue;
            }
            var guest = Run.Guests.Events.Find(e => (e.Server, e.Hash, e.Code, e.TableId) == (row.Server, row.Hash, row.Code, row.TableId));
            if (guest is null)
            {
                Violated($"nothing of the kind happened: {row}");
                return;
            }
            if (guest.IsStored)
            {
                Violated($"stored twice: {guest}");
            }
            var call = CallBook.IsCall(row.Code) ? CallOf(row) : null;
            var again = call is not null && _presses.ContainsKey(call.Id);
            var stored = new StoredEvent(row.Id, guest, row.ReceivedAt) { IsAgain = again };
            Run.Ledger.Add(stored);
            if (call is not null)
            {
                _presses[call.Id] = _presses.GetValueOrDefault(call.Id) + 1;
            }
            if (!again)
            {
                HasNotices(stored, call is null ? [.. wished![row.Id]] : Opening(call));
            }
        }
    }

    public override void AtEnd()
    {
        foreach (var call in Rows.All<CallRow>(Run, "SELECT id AS Id, times AS Times FROM calls").Where(call => call.Times != _presses.GetValueOrDefault(call.Id)))
        {
            Violated($"call {call.Id} was pressed {_presses.GetValueOrDefault(call.Id)} times and says {call.Times}");
        }
    }

    /// <summary>The call that a press opened or renewed, the older of two in one instant; null where nobody was told of it.</summary>
    private CallRow? CallOf(EventRow row) => Rows.All<CallRow>(Run, string.Create(CultureInfo.InvariantCulture, $"""
        SELECT id AS Id, times AS Times FROM calls
        WHERE server = '{row.Server}' AND table_id = '{row.TableId}' AND code = '{row.Code}' AND opened_at <= {row.ReceivedAt} AND ifnull(closed_at, {row.ReceivedAt}) >= {row.ReceivedAt}
        ORDER BY id
        """)).FirstOrDefault(call => _presses.GetValueOrDefault(call.Id) < call.Times);

    private IReadOnlyList<EventNotice> Opening(CallRow call) => Rows.All<EventNotice>(Run, string.Create(CultureInfo.InvariantCulture, $"""
        SELECT n.id AS Id, n.chat_id AS ChatId, n.topic_id AS TopicId, n.urgency AS Urgency, n.ended_at AS EndedAt
        FROM call_notices k JOIN notices n ON n.id = k.notice_id WHERE k.call_id = {call.Id} AND k.kind IN ('call', 'unclaimed', 'muted')
        """));

    private void StoreOdd(OddEvent odd, long id)
    {
        Run.Ledger.Passed(id);
        if (odd.IsStored)
        {
            Violated($"stored twice: {odd}");
        }
        odd.IsStored = true;
        if (Rows.Number(Run, $"SELECT count(*) FROM notices WHERE subject = 'event:{id}' AND html LIKE '%{odd.Mark}%'") == 0)
        {
            Violated($"no manager hears of {odd}");
        }
    }

    private void HasNotices(StoredEvent stored, IReadOnlyList<EventNotice> notices)
    {
        Run.Ledger.Wished(notices);
        var places = notices.Where(notice => !notice.IsForwarded).Select(notice => new Place(notice.ChatId, notice.TopicId)).ToList();
        var expected = Subscribers.Of(Run, stored.Event, stored.ReceivedAt).Places;
        if (expected.Count > 0)
        {
            if (!places.OrderBy(place => place.ChatId).ThenBy(place => place.TopicId).SequenceEqual(expected))
            {
                Violated($"{stored.Event} went to [{string.Join(", ", places)}] instead of [{string.Join(", ", expected)}]");
            }
            return;
        }
        var table = stored.Event.Server + stored.Event.TableId;
        var isDue = !_unclaimedToldAt.TryGetValue(table, out var toldAt) || stored.ReceivedAt - toldAt >= Hour;
        if (places.Count > 0 != isDue || places.Distinct().Count() < places.Count)
        {
            Violated($"{stored.Event}, for nobody, went to [{string.Join(", ", places)}]");
        }
        if (isDue)
        {
            _unclaimedToldAt[table] = stored.ReceivedAt;
        }
    }

    internal sealed record EventRow(long Id, string Server, string Hash, string Code, string TableId, long ReceivedAt, string Body);

    internal sealed class CallRow
    {
        public long Id { get; init; }

        public long Times { get; init; }
    }
}

/// <summary>A chat and topic.</summary>
internal sealed record Place(long ChatId, long TopicId);

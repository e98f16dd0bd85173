using System.Globalization;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Invariants 1, 2 and 5: an event is stored once, and at that moment everybody who is subscribed has just one notice of
/// it; where nobody is, the managers have, each time, and read that nobody is subscribed once per table and hour. A guest
/// who presses again while his call is open makes no new notice, but is counted.
/// </summary>
internal sealed class EnqueuedOnce(Simulation run) : Invariant(run)
{
    private const long Hour = 3_600_000;

    // Of the default settings.
    private const long RingAgain = 120_000;
    private const int LadderSteps = 3;

    private readonly Dictionary<string, long> _unclaimedToldAt = [];
    private long _lastUnclaimed;
    private int _commits;

    // How many presses of each call were stored.
    private readonly Dictionary<long, int> _presses = [];

    public override void AfterStep(bool mayHaveStored)
    {
        if (mayHaveStored)
        {
            LookAtNews();
        }
        if (Run.World.Boundaries.Commits != _commits)
        {
            _commits = Run.World.Boundaries.Commits;
            LearnTold(long.MaxValue);
        }
    }

    private void LookAtNews()
    {
        var news = Rows.All<EventRow>(
            Run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT id AS Id, server AS Server, hash AS Hash, code AS Code, table_id AS TableId, received_at AS ReceivedAt, body "
                    + $"AS Body FROM events WHERE id > {Run.Ledger.LastId} ORDER BY id"
            )
        );
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
            var call = CallLifecycle.IsCall(row.Code) ? CallOf(row) : null;
            if (call is null && CallLifecycle.IsCall(row.Code))
            {
                Violated($"{guest} is no call");
            }
            var again = call is not null && _presses.ContainsKey(call.Id);
            var stored = new StoredEvent(row.Id, guest, row.ReceivedAt) { IsAgain = again };
            Run.Ledger.Add(stored);
            if (call is not null)
            {
                _presses[call.Id] = _presses.GetValueOrDefault(call.Id) + 1;
            }
            if (call is not null)
            {
                IsHeard(call.Id, stored);
            }
            if (!again)
            {
                HasNotices(stored, call is null ? [.. wished![row.Id]] : Opening(call));
            }
        }
    }

    public override void AtEnd()
    {
        foreach (
            var call in Rows.All<CallRow>(Run, "SELECT id AS Id, times AS Times FROM calls")
                .Where(call => call.Times != _presses.GetValueOrDefault(call.Id))
        )
        {
            Violated($"call {call.Id} was pressed {_presses.GetValueOrDefault(call.Id)} times and says {call.Times}");
        }
    }

    /// <summary>
    /// A press rings, or something rang not long before; and while nobody holds its call, some step of the ladder is still
    /// to come, which tells the managers in the end. A call that ended meanwhile was followed by another.
    /// </summary>
    private void IsHeard(long id, StoredEvent press)
    {
        var call = Rows.All<HeardRow>(
            Run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT c.rung_at AS RungAt, c.step AS Step, c.claimed_by IS NOT NULL OR c.closed_at IS NOT NULL AS IsHeldOrOver,
                       EXISTS (SELECT 1 FROM call_notices k JOIN notices n ON n.id = k.notice_id LEFT JOIN messages m ON m.id = n.message_id
                           WHERE k.call_id = c.id AND k.kind <> 'holder' AND n.silent = 0 AND (n.created_at >= {press.ReceivedAt
                    - RingAgain}
                               OR (n.ended_at IS NULL AND (m.telegram_id IS NULL OR m.shown_at >= {press.ReceivedAt - RingAgain})))) AS Rang
                FROM calls c WHERE c.id = {id}
                """
            )
        )[0];
        if (call.IsHeldOrOver)
        {
            return;
        }
        if (press.ReceivedAt - call.RungAt > RingAgain || !call.Rang)
        {
            Violated($"{press.Event} is without a ring: call {id} rang at {call.RungAt}, and it is {press.ReceivedAt}");
        }
        if (call.Step >= LadderSteps)
        {
            Violated($"{press.Event} is without a ladder: call {id} has taken step {call.Step}");
        }
    }

    // What managers read when they get a call later, as when its only chat was unsubscribed, counts too.
    private void LearnTold(long before)
    {
        foreach (
            var told in Rows.All<ToldRow>(
                Run,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT k.notice_id AS Id, c.server || c.table_id AS Place FROM call_notices k JOIN calls c ON c.id = k.call_id
                    WHERE k.kind = 'unclaimed' AND k.notice_id > {_lastUnclaimed} AND k.notice_id < {before} ORDER BY k.notice_id
                    """
                )
            )
        )
        {
            _unclaimedToldAt[told.Place] = Run.World.Steady();
            _lastUnclaimed = told.Id;
        }
    }

    /// <summary>The call that a press opened or renewed, the older of two in one instant; null where there is none.</summary>
    private CallRow? CallOf(EventRow row) =>
        Rows.All<CallRow>(
                Run,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT id AS Id, times AS Times FROM calls
                    WHERE server = '{row.Server}' AND table_id = '{row.TableId}' AND code = '{row.Code}'
                        AND opened_at <= {row.ReceivedAt} AND ifnull(closed_at, {row.ReceivedAt}) >= {row.ReceivedAt}
                    ORDER BY id
                    """
                )
            )
            .FirstOrDefault(call => _presses.GetValueOrDefault(call.Id) < call.Times);

    private IReadOnlyList<EventNotice> Opening(CallRow call) =>
        Rows.All<EventNotice>(
            Run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT n.id AS Id, n.chat_id AS ChatId, n.topic_id AS TopicId, n.urgency AS Urgency, n.ended_at AS EndedAt,
                    n.silent AS IsSilent, k.kind = 'unclaimed' AS SaysNobody
                FROM call_notices k JOIN notices n ON n.id = k.notice_id WHERE k.call_id = {call.Id}
                    AND k.kind IN ('call', 'unclaimed', 'unclaimed_again', 'muted')
                """
            )
        );

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
        var expected = Subscribers.Of(Run, stored.Event, stored.ReceivedAt);
        if (!places.OrderBy(place => place.ChatId).ThenBy(place => place.TopicId).SequenceEqual(expected.Places))
        {
            Violated($"{stored.Event} went to [{string.Join(", ", places)}] instead of [{string.Join(", ", expected.Places)}]");
        }
        if (!expected.Unclaimed || places.Count == 0)
        {
            return;
        }
        LearnTold(notices.Min(notice => notice.Id));
        var table = stored.Event.Server + stored.Event.TableId;
        var isDue = !_unclaimedToldAt.TryGetValue(table, out var toldAt) || stored.ReceivedAt - toldAt >= Hour;
        foreach (var notice in notices.Where(notice => !notice.IsForwarded))
        {
            if (notice.SaysNobody != isDue || notice.IsSilent != (!isDue && !CallLifecycle.IsCall(stored.Event.Code)))
            {
                Violated(
                    $"{stored.Event}, for nobody, "
                        + $"{(notice.SaysNobody ? "says" : "does not say")} so{(notice.IsSilent ? ", silently" : "")}; told at "
                        + $"{toldAt}, now {stored.ReceivedAt}"
                );
            }
        }
        if (isDue)
        {
            _unclaimedToldAt[table] = stored.ReceivedAt;
        }
    }

    internal sealed record EventRow(long Id, string Server, string Hash, string Code, string TableId, long ReceivedAt, string Body);

    internal sealed class ToldRow
    {
        public long Id { get; init; }

        public string Place { get; init; } = "";
    }

    internal sealed class HeardRow
    {
        public long RungAt { get; init; }

        public long Step { get; init; }

        public bool IsHeldOrOver { get; init; }

        public bool Rang { get; init; }
    }

    internal sealed class CallRow
    {
        public long Id { get; init; }

        public long Times { get; init; }
    }
}

/// <summary>A chat and topic.</summary>
internal sealed record Place(long ChatId, long TopicId);

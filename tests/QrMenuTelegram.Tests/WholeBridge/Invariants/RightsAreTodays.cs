using System.Globalization;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Invariant 16: once a removal is committed, nobody without rights is sent an event, nothing hangs on him, and his presses
/// change nothing; what he held is open again, and what he was shown somebody else is shown too.
/// </summary>
internal sealed class RightsAreTodays(Simulation run) : Invariant(run)
{
    private const string OfManagers = """
        SELECT p.id AS Person, 'is subscribed' AS What FROM people p JOIN subscriptions s ON s.chat_id = p.id WHERE p.is_manager = 0
        UNION ALL SELECT p.id, 'has a board' FROM people p JOIN boards b ON b.chat_id = p.id AND b.taken_down = 0 WHERE p.is_manager = 0
        UNION ALL SELECT p.id, 'gets reports' FROM people p JOIN report_times r ON r.chat_id = p.id WHERE p.is_manager = 0
        UNION ALL SELECT p.id, 'is owed a report' FROM people p JOIN report_requests r ON r.chat_id = p.id WHERE p.is_manager = 0
        UNION ALL SELECT p.id, 'has an open dialog' FROM people p JOIN dialogs d ON d.chat_id = p.id AND d.ended_at IS NULL
            WHERE p.is_manager = 0 AND NOT (p.is_staff = 1 AND d.kind LIKE '%?') -- staff too are asked which table they mean
        UNION ALL SELECT p.id, 'has invited' FROM people p JOIN invitations i ON i.created_by = p.id AND i.used_by IS NULL
            WHERE p.is_manager = 0
        """;

    // gone: who had rights and has none, and since when.
    private const string OfAll = """
        SELECT g.id AS Person, 'holds call ' || c.id AS What FROM gone g JOIN calls c ON c.claimed_by = g.id AND c.closed_at IS NULL
        UNION ALL SELECT g.id, 'took call ' || c.id FROM gone g JOIN calls c ON c.claimed_by = g.id WHERE c.claimed_at > g.at
        UNION ALL SELECT g.id, 'closed call ' || c.id FROM gone g JOIN calls c ON c.closed_by = g.id WHERE c.closed_at > g.at
        UNION ALL SELECT g.id, 'is shown open call ' || c.id FROM gone g JOIN calls c ON c.closed_at IS NULL
            JOIN call_notices k ON k.call_id = c.id JOIN notices n ON n.id = k.notice_id AND n.chat_id = g.id AND n.ended_at IS NULL
        UNION ALL SELECT g.id, 'has tables' FROM gone g JOIN table_owners o ON o.person_id = g.id
        UNION ALL SELECT g.id, 'has muted' FROM gone g JOIN mutes m ON m.chat_id = g.id
        """;

    private readonly HashSet<long> _haveRights = [];
    private readonly Dictionary<long, long> _gone = [];
    private IReadOnlyList<Row> _before = [];
    private int _commits = -1;

    public override void AfterStep(bool mayHaveStored)
    {
        if (Run.World.Boundaries.Commits == _commits)
        {
            return;
        }
        _commits = Run.World.Boundaries.Commits;
        Look();
        foreach (
            var left in Rows.All<Leftover>(Run, OfManagers)
                .Concat(_gone.Count == 0 ? [] : Rows.All<Leftover>(Run, $"WITH gone(id, at) AS (VALUES {Gone()}) {OfAll}"))
        )
        {
            Violated($"{left.Person} has no right to it and {left.What}");
        }
        foreach (var call in _before.Where(call => _gone.ContainsKey(call.Person)))
        {
            AreOthersShown(call);
        }
        _before = Rows.All<Row>(
            Run,
            """
            SELECT c.id AS CallId, c.claimed_by AS Person, 1 AS IsHeld FROM calls c JOIN people p ON p.id = c.claimed_by
                WHERE c.closed_at IS NULL AND p.is_manager + p.is_staff > 0
            UNION ALL SELECT c.id, n.chat_id, 0 FROM calls c JOIN call_notices k ON k.call_id = c.id JOIN notices n ON n.id = k.notice_id
                JOIN people p ON p.id = n.chat_id WHERE c.closed_at IS NULL AND p.is_manager + p.is_staff > 0 AND n.ended_at IS NULL
            """
        );
    }

    public override void Started(Request request)
    {
        if (request.ChatId > 0 && EventMark.In(request.Content.Text).Count > 0 && _gone.ContainsKey(request.ChatId))
        {
            Violated($"whoever was removed is sent an event: {request}");
        }
    }

    private void Look()
    {
        var now = Rows.All<Leftover>(Run, "SELECT id AS Person FROM people WHERE is_manager + is_staff > 0")
            .Select(person => person.Person)
            .ToHashSet();
        foreach (var person in _haveRights.Except(now).ToList())
        {
            _gone.TryAdd(person, Run.World.Steady());
        }
        foreach (var person in now)
        {
            _gone.Remove(person);
        }
        _haveRights.Clear();
        _haveRights.UnionWith(now);
    }

    private string Gone() =>
        string.Join(", ", _gone.Select(person => string.Create(CultureInfo.InvariantCulture, $"({person.Key}, {person.Value})")));

    private void AreOthersShown(Row before)
    {
        var call = Rows.All<CallRow>(
                Run,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT ifnull(claimed_by, 0) AS Holder, closed_at IS NOT NULL AS IsClosed,
                           (SELECT count(*) FROM call_notices k JOIN notices n ON n.id = k.notice_id
                               WHERE k.call_id = calls.id AND n.ended_at IS NULL AND n.chat_id <> {before.Person}) AS Shown
                    FROM calls WHERE id = {before.CallId}
                    """
                )
            )
            .SingleOrDefault();
        if (call is { IsClosed: false } && (call.Shown == 0 || (before.IsHeld && call.Holder == before.Person)))
        {
            Violated(
                $"call {before.CallId} of {before.Person}, who was removed, is shown to {call.Shown} others and held by {call.Holder}"
            );
        }
    }

    internal sealed class Leftover
    {
        public long Person { get; init; }

        public string What { get; init; } = "";
    }

    internal sealed class Row
    {
        public long CallId { get; init; }

        public long Person { get; init; }

        public bool IsHeld { get; init; }
    }

    internal sealed class CallRow
    {
        public long Holder { get; init; }

        public bool IsClosed { get; init; }

        public long Shown { get; init; }
    }
}

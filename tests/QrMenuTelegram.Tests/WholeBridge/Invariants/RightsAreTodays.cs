using System.Globalization;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Invariant 16: once a removal is committed, nobody without rights is sent an event, nothing hangs on him, and his presses
/// change nothing; what he held is open again, and what he was shown somebody else is shown too.
/// </summary>
internal sealed class RightsAreTodays(Simulation run) : Invariant(run)
{
    private const string Leftovers =
        """
        SELECT p.id AS Person, 'holds call ' || c.id AS What FROM people p JOIN calls c ON c.claimed_by = p.id AND c.closed_at IS NULL WHERE p.removed_at IS NOT NULL
        UNION ALL SELECT p.id, 'took call ' || c.id FROM people p JOIN calls c ON c.claimed_by = p.id WHERE c.claimed_at > p.removed_at
        UNION ALL SELECT p.id, 'closed call ' || c.id FROM people p JOIN calls c ON c.closed_by = p.id WHERE c.closed_at > p.removed_at
        UNION ALL SELECT p.id, 'is shown open call ' || c.id FROM people p JOIN calls c ON c.closed_at IS NULL
            JOIN call_notices k ON k.call_id = c.id JOIN notices n ON n.id = k.notice_id AND n.chat_id = p.id AND n.ended_at IS NULL WHERE p.removed_at IS NOT NULL
        UNION ALL SELECT p.id, 'has tables' FROM people p JOIN table_owners o ON o.person_id = p.id WHERE p.removed_at IS NOT NULL
        UNION ALL SELECT p.id, 'is subscribed' FROM people p JOIN subscriptions s ON s.chat_id = p.id WHERE p.is_manager = 0
        UNION ALL SELECT p.id, 'has a board' FROM people p JOIN boards b ON b.chat_id = p.id AND b.taken_down = 0 WHERE p.is_manager = 0
        UNION ALL SELECT p.id, 'gets reports' FROM people p JOIN report_times r ON r.chat_id = p.id WHERE p.is_manager = 0
        UNION ALL SELECT p.id, 'is owed a report' FROM people p JOIN report_requests r ON r.chat_id = p.id WHERE p.is_manager = 0
        UNION ALL SELECT p.id, 'has muted' FROM people p JOIN mutes m ON m.chat_id = p.id WHERE p.removed_at IS NOT NULL
        UNION ALL SELECT p.id, 'has an open dialog' FROM people p JOIN dialogs d ON d.chat_id = p.id AND d.ended_at IS NULL WHERE p.is_manager = 0
        UNION ALL SELECT p.id, 'has invited' FROM people p JOIN invitations i ON i.created_by = p.id AND i.used_by IS NULL WHERE p.is_manager = 0
        """;

    private IReadOnlyList<Row> _before = [];
    private int _commits = -1;

    public override void AfterStep(bool mayHaveStored)
    {
        if (Run.World.Boundaries.Commits == _commits)
        {
            return;
        }
        _commits = Run.World.Boundaries.Commits;
        foreach (var left in Rows.All<Leftover>(Run, Leftovers))
        {
            Violated($"{left.Person} has no right to it and {left.What}");
        }
        foreach (var call in _before.Where(call => Removed().Contains(call.Person)))
        {
            AreOthersShown(call);
        }
        _before = Rows.All<Row>(Run,
            """
            SELECT c.id AS CallId, c.claimed_by AS Person, 1 AS IsHeld FROM calls c JOIN people p ON p.id = c.claimed_by WHERE c.closed_at IS NULL AND p.is_manager + p.is_staff > 0
            UNION ALL SELECT c.id, n.chat_id, 0 FROM calls c JOIN call_notices k ON k.call_id = c.id JOIN notices n ON n.id = k.notice_id
                JOIN people p ON p.id = n.chat_id WHERE c.closed_at IS NULL AND p.is_manager + p.is_staff > 0 AND n.ended_at IS NULL
            """);
    }

    public override void Started(Request request)
    {
        if (request.ChatId > 0 && EventMark.In(request.Content.Text).Count > 0 && Removed().Contains(request.ChatId))
        {
            Violated($"whoever was removed is sent an event: {request}");
        }
    }

    private HashSet<long> Removed() => [.. Rows.All<Leftover>(Run, "SELECT id AS Person, '' AS What FROM people WHERE removed_at IS NOT NULL").Select(person => person.Person)];

    private void AreOthersShown(Row before)
    {
        var call = Rows.All<CallRow>(Run, string.Create(CultureInfo.InvariantCulture, $"""
            SELECT ifnull(claimed_by, 0) AS Holder, closed_at IS NOT NULL AS IsClosed,
                   (SELECT count(*) FROM call_notices k JOIN notices n ON n.id = k.notice_id WHERE k.call_id = calls.id AND n.ended_at IS NULL AND n.chat_id <> {before.Person}) AS Shown
            FROM calls WHERE id = {before.CallId}
            """)).SingleOrDefault();
        if (call is { IsClosed: false } && (call.Shown == 0 || (before.IsHeld && call.Holder == before.Person)))
        {
            Violated($"call {before.CallId} of {before.Person}, who was removed, is shown to {call.Shown} others and held by {call.Holder}");
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

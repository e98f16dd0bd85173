using System.Globalization;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// A reminder goes where the call is for at that moment, by subscriptions, halls, owners and mutes; where nothing of that
/// takes messages, to the managers. A chat that no longer gets the call is never rung again.
/// </summary>
internal sealed class RingsForWhomItIs(Simulation run) : Invariant(run)
{
    private long _last;
    private int _commits;

    public override void AfterStep(bool mayHaveStored)
    {
        if (Run.World.Boundaries.Commits == _commits)
        {
            return;
        }
        _commits = Run.World.Boundaries.Commits;
        var rows = Rows.All<Row>(
            Run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT k.notice_id AS Id, k.kind AS Kind, n.chat_id AS ChatId, n.topic_id AS TopicId, c.server AS Server, c.code AS Code,
                    c.table_name AS TableName
                FROM notices n JOIN call_notices k ON k.notice_id = n.id JOIN calls c ON c.id = k.call_id
                WHERE n.id > {_last} AND k.kind = 'reminder' ORDER BY n.id
                """
            )
        );
        foreach (var ring in rows)
        {
            _last = ring.Id;
            var call = new GuestEvent(ring.Server, "", ring.Code, int.Parse(ring.TableName, CultureInfo.InvariantCulture))
            {
                At = 0,
                Until = 0,
            };
            if (!Subscribers.MayRing(Run, call, new Place(ring.ChatId, ring.TopicId), Run.World.Steady()))
            {
                Violated(
                    $"notice {ring.Id} rings in {ring.ChatId}/{ring.TopicId}, which {ring.Server} {ring.Code} of table "
                        + $"{ring.TableName} is not for"
                );
            }
        }
    }

    internal sealed class Row
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public long ChatId { get; init; }

        public long TopicId { get; init; }

        public string Server { get; init; } = "";

        public string Code { get; init; } = "";

        public string TableName { get; init; } = "";
    }
}

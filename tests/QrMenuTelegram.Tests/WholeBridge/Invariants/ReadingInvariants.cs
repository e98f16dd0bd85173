namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Invariant 3 and the first half of "nothing lost": while a server answers and the bridge can store, no event stands in
/// its queue for long without being stored, whatever the server did with its hashes.
/// </summary>
internal sealed class NothingMissed(Simulation run) : Invariant(run)
{
    // The wait after failures, a poll that times out, the span between full looks, and a little.
    private const long Longest = 5_000 + 10_000 + 15_000 + 6_000;
    private const long LookEvery = 5_000;
    private long _nextLook;

    public override void AfterStep(bool mayHaveStored)
    {
        if (Run.World.Now < _nextLook)
        {
            return;
        }
        _nextLook = Run.World.Now + LookEvery;
        foreach (var server in Run.Servers.Where(server => server.GoodSince is not null))
        {
            foreach (
                var missed in server.Queue.Where(e => !e.IsStored && Math.Max(e.At, server.GoodSince!.Value) + Longest < Run.World.Now)
            )
            {
                Violated($"{missed} has been in the queue since {missed.At / 1000.0:0.000} s");
            }
        }
    }
}

/// <summary>Invariant 3: a cursor that the database holds is the hash of an event that it holds too.</summary>
internal sealed class CursorBehindEvents(Simulation run) : Invariant(run)
{
    public override void AfterStep(bool mayHaveStored)
    {
        if (
            mayHaveStored
            && Rows.Text(
                Run,
                """
                SELECT name || ' ' || cursor FROM servers
                WHERE cursor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM events WHERE server = name AND hash = cursor)
                """
            )
                is { } ahead
        )
        {
            Violated(ahead);
        }
    }
}

/// <summary>The schema's own rules were kept by SQLite; here, that the file is whole.</summary>
internal sealed class DatabaseIsSound(Simulation run) : Invariant(run)
{
    public override void AtEnd()
    {
        if (Rows.Text(Run, "PRAGMA integrity_check") is var found and not "ok")
        {
            Violated(found ?? "");
        }
        if (Rows.Number(Run, "SELECT count(*) FROM pragma_foreign_key_check()") > 0)
        {
            Violated("a row names another that is not there");
        }
    }
}

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>What holds whatever happens. A new one only needs its line in <see cref="All"/>.</summary>
internal abstract class Invariant(Simulation run)
{
    protected Simulation Run => run;

    public static IReadOnlyList<Invariant> All(Simulation run) =>
    [
        new EnqueuedOnce(run), new NothingMissed(run), new CursorBehindEvents(run),
        new NothingLost(run), new NothingTwice(run), new InOrder(run), new LateSaysSo(run),
        new RequestsAreSane(run), new ShowsWhatIsWished(run), new UpdatesOnce(run), new DatabaseIsSound(run),
    ];

    /// <summary>After something happened, while the bridge runs.</summary>
    /// <param name="mayHaveStored">Whether it may have stored events since the last time.</param>
    public virtual void AfterStep(bool mayHaveStored)
    {
    }

    /// <summary>When all is calm and nothing is on its way.</summary>
    public virtual void AtEnd()
    {
    }

    protected void Violated(string how) => run.World.Violated(GetType().Name, how);
}

using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>What holds whatever happens. A new one only needs its line in <see cref="All"/>.</summary>
internal abstract class Invariant(Simulation run)
{
    protected Simulation Run => run;

    public static IReadOnlyList<Invariant> All(Simulation run) =>
        [
            new EnqueuedOnce(run),
            new NothingMissed(run),
            new CursorBehindEvents(run),
            new NothingLost(run),
            new NothingTwice(run),
            new InOrder(run),
            new LateSaysSo(run),
            new RepeatSaysSo(run),
            new RequestsAreSane(run),
            new ShowsWhatIsWished(run),
            new UpdatesOnce(run),
            new DatabaseIsSound(run),
            new OneWinner(run),
            new NoReminderAfterTaking(run),
            new EveryCallEnds(run),
            new RingsForWhomItIs(run),
            new EditsOfWhatIsThere(run),
            new GuestsFirst(run),
            new BoardStarvesNoCall(run),
            new RightsAreTodays(run),
            new AlarmWhenUnseen(run),
            new MenusAreTheirs(run),
        ];

    /// <summary>After something happened, while the bridge runs.</summary>
    /// <param name="mayHaveStored">Whether it may have stored events since the last time.</param>
    public virtual void AfterStep(bool mayHaveStored) { }

    /// <summary>A send or an edit has just left; the database is as it was when it was decided.</summary>
    public virtual void Started(Request request) { }

    /// <summary>When all is calm and nothing is on its way, but calls may still be open.</summary>
    public virtual void AtRest() { }

    /// <summary>When all is calm, nothing is on its way and every call had the time to end.</summary>
    public virtual void AtEnd() { }

    protected void Violated(string how) => run.World.Violated(GetType().Name, how);
}

namespace QrMenuTelegram.Workers;

/// <summary>
/// Something that goes on as long as the bridge runs. The host gives it its turns, one at a time, and lets none of its
/// failures end it.
/// </summary>
public interface IWorker
{
    /// <summary>As the log calls it.</summary>
    string Name { get; }

    /// <summary>What makes it want a turn before it is due.</summary>
    IReadOnlyList<Signal> WakesOn => [];

    /// <summary>Does what is due now. Waits for nothing but the answer to what it asks.</summary>
    /// <param name="cancel">Ends such a wait: the bridge stops.</param>
    /// <exception cref="Exception">Nothing is lost; it is given another turn soon.</exception>
    ValueTask<Due> Turn(CancellationToken cancel);

    /// <summary>After the last turn: waits for what the turns began, and stores what the next start must know.</summary>
    ValueTask Close() => ValueTask.CompletedTask;
}

/// <summary>When a worker wants its next turn, if nothing wakes it before.</summary>
/// <param name="At">Steady; null for only when it is woken.</param>
public readonly record struct Due(Instant? At)
{
    public static readonly Due WhenWoken = new(null);
}

namespace QrMenuTelegram.Storage;

/// <summary>The tables of one folder that grow with time.</summary>
public interface IPrunable
{
    /// <summary>
    /// Removes what is finished and older. Looks at the oldest rows only (ids grow with time), so it costs the same however
    /// much there is.
    /// </summary>
    /// <param name="transaction">Of the pruning.</param>
    /// <param name="atOnce">How many rows of a table may go.</param>
    /// <returns>How many rows went.</returns>
    int Prune(Transaction transaction, Instant before, int atOnce);
}

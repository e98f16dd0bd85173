namespace QrMenuTelegram.Reports.Figures;

/// <summary>What a report needs of a call; instants are steady.</summary>
public sealed record CallRow(
    long Id,
    string Server,
    string TableKey,
    string TableName,
    string Code,
    Instant OpenedAt,
    int Times,
    Instant? FirstClaimedAt,
    long? ClaimedBy,
    string? ClaimedName,
    Instant? ClaimedAt,
    Instant? ClosedAt,
    string? Outcome
)
{
    /// <summary>From the guest's first press to the first one who took it; null when nobody did.</summary>
    public TimeSpan? TakenAfter => FirstClaimedAt is { } at ? at.Since(OpenedAt) : null;

    /// <summary>Whether whoever holds it was the first to take it: else the time until then is another's.</summary>
    public bool TakenByHolder => ClaimedBy is not null && ClaimedAt == FirstClaimedAt;
}

/// <summary>What became of a call.</summary>
public enum CallFate
{
    InTime,

    /// <summary>Taken, but later than it should have been.</summary>
    Late,

    /// <summary>Nobody ever took it, and the clock closed it.</summary>
    Missed,

    /// <summary>
    /// Nobody took it in the bot, yet it did not end as missed: still open, its table called anew, or the order was paid
    /// online first.
    /// </summary>
    Unmarked,
}

namespace QrMenuTelegram.QrMenu;

/// <summary>How one server does: for /status, <c>health</c> and metrics. Instants are steady; counts are of this process.</summary>
/// <param name="Name">In the configuration.</param>
/// <param name="LastSuccessAt">The last successful poll, perhaps of an earlier process; null before the first ever.</param>
/// <param name="FailingSince">The first failure of an outage that lasts; null when all is well.</param>
/// <param name="Failure">The last failure; null when all is well.</param>
/// <param name="Detail">Its one line, which names the variable to set where one may be wrong; null when all is well.</param>
/// <param name="EventsRead">News, that is: events that were accepted.</param>
/// <param name="NotUnderstood">Those of them that went to the managers as they are.</param>
/// <param name="NotAnnounced">Those of them whose announcement failed by a defect of ours.</param>
/// <param name="LastTook">From the question to the end of the answer, of the last poll.</param>
/// <param name="LastEventAt">When the newest event was accepted; null before the first ever.</param>
/// <param name="FloodingSince">Since when it brings more new events than a restaurant can produce; null when it does not.</param>
/// <param name="HeldBack">Events of that flood that were not stored.</param>
public sealed record MenuServerStatus(
    string Name,
    Instant? LastSuccessAt,
    Instant? FailingSince,
    PollFailure? Failure,
    string? Detail,
    long EventsRead,
    long NotUnderstood,
    long NotAnnounced,
    TimeSpan LastTook,
    Instant? LastEventAt,
    Instant? FloodingSince = null,
    long HeldBack = 0
);

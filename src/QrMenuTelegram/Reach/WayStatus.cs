namespace QrMenuTelegram.Reach;

/// <summary>How one way does. Instants are steady.</summary>
/// <param name="Name">As in the configuration.</param>
/// <param name="InUseSince">Null while it is not the one in use.</param>
/// <param name="FailingSince">Null while it works, as far as is known.</param>
/// <param name="Failure">Why it fails, in a line; null while it works.</param>
/// <param name="RoundTrip">The median of the last answers; null before the first.</param>
public sealed record WayStatus(string Name, Instant? InUseSince, Instant? FailingSince, string? Failure, TimeSpan? RoundTrip);

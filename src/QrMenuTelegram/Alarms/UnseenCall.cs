namespace QrMenuTelegram.Alarms;

/// <summary>A call that waits and that nobody can see.</summary>
/// <param name="Server">The QR Menu server's name.</param>
/// <param name="Table">What staff call the table.</param>
/// <param name="Code">As in <see cref="Events.EventCodes"/>.</param>
/// <param name="Since">When the guest called; steady.</param>
public sealed record UnseenCall(string Server, string Table, string Code, Instant Since);

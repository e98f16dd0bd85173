namespace QrMenuTelegram.Delivery;

/// <summary>A notice that could not be shown.</summary>
public sealed record HeldNotice(long Id, Urgency Urgency, string Html, string? Subject);

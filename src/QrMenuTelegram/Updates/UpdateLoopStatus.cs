using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Updates;

/// <summary>How reading Telegram's updates goes, for health and /status.</summary>
/// <param name="LastSuccessAt">Steady instant of the last answer that was handled; null before the first.</param>
/// <param name="FailingSince">Steady instant of the first failure since; null while all is well.</param>
/// <param name="Failure">What Telegram answers; null while all is well, and when the trouble is our own database.</param>
/// <param name="Reason">One line for people: what is wrong and the fix; null while all is well. Holds no secret.</param>
public sealed record UpdateLoopStatus(Instant? LastSuccessAt, Instant? FailingSince, TelegramFailure? Failure, string? Reason);

namespace QrMenuTelegram.Delivery;

/// <summary>How delivery is doing, for /status and health. Instants are steady Unix milliseconds.</summary>
/// <param name="UnauthorizedSince">Telegram refuses our token since; null while it takes it.</param>
/// <param name="AwaySince">Telegram does not answer since; null while it does.</param>
/// <param name="ParkedUntil">Telegram asked the bot as a whole for patience until then; long ago for not.</param>
/// <param name="LastDeliveredAt">The last send or edit that took effect in this run; null before the first.</param>
/// <param name="Sent">Messages sent in this run.</param>
/// <param name="Shown">Notices they carried.</param>
/// <param name="Edited">Edits in this run.</param>
/// <param name="Throttled">Answers 429 in this run.</param>
/// <param name="Unanswered">Sends and edits without a telling answer in this run.</param>
/// <param name="InDoubt">Notices that may be shown twice because the last run ended in mid-send.</param>
public sealed record CourierStatus(
    Instant? UnauthorizedSince,
    Instant? AwaySince,
    Instant ParkedUntil,
    Instant? LastDeliveredAt,
    long Sent,
    long Shown,
    long Edited,
    long Throttled,
    long Unanswered,
    int InDoubt
);

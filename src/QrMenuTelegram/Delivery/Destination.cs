namespace QrMenuTelegram.Delivery;

/// <summary>Where a notice goes: a chat and, in a forum, one of its topics.</summary>
/// <param name="ChatId">Telegram's chat id; negative for groups.</param>
/// <param name="TopicId">The message thread; 0 for none and for General.</param>
public readonly record struct Destination(long ChatId, int TopicId = 0);

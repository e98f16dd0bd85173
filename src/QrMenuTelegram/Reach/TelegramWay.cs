using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Reach;

/// <summary>One of the ways by which Telegram may be reached.</summary>
/// <param name="Name">As in the configuration.</param>
/// <param name="Telegram">By this way and no other.</param>
public sealed record TelegramWay(string Name, ITelegram Telegram);

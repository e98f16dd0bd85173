namespace QrMenuTelegram.Playground.Page.Parts;

/// <summary>What the page must know before anything else.</summary>
/// <param name="Run">Which start of the playground this is: a page of another one begins anew.</param>
/// <param name="Language"><c>ru</c> or <c>en</c>.</param>
/// <param name="Speed">How many seconds pass in one.</param>
/// <param name="RealAt">When the speed last changed, by the real clock; seconds since 1970.</param>
/// <param name="ShownAt">The same by the simulated one.</param>
/// <param name="Bot">The bot's username; null where Telegram is real.</param>
/// <param name="Restaurant">Whether the left side runs.</param>
/// <param name="Phones">Whether the right side runs.</param>
/// <param name="Bridge">Whether the bridge runs.</param>
/// <param name="ServerUrl">The simulated QR Menu server; null for none.</param>
/// <param name="ServerKey">Its key, which is no secret here.</param>
/// <param name="TelegramUrl">The simulated Bot API server; null for none.</param>
/// <param name="BotToken">The simulated bot's token, which is no secret here.</param>
internal sealed record PagePart(
    string Run,
    string Language,
    double Speed,
    double RealAt,
    double ShownAt,
    string? Bot,
    bool Restaurant,
    bool Phones,
    bool Bridge,
    string? ServerUrl,
    string? ServerKey,
    string? TelegramUrl,
    string? BotToken
)
{
    public static PagePart Of(PlaySession session) =>
        new(
            session.Run,
            session.Language,
            session.Time.Speed,
            session.Time.Anchor.Real.ToUnixTimeMilliseconds() / 1000.0,
            session.Time.Anchor.Shown.ToUnixTimeMilliseconds() / 1000.0,
            session.Phones?.Telegram.World.Bot.Username,
            session.Restaurant is not null,
            session.Phones is not null,
            session.Bridge is not null,
            session.Restaurant?.Server.Url,
            session.Restaurant?.Server.Token,
            session.Phones?.Telegram.ApiUrl,
            session.Phones?.Telegram.Token
        );
}

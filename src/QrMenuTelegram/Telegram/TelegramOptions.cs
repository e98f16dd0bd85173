namespace QrMenuTelegram.Telegram;

/// <summary>Section <c>Telegram</c>.</summary>
public sealed class TelegramOptions
{
    public const string Section = "Telegram";

    /// <summary>The bot token; or <see cref="TokenFile"/>.</summary>
    public string? Token { get; set; }

    /// <summary>A file that holds the token and nothing else.</summary>
    public string? TokenFile { get; set; }

    /// <summary>Another Bot API server, with the path before <c>/bot</c> if there is one. Null for Telegram's own.</summary>
    public string? ApiUrl { get; set; }

    /// <summary><c>http://…</c>, <c>https://…</c> or <c>socks5://user:pass@host:port</c>; null for none.</summary>
    public string? Proxy { get; set; }

    /// <summary>Comma-separated user ids who are managers from the start.</summary>
    public string? Managers { get; set; }
}

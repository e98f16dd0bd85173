using System.Globalization;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Settings;

internal static class TelegramRules
{
    public static void Check(TelegramOptions options, Findings findings)
    {
        options.Token = Secret.Read("Telegram__Token", options.Token, options.TokenFile, findings, "Get one from @BotFather in Telegram (/newbot) and set it.");
        if (options.Token is { } token && !IsToken(token))
        {
            findings.Error(
                options.TokenFile is null ? "Telegram__Token" : "Telegram__TokenFile",
                "is no bot token",
                "Copy the whole token that @BotFather gave you: digits, a colon, letters, as in 123456789:AAE….");
        }
        if (options.ApiUrl is { } api && !IsWeb(api))
        {
            findings.Error("Telegram__ApiUrl", $"is '{api}'", "Write http://host:port of your own Bot API server, or leave it out for Telegram's.");
        }
        if (options.Proxy is { } proxy && !IsProxy(proxy))
        {
            findings.Error("Telegram__Proxy", "is no address of a proxy", "Write http://host:port or socks5://user:password@host:port.");
        }
        foreach (var word in Words(options.Managers))
        {
            if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0)
            {
                findings.Error("Telegram__Managers", $"holds '{word}'", "Write the numeric ids of people, separated by commas: 111111111,222222222. The bot's answer to /start shows a person's id.");
            }
        }
    }

    private static string[] Words(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsToken(string token) =>
        token.Split(':') is [var id, { Length: > 0 } rest]
        && id.Length > 0 && id.All(char.IsAsciiDigit)
        && rest.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    private static bool IsProxy(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "socks5" or "socks4" or "socks4a" && uri.Host.Length > 0 && uri.Port > 0;
}

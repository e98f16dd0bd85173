using System.Globalization;
using QrMenuTelegram.Network;
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
                "is not a bot token",
                "Copy the whole token that @BotFather gave you: digits, a colon, letters, as in 123456789:AAE….");
        }
        if (options.ApiUrl is { } api)
        {
            CheckApi(api, findings);
        }
        if (options.Proxy is { } proxy && !ProxyAddress.TryParse(proxy, out _, out var wrong, out var fix))
        {
            findings.Error("Telegram__Proxy", wrong, fix);
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

    private static void CheckApi(string api, Findings findings)
    {
        const string Form = "Write http://host:port of your own Bot API server, with the path that is before /bot if there is one, or leave it out for Telegram's.";
        if (!WebAddress.TryParse(api, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            findings.Error("Telegram__ApiUrl", api.Contains('@') ? "is not an address" : $"is '{api}'", Form);
        }
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            findings.Error("Telegram__ApiUrl", "has a ? or # in it, and what comes after it can't be sent", Form);
        }
        else if (uri.UserInfo.Length > 0)
        {
            findings.Warn("Telegram__ApiUrl", "has a user or password in it, which is not sent", Form);
        }
    }
}

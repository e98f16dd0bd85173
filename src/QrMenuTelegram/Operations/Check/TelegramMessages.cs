using QrMenuTelegram.Network;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Check;

/// <summary>What is wrong between us and Telegram, by which variable, and the fix.</summary>
internal static class TelegramMessages
{
    public static string Explain(TelegramFailure failure, string description, TelegramOptions options) =>
        failure switch
        {
            TelegramFailure.Unauthorized => $"{options.Token.Variable}: Telegram does not know this token ({description}). "
                + "Copy it again from @BotFather (/mybots → API Token).",
            TelegramFailure.Unreachable when options.Proxy is not null =>
                $"Telegram__Proxy: no answer through this proxy ({description}). Check its address, user and password, and that it runs.",
            TelegramFailure.Unreachable when options.ApiUrl is { } api =>
                $"Telegram__ApiUrl: no Bot API server answers at {Shown(api)} ({description}). Check the address, or leave it out for "
                    + $"Telegram's own.",
            TelegramFailure.Unreachable =>
                $"api.telegram.org can't be reached ({description}). Check the internet connection; where Telegram is blocked, set "
                    + $"Telegram__Proxy.",
            TelegramFailure.Throttled => $"Telegram asks to wait ({description}). Try again later.",
            _ => $"Telegram refuses ({description}).",
        };

    public static string OfWebhook(string url) =>
        $"a webhook is set, so all commands and presses of buttons go to {HostOf(url)} and none comes here. "
        + "If no other program needs it, remove it: QrMenuTelegram check --remove-webhook. (Commands that wait are kept.)";

    /// <summary>Only the host: addresses of webhooks hold tokens.</summary>
    public static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : "an unknown address";

    // Without a user and password.
    private static string Shown(Uri api) => WebAddress.Root(api) + api.AbsolutePath.TrimEnd('/');
}

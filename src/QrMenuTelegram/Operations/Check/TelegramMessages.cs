using QrMenuTelegram.Configuration;
using QrMenuTelegram.Network;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Check;

/// <summary>What is wrong between us and Telegram, by which variable, and the fix.</summary>
internal static class TelegramMessages
{
    public static string Explain(TelegramFailure failure, string description, TelegramOptions options) =>
        Explain(failure, description, options.Token, options.Ways[0]);

    /// <param name="failure">Of which kind.</param>
    /// <param name="description">What the network or Telegram said.</param>
    /// <param name="token">Null where none is set yet.</param>
    /// <param name="way">By which it was tried.</param>
    public static string Explain(TelegramFailure failure, string description, Secret? token, WayOptions way) =>
        failure switch
        {
            TelegramFailure.Unauthorized => $"{token?.Variable}: Telegram does not know this token ({description}). "
                + "Copy it again from @BotFather (/mybots → API Token).",
            TelegramFailure.Unreachable when way.ApiUrl is { } api =>
                $"{Variable(way, "ApiUrl")}: no Bot API server answers at {Shown(api)} ({description}). Check the address"
                    + $"{(way.Header is null ? "" : ", the header")}, or leave it out for Telegram's own.",
            TelegramFailure.Unreachable when way.Proxy is not null =>
                $"{Variable(way, "Proxy")}: no answer through this proxy ({description}). Check its address, user and password, and "
                    + "that it runs.",
            TelegramFailure.Unreachable =>
                $"api.telegram.org can't be reached ({description}). Check the internet connection; where Telegram is blocked, set "
                    + "Telegram__Proxy or several ways (docs/reach.md).",
            TelegramFailure.Throttled => $"Telegram asks to wait ({description}). Try again later.",
            _ => $"Telegram refuses ({description}).",
        };

    /// <summary>What it means that one way is closed and another is not; null where that is not so.</summary>
    public static string? BlockedLine(IReadOnlyList<TriedWay> tried)
    {
        var direct = tried.FirstOrDefault(way => way.Way is { Proxy: null, ApiUrl: null });
        var works = tried.Where(way => way.IsReached).Select(way => way.Way.Name).ToList();
        return direct is not { IsReached: false } || works.Count == 0 ? null
            : works.Count == 1 ? $"Telegram is blocked from this line; way {works[0]} works."
            : $"Telegram is blocked from this line; ways {string.Join(", ", works)} work.";
    }

    /// <summary>What the screen calls a way.</summary>
    public static string NameOf(WayOptions way) => way.Name == WayOptions.OnlyName ? WayOptions.OnlyName : $"Way {way.Name}";

    public static string OfWebhook(string url) =>
        $"a webhook is set, so all commands and presses of buttons go to {HostOf(url)} and none comes here. "
        + "If no other program needs it, remove it: QrMenuTelegram check --remove-webhook. (Commands that wait are kept.)";

    /// <summary>Only the host: addresses of webhooks hold tokens.</summary>
    public static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : "an unknown address";

    private static string Variable(WayOptions way, string setting) =>
        way.Name == WayOptions.OnlyName ? $"Telegram__{setting}" : $"Telegram__Ways__{way.Name}__{setting}";

    // Without a user and password.
    private static string Shown(Uri api) => WebAddress.Root(api) + api.AbsolutePath.TrimEnd('/');
}

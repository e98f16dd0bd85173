using QrMenuTelegram.Network;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Check;

/// <summary>What is wrong between us and Telegram, by which variable, and the mend.</summary>
internal static class TelegramWords
{
    public static string Of(Answer<BotIdentity>.Failed failed, TelegramOptions options) => failed.Failure switch
    {
        TelegramFailure.Unauthorized =>
            $"{(options.TokenFile is null ? "Telegram__Token" : "Telegram__TokenFile")}: Telegram does not know this token ({failed.Description}). "
            + "Copy it again from @BotFather (/mybots → API Token).",
        TelegramFailure.Unreachable when options.Proxy is not null =>
            $"Telegram__Proxy: no answer through this proxy ({failed.Description}). Check its address, user and password, and that it runs.",
        TelegramFailure.Unreachable when options.ApiUrl is not null =>
            $"Telegram__ApiUrl: no Bot API server answers at {Shown(options.ApiUrl)} ({failed.Description}). Check the address, or leave it out for Telegram's own.",
        TelegramFailure.Unreachable =>
            $"api.telegram.org can't be reached ({failed.Description}). Check the internet connection; where Telegram is blocked, set Telegram__Proxy.",
        TelegramFailure.Throttled => $"Telegram asks to wait ({failed.Description}). Try again later.",
        _ => $"Telegram refuses ({failed.Description}).",
    };

    // Without a user and password.
    private static string Shown(string api) => WebAddress.TryParse(api, out var url) ? WebAddress.Root(url) + url.AbsolutePath.TrimEnd('/') : "this address";
}

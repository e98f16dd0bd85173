using QrMenuTelegram.Configuration;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Settings;

internal static class TelegramRules
{
    public static void Check(TelegramOptions options, Findings findings)
    {
        if (options.ApiUrl is { UserInfo.Length: > 0 })
        {
            findings.Warn("Telegram__ApiUrl", "has a user or password in it, which is not sent", TelegramOptions.ApiForm);
        }
    }
}

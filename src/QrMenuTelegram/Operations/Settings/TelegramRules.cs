using QrMenuTelegram.Configuration;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Settings;

internal static class TelegramRules
{
    public static void Check(TelegramOptions options, Findings findings)
    {
        if (options.NamedWays.Count > 0)
        {
            WarnUnused(options.Proxy, "Telegram__Proxy", findings);
            WarnUnused(options.ApiUrl, "Telegram__ApiUrl", findings);
        }
        if (options.ApiUrl is { UserInfo.Length: > 0 })
        {
            findings.Warn("Telegram__ApiUrl", "has a user or password in it, which is not sent", TelegramOptions.ApiForm);
        }
    }

    private static void WarnUnused(object? value, string variable, Findings findings)
    {
        if (value is not null)
        {
            var way = variable.Replace("Telegram__", "Telegram__Ways__NAME__", StringComparison.Ordinal);
            findings.Warn(variable, "is not used, since ways are set (Telegram__Ways__…)", $"Make it one of them, as {way}, or remove it.");
        }
    }
}

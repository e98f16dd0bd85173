using QrMenuTelegram.Configuration;
using QrMenuTelegram.Delivery;

namespace QrMenuTelegram.Operations.Settings;

internal static class DeliveryRules
{
    public static void Check(DeliveryOptions options, Findings findings)
    {
        var telegrams = new DeliveryOptions();
        if (options.ProbeRefused > options.KeepRefused && findings.AllGood("Delivery__ProbeRefused", "Delivery__KeepRefused"))
        {
            findings.Error(
                "Delivery__ProbeRefused",
                $"is {options.ProbeRefused}, longer than what a chat refused is kept ({options.KeepRefused})",
                "Make it shorter, or Delivery__KeepRefused longer."
            );
        }
        Above("Delivery__PrivatePerSecond", options.PrivatePerSecond, telegrams.PrivatePerSecond, findings);
        Above("Delivery__GroupPerMinute", options.GroupPerMinute, telegrams.GroupPerMinute, findings);
        Above("Delivery__BotPerSecond", options.BotPerSecond, telegrams.BotPerSecond, findings);
    }

    private static void Above(string variable, double value, double telegrams, Findings findings)
    {
        if (value > telegrams)
        {
            findings.Warn(
                variable,
                $"is {value}, above Telegram's own limit of {telegrams}",
                "Telegram will refuse some messages for a time (429); they come later for it."
            );
        }
    }
}

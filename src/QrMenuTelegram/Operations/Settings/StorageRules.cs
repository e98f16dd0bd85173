using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Settings;

internal static class StorageRules
{
    public static void Check(StorageOptions options, QrMenuOptions menu, Findings findings)
    {
        if (findings.Within("Storage__KeepHistory", options.KeepHistory, TimeSpan.FromDays(1), TimeSpan.FromDays(3650))
            && options.KeepHistory < menu.QueueWindow * 2)
        {
            findings.Error(
                "Storage__KeepHistory",
                $"is {options.KeepHistory}, too short to tell known events from new ones while the servers keep them ({menu.QueueWindow})",
                "Make it longer; 90.00:00:00 is 90 days.");
        }
    }
}

using QrMenuTelegram.Configuration;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Settings;

internal static class StorageRules
{
    public static void Check(StorageOptions options, QrMenuOptions menu, Findings findings)
    {
        if (options.KeepHistory < menu.QueueWindow * 2 && findings.AllGood("Storage__KeepHistory", "QrMenu__QueueWindow"))
        {
            findings.Error(
                "Storage__KeepHistory",
                $"is {options.KeepHistory}, too short to tell known events from new ones while the servers keep them ({menu.QueueWindow})",
                "Make it longer; 90.00:00:00 is 90 days."
            );
        }
    }
}

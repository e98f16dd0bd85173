using QrMenuTelegram.Delivery;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Reports;

/// <summary>Who is in a chat that gets reports: figures of single people, and money, are for managers.</summary>
public static class ReportAudience
{
    /// <summary>
    /// Whether everybody there may read who took how many, and the sums: in private, where only managers ask, and in
    /// managers' groups.
    /// </summary>
    public static bool SeesPeople(Transaction transaction, long chatId) =>
        ChatStore.Find(transaction, chatId)?.Kind == "private" || SubscriptionStore.IsForManagers(transaction, chatId);
}

using QrMenuTelegram.Calls;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Operations.Settings;

internal static class MessageRules
{
    public static void Check(RestaurantOptions restaurant, MessagesOptions messages, Findings findings)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(restaurant.TimeZone, out _))
        {
            var any = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Moscow", out _);
            findings.Error(
                "Restaurant__TimeZone",
                $"is '{restaurant.TimeZone}', which this machine does not know",
                any ? "Write a name as in Europe/Moscow, Asia/Yekaterinburg, Asia/Vladivostok." : "Install the system's package tzdata.");
        }
        if (!WorkingHours.TryRead(restaurant.Hours, out _))
        {
            findings.Error("Restaurant__Hours", $"is '{restaurant.Hours}'", "Write when the restaurant opens and closes, as 10:00-02:00, or leave it out for always.");
        }
        findings.Within("Restaurant__DayStart", restaurant.DayStart, TimeSpan.Zero, new TimeSpan(23, 59, 0));
        if (restaurant.Currency.Length > 10)
        {
            findings.Error("Restaurant__Currency", $"is '{restaurant.Currency}'", "Write a sign or a short name: ₽, руб., €.");
        }
        if (messages.Folder is { } folder && !Directory.Exists(folder))
        {
            findings.Error("Messages__Folder", $"names {folder}, which is no folder", "Make it, or leave the variable out for the embedded texts.");
        }
    }
}

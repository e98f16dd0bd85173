using QrMenuTelegram.Configuration;
using TimeZoneConverter;

namespace QrMenuTelegram.Messages;

/// <summary>
/// Time zones as people name them. Without the system's own tables of names (.NET on Windows with invariant globalization), and
/// whatever the case.
/// </summary>
internal static class TimeZones
{
    // Those in which restaurants of these offsets mostly are.
    private static readonly Dictionary<int, string> ByOffset = new()
    {
        [2] = "Europe/Kaliningrad",
        [3] = "Europe/Moscow",
        [4] = "Europe/Samara",
        [5] = "Asia/Yekaterinburg",
        [6] = "Asia/Omsk",
        [7] = "Asia/Novosibirsk",
        [8] = "Asia/Irkutsk",
        [9] = "Asia/Yakutsk",
        [10] = "Asia/Vladivostok",
        [11] = "Asia/Magadan",
        [12] = "Asia/Kamchatka",
    };

    private static readonly Dictionary<string, string> Spoken = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MSK"] = "Europe/Moscow",
        ["Москва"] = "Europe/Moscow",
        ["Питер"] = "Europe/Moscow",
        ["Санкт-Петербург"] = "Europe/Moscow",
        ["Saint Petersburg"] = "Europe/Moscow",
        ["Калининград"] = "Europe/Kaliningrad",
        ["Самара"] = "Europe/Samara",
        ["Екатеринбург"] = "Asia/Yekaterinburg",
        ["Omsk"] = "Asia/Omsk",
        ["Омск"] = "Asia/Omsk",
        ["Новосибирск"] = "Asia/Novosibirsk",
        ["Красноярск"] = "Asia/Krasnoyarsk",
        ["Иркутск"] = "Asia/Irkutsk",
        ["Якутск"] = "Asia/Yakutsk",
        ["Владивосток"] = "Asia/Vladivostok",
        ["Минск"] = "Europe/Minsk",
        ["Алматы"] = "Asia/Almaty",
        ["Тбилиси"] = "Asia/Tbilisi",
        ["Ереван"] = "Asia/Yerevan",
        ["Ташкент"] = "Asia/Tashkent",
    };

    /// <param name="name">An IANA name in any case, or one of Windows.</param>
    public static Parsed<TimeZoneInfo, Correction> Parse(string name)
    {
        if (Find(name) is { } zone)
        {
            return zone;
        }
        if (Find("Europe/Moscow") is null)
        {
            return new Correction($"is '{name}', and this machine knows no time zones", "Install the system's package tzdata.");
        }
        return new Correction(
            $"is '{name}', which is no time zone",
            Meant(name) is { } meant ? $"Did you mean {meant}?" : "Write a name as in Europe/Moscow, Asia/Yekaterinburg, Asia/Vladivostok."
        );
    }

    private static TimeZoneInfo? Find(string name)
    {
        var exact =
            TZConvert.KnownIanaTimeZoneNames.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
        return TimeZoneInfo.TryFindSystemTimeZoneById(exact, out var zone) || TZConvert.TryGetTimeZoneInfo(exact, out zone) ? zone : null;
    }

    /// <summary>What was probably meant by a city or an offset; null for nothing known.</summary>
    public static string? Meant(string name)
    {
        var trimmed = name.Trim();
        if (Spoken.TryGetValue(trimmed, out var spoken))
        {
            return spoken;
        }
        var city = trimmed.Replace(' ', '_');
        return TZConvert.KnownIanaTimeZoneNames.FirstOrDefault(known => known.EndsWith("/" + city, StringComparison.OrdinalIgnoreCase))
            ?? (Offset(trimmed) is { } hours ? ByOffset.GetValueOrDefault(hours) : null);
    }

    // UTC+3, GMT+03:00, +3.
    private static int? Offset(string name)
    {
        var digits = name.Replace("UTC", "", StringComparison.OrdinalIgnoreCase)
            .Replace("GMT", "", StringComparison.OrdinalIgnoreCase)
            .Trim();
        return
            digits.StartsWith('+') && int.TryParse(digits[1..].Split(':')[0], System.Globalization.NumberStyles.None, null, out var hours)
            ? hours
            : null;
    }
}

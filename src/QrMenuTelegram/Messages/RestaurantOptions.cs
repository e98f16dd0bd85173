namespace QrMenuTelegram.Messages;

/// <summary>Section <c>Restaurant</c>: defaults of new chats; clock and money in messages.</summary>
public sealed class RestaurantOptions
{
    public const string Section = "Restaurant";

    /// <summary>A language there are files for: <c>ru</c>, <c>en</c>.</summary>
    public string Language { get; set; } = "ru";

    /// <summary>An IANA time zone.</summary>
    public string TimeZone { get; set; } = "Europe/Moscow";

    /// <summary>When guests come, as <c>10:00-02:00</c>; outside nobody is reminded of anything. Empty for always.</summary>
    public string Hours { get; set; } = "";

    /// <summary>When a day of reports begins, on the restaurant's clock: guests of the night belong to the evening before.</summary>
    public TimeSpan DayStart { get; set; } = TimeSpan.FromHours(5);

    /// <summary>Shown behind sums.</summary>
    public string Currency { get; set; } = "₽";

    /// <summary>Comma-separated names of POS users who are no waiters and are not shown as such.</summary>
    public string SystemWaiters { get; set; } = "Система,System";
}

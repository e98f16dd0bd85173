using QrMenuTelegram.Configuration;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Messages;

/// <summary>Section <c>Restaurant</c>: defaults of new chats; clock and money in messages.</summary>
public sealed class RestaurantOptions(VariableReader read)
{
    public RestaurantOptions()
        : this(VariableReader.NothingSet) { }

    public string Language { get; init; } =
        read.Text(
            "Restaurant__Language",
            "ru",
            "Language of chats that have not chosen one: ru or en, or one of the folder of your own texts."
        );

    public TimeZoneInfo TimeZone { get; init; } =
        read.Value(
            "Restaurant__TimeZone",
            "Europe/Moscow",
            TimeZones.Parse,
            "The restaurant's time zone (IANA): of the times in messages and of what follows."
        );

    public TimeSpan DayStart { get; init; } =
        read.Duration(
            "Restaurant__DayStart",
            "05:00:00",
            "0",
            "23:59",
            "When a day of reports begins, on the restaurant's clock: guests of the night belong to the evening before."
        );

    public string Currency { get; init; } =
        read.Value<string>(
            "Restaurant__Currency",
            "₽",
            text => text.Length <= 10 ? text : new Correction($"is '{text}'", "Write a sign or a short name: ₽, руб., €."),
            "Shown behind sums."
        );

    public WorkingHours Hours { get; init; } =
        read.Optional<WorkingHours>(
            "Restaurant__Hours",
            WorkingHours.Parse,
            "When guests come, as 10:00-02:00: outside nobody is reminded of calls. May go past midnight. Empty: always."
        ) ?? WorkingHours.Always;

    /// <summary>By <see cref="TableName.MakeKey"/>.</summary>
    public IReadOnlySet<string> SystemWaiters { get; init; } =
        read.Value(
            "Restaurant__SystemWaiters",
            "Система,System",
            ParseWaiters,
            "Names of POS users who are no waiters, separated by commas; messages do not name them."
        );

    /// <summary>What the clock on the restaurant's wall shows.</summary>
    public DateTimeOffset LocalNow(Clock clock) => TimeZoneInfo.ConvertTime(clock.Wall, TimeZone);

    private static Parsed<HashSet<string>, Correction> ParseWaiters(string names) => names.Split(',').Select(TableName.MakeKey).ToHashSet();
}

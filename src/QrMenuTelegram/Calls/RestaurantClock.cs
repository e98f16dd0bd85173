using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Calls;

/// <summary>The clock on the restaurant's wall.</summary>
public sealed class RestaurantClock(RestaurantOptions options, Clock clock)
{
    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.Wall, options.TimeZone);

    /// <summary>Whether it is within <c>Restaurant__Hours</c>.</summary>
    public bool IsOpen => options.Hours.Contains(TimeOnly.FromTimeSpan(Now.TimeOfDay));
}

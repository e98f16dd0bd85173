using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Calls;

/// <summary>The clock on the restaurant's wall.</summary>
public sealed class RestaurantClock(RestaurantOptions options, Clock clock)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
    private readonly WorkingHours _hours = WorkingHours.TryRead(options.Hours, out var hours) ? hours : WorkingHours.Always;

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.Wall, _zone);

    /// <summary>Whether it is within <c>Restaurant__Hours</c>.</summary>
    public bool IsOpen => _hours.Contains(TimeOnly.FromTimeSpan(Now.TimeOfDay));
}

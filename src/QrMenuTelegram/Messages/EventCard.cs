using QrMenuTelegram.Events;

namespace QrMenuTelegram.Messages;

/// <summary>An event and what the bridge knows beside it.</summary>
/// <param name="Event">As read.</param>
/// <param name="Table">What staff call the table; the id where no name is known; empty where the event names none.</param>
/// <param name="ReceivedAt">Wall time, UTC; shown in <c>Restaurant__TimeZone</c>.</param>
public sealed record EventCard(MenuEvent Event, string Table, DateTimeOffset ReceivedAt)
{
    /// <summary>
    /// How much older than <see cref="ReceivedAt"/> it may be: the gap between the polls, where worth telling; else zero.
    /// </summary>
    public TimeSpan OlderBy { get; init; }

    /// <summary>Whether it is a /test.</summary>
    public bool Test { get; init; }

    /// <summary>The restaurant's name, where the bridge serves several and the message must say whose table; else null.</summary>
    public string? Restaurant { get; init; }

    /// <summary>Whether somebody waits for it, so that its age counts rather than its time of day.</summary>
    public bool Waiting { get; init; }

    /// <summary>Set when it comes to a manager because nobody is subscribed to it.</summary>
    public bool Unclaimed { get; init; }

    /// <summary>Set when it comes to a manager because every chat that is subscribed is muted.</summary>
    public bool Muted { get; init; }
}

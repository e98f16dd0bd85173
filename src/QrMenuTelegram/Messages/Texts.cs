using QrMenuTelegram.Events;

namespace QrMenuTelegram.Messages;

/// <summary>
/// Every text that a person reads, in every language: pure rendering of embedded files (and overrides read at start).
/// Safe for concurrent use.
/// </summary>
public sealed class Texts
{
    /// <summary>The languages there are, the restaurant's default first.</summary>
    public IReadOnlyList<string> Languages => throw new NotSupportedException();

    /// <summary>The language to use where a chat has set none or one that is no longer there.</summary>
    public string Language(string? wanted) => throw new NotSupportedException();

    /// <summary>A reply or a warning as Telegram HTML; every value is escaped. At most 4096 code points after parsing.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="key">Dotted, as in the language's <c>*.yaml</c> files.</param>
    /// <param name="values">
    /// What the text's placeholders stand for: string, bool, any integer, decimal, TimeSpan, DateTimeOffset, a list of
    /// these, or a list of <c>(string, object?)[]</c> for rows with fields.
    /// </param>
    public string Html(string language, string key, params (string Name, object? Value)[] values) => throw new NotSupportedException();

    /// <summary>The same as plain text, nothing escaped: button labels, toasts, descriptions in the command menu.</summary>
    public string Plain(string language, string key, params (string Name, object? Value)[] values) => throw new NotSupportedException();

    /// <summary>The message of an event as Telegram HTML.</summary>
    public string Event(string language, EventCard card) => throw new NotSupportedException();
}

/// <summary>An event and what the bridge knows beside it.</summary>
/// <param name="Event">As read.</param>
/// <param name="Table">What staff call the table; the id where no name is known; empty where the event names none.</param>
/// <param name="ReceivedAt">Wall time, UTC; shown in <c>Restaurant__TimeZone</c>.</param>
public sealed record EventCard(MenuEvent Event, string Table, DateTimeOffset ReceivedAt)
{
    /// <summary>How much older than <see cref="ReceivedAt"/> it may be: the gap between the polls, where worth telling; else zero.</summary>
    public TimeSpan OlderBy { get; init; }

    /// <summary>Whether it is a /test.</summary>
    public bool Test { get; init; }

    /// <summary>The restaurant's name, where the bridge serves several and the message must say whose table; else null.</summary>
    public string? Restaurant { get; init; }

    /// <summary>Set when it comes to a manager because nobody is subscribed to it.</summary>
    public bool Unclaimed { get; init; }
}

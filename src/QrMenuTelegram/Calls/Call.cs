using QrMenuTelegram.Events;

namespace QrMenuTelegram.Calls;

/// <summary>Something a guest waits for: open → claimed → closed. A row of <c>calls</c>; all instants are steady.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Server">The server's name.</param>
/// <param name="TableId">As the server writes it; '' where the event named only what staff call the table.</param>
/// <param name="TableName">What staff call the table.</param>
/// <param name="Code"><see cref="EventCodes.WaiterCall"/> or <see cref="EventCodes.BillRequest"/>.</param>
/// <param name="OrderId">Newest order that a press named; null for none.</param>
/// <param name="EventId">Newest press: what the messages show.</param>
/// <param name="OpenedAt">First press.</param>
/// <param name="PressedAt">Newest press.</param>
/// <param name="Times">How often the guest pressed; at least 1.</param>
/// <param name="RungAt">When it last made chats ring.</param>
/// <param name="WaitsFrom">When it was opened or released: the ladder counts from here.</param>
/// <param name="SharedAt">When the hall's chats got it; null while only the table's owner has.</param>
/// <param name="FirstClaimedAt">When it was first taken; stays when it is released.</param>
/// <param name="ClaimedBy">Who holds it, by Telegram's user id; null for nobody.</param>
/// <param name="ClaimedName">What that person is called.</param>
/// <param name="ClaimedAt">Since when.</param>
/// <param name="HolderReminded">Whether that person was reminded of it.</param>
/// <param name="ClosedAt">Null while it is open.</param>
/// <param name="Outcome">One of <see cref="CallOutcomes"/>; null while it is open.</param>
/// <param name="Step">How many steps of the ladder are behind it.</param>
/// <param name="DueAt">When the clock next has to do with it; null once closed.</param>
/// <param name="GuestsChanged">Whether its table paid, or began another order, since: the next press is a new call.</param>
/// <param name="EarlierAt">When the unmarked call was opened that this one ended; null for none.</param>
public sealed record Call(
    long Id,
    string Server,
    string TableId,
    string TableName,
    string Code,
    string? OrderId,
    long EventId,
    Instant OpenedAt,
    Instant PressedAt,
    int Times,
    Instant RungAt,
    Instant WaitsFrom,
    Instant? SharedAt,
    Instant? FirstClaimedAt,
    long? ClaimedBy,
    string? ClaimedName,
    Instant? ClaimedAt,
    bool HolderReminded,
    Instant? ClosedAt,
    string? Outcome,
    int Step,
    Instant? DueAt,
    bool GuestsChanged,
    Instant? EarlierAt
)
{
    /// <summary>The newest press as it was read, where it has just come; null where only its row is at hand.</summary>
    public PressEvent? Press { get; init; }

    public TableName Table => new(TableName);

    public bool IsOpen => ClosedAt is null;

    public bool IsClaimed => ClaimedBy is not null;
}

/// <summary>The event of a press.</summary>
/// <param name="Event">As read.</param>
/// <param name="OlderBy">How much older it may be; zero where not worth telling.</param>
public sealed record PressEvent(MenuEvent Event, Instant ReceivedAt, TimeSpan OlderBy);

/// <summary>How a call ended.</summary>
public static class CallOutcomes
{
    /// <summary>Somebody went and said so.</summary>
    public const string Done = "done";

    /// <summary>Somebody took it, and that was enough (<c>Calls__CloseOnTake</c>), or never said that it was done.</summary>
    public const string Taken = "taken";

    /// <summary>The order was paid online.</summary>
    public const string Paid = "paid";

    /// <summary>Nobody took it within <c>Calls__MissedAfter</c>.</summary>
    public const string Missed = "missed";

    /// <summary>Nobody said that he went, and its table called anew: perhaps somebody did go.</summary>
    public const string Unmarked = "unmarked";
}

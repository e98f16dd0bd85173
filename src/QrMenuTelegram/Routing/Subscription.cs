using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>A chat (and topic) × a role or codes × all tables, some tables or a hall (× a server).</summary>
/// <param name="Id">The number that /subscriptions shows.</param>
/// <param name="To">The chat and topic.</param>
/// <param name="Server">The server's name; null for every server.</param>
/// <param name="Role">The role; null where codes are listed.</param>
/// <param name="Codes">The codes that match: the role's or the listed ones.</param>
/// <param name="Hall">The hall; null for none.</param>
/// <param name="Tables">The listed tables; empty for all or for a hall.</param>
public sealed record Subscription(
    long Id,
    Destination To,
    string? Server,
    Role? Role,
    IReadOnlyList<string> Codes,
    Hall? Hall,
    IReadOnlyList<TableName> Tables
);

/// <summary>A named set of tables of our own; the API has none.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Server">The server whose tables these are; null: tables of these names on every server.</param>
/// <param name="Name">As typed.</param>
/// <param name="Tables">In natural order.</param>
public sealed record Hall(long Id, string? Server, string Name, IReadOnlyList<TableName> Tables);

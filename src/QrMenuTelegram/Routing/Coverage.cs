using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>Whether one subscription of a chat makes another one needless. Pure.</summary>
public static class Coverage
{
    /// <summary>Whether <paramref name="wide"/> brings all that <paramref name="narrow"/> would, whatever happens to halls later.</summary>
    public static bool Covers(Subscription wide, NewSubscription narrow) =>
        Covers(Extent.From(wide), new Extent(narrow.To, narrow.Server, narrow.What.Role, narrow.What.Codes, narrow.Hall, narrow.Tables));

    /// <inheritdoc cref="Covers(Subscription, NewSubscription)"/>
    public static bool Covers(NewSubscription wide, Subscription narrow) =>
        Covers(new Extent(wide.To, wide.Server, wide.What.Role, wide.What.Codes, wide.Hall, wide.Tables), Extent.From(narrow));

    private static bool Covers(Extent wide, Extent narrow) =>
        wide.To == narrow.To && CoversServer(wide, narrow) && CoversWhat(wide, narrow) && CoversTables(wide, narrow);

    private static bool CoversServer(Extent wide, Extent narrow) => wide.Server is null || wide.Server == narrow.Server;

    // Only the role manager brings the bridge's own warnings.
    private static bool CoversWhat(Extent wide, Extent narrow) =>
        narrow.Codes.All(wide.Codes.Contains) && (narrow.Role != Role.Manager || wide.Role == Role.Manager);

    private static bool CoversTables(Extent wide, Extent narrow) =>
        (wide.Hall, narrow.Hall) switch
        {
            ({ } one, { } other) => one.Id == other.Id,
            ({ }, null) => false,
            (null, { }) => wide.Tables.Count == 0,
            (null, null) => wide.Tables.Count == 0 || (narrow.Tables.Count > 0 && narrow.Tables.All(wide.Tables.Contains)),
        };

    private sealed record Extent(
        Destination To,
        string? Server,
        Role? Role,
        IReadOnlyList<string> Codes,
        Hall? Hall,
        IReadOnlyList<TableName> Tables
    )
    {
        public static Extent From(Subscription s) => new(s.To, s.Hall?.Server ?? s.Server, s.Role, s.Codes, s.Hall, s.Tables);
    }
}

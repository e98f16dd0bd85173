using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>All subscriptions at one moment, made for looking up. Immutable.</summary>
public sealed class RoutingTable(IReadOnlyList<Subscription> subscriptions)
{
    public IReadOnlyList<Subscription> Subscriptions { get; } = subscriptions;
}

/// <summary>A chat that gets an event, and the subscription that says so (the first, where several match).</summary>
public sealed record Match(Destination To, Subscription By);

/// <summary>Who gets an event: pure.</summary>
public static class Router
{
    /// <summary>Each destination at most once, in the order of the subscriptions. A code that is none of the five matches nothing.</summary>
    public static IReadOnlyList<Match> Route(RoutingTable routes, string server, string code, TableName table) =>
        throw new NotSupportedException(routes.ToString() + server + code + table);
}

using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>A chat that gets an event, and the subscription that says so (the first, where several match).</summary>
public sealed record Match(Destination To, Subscription By);

/// <summary>Who gets an event: pure.</summary>
public static class Router
{
    /// <summary>
    /// Each destination at most once, in the order of the subscriptions. A code that is none of the five matches nothing.
    /// </summary>
    public static IReadOnlyList<Match> Route(RoutingTable routes, string server, string code, TableName table)
    {
        var matches = new List<Match>();
        var seen = new HashSet<Destination>();
        foreach (var subscription in routes.For(code, table))
        {
            if (Serves(subscription, server) && seen.Add(subscription.To))
            {
                matches.Add(new Match(subscription.To, subscription));
            }
        }
        return matches;
    }

    private static bool Serves(Subscription subscription, string server) =>
        IsOrAny(subscription.Server, server) && IsOrAny(subscription.Hall?.Server, server);

    private static bool IsOrAny(string? wanted, string server) =>
        wanted is null || wanted.Equals(server, StringComparison.OrdinalIgnoreCase);
}

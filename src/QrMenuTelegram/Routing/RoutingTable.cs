using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>All subscriptions at one moment, made for looking up. Immutable.</summary>
public sealed class RoutingTable
{
    private static readonly int[] None = [];

    // Positions in Subscriptions, ascending: those that take a code from every table, and those that name the table.
    private readonly Dictionary<string, List<int>> _everyTable = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Code, string TableKey), List<int>> _oneTable = [];

    /// <param name="subscriptions">In the order in which they shall answer for an event.</param>
    public RoutingTable(IReadOnlyList<Subscription> subscriptions)
    {
        Subscriptions = subscriptions;
        for (var position = 0; position < subscriptions.Count; position++)
        {
            foreach (var code in subscriptions[position].Codes)
            {
                Enter(subscriptions[position], code, position);
            }
        }
    }

    public IReadOnlyList<Subscription> Subscriptions { get; }

    /// <summary>What takes this code from a table of this name on some server, in order.</summary>
    internal IEnumerable<Subscription> For(string code, TableName table)
    {
        IReadOnlyList<int> every = _everyTable.TryGetValue(code, out var all) ? all : None;
        IReadOnlyList<int> one = _oneTable.TryGetValue((code, table.Key), out var named) ? named : None;
        for (var (i, j) = (0, 0); i < every.Count || j < one.Count; )
        {
            var next = j == one.Count || (i < every.Count && every[i] < one[j]) ? every[i++] : one[j++];
            yield return Subscriptions[next];
        }
    }

    private void Enter(Subscription subscription, string code, int position)
    {
        var tables = subscription.Hall?.Tables ?? subscription.Tables;
        if (subscription.Hall is null && tables.Count == 0)
        {
            Add(_everyTable, code, position);
        }
        foreach (var table in tables)
        {
            Add(_oneTable, (code, table.Key), position);
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<int>> index, TKey key, int position)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var positions))
        {
            index[key] = positions = [];
        }
        if (positions.Count == 0 || positions[^1] != position)
        {
            positions.Add(position);
        }
    }
}

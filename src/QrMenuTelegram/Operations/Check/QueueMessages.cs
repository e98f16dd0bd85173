using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Operations.Check;

internal static class QueueMessages
{
    private const int MostTables = 20;

    /// <summary>How many events are queued and which tables they name.</summary>
    public static string Describe(IReadOnlyList<MenuEvent> events)
    {
        if (events.Count == 0)
        {
            return "no events queued (nobody called in the last minutes)";
        }
        var tables = events
            .Select(e => e.TableName ?? e.TableId)
            .Where(name => name.Length > 0)
            .Distinct()
            .Order(Comparer<string>.Create(NaturalOrder.Compare))
            .ToList();
        var shown =
            string.Join(", ", tables.Take(MostTables)) + (tables.Count > MostTables ? $" and {tables.Count - MostTables} more" : "");
        return $"{(events.Count == 1 ? "1 event" : $"{events.Count} events")} queued"
            + (tables.Count > 0 ? $", of tables {shown}" : ", naming no table");
    }
}

using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Reports.Figures;

/// <summary>All that a report says, in numbers.</summary>
/// <param name="Period">The days.</param>
/// <param name="All">All calls.</param>
/// <param name="Unfinished">Taken, but nobody said that it is done before the clock closed it.</param>
/// <param name="Waiters">By who holds or held it, the busiest first.</param>
/// <param name="Tables">The busiest first.</param>
/// <param name="Halls">The busiest first; a table of two halls counts in both. The name '' is for tables of none.</param>
/// <param name="Hours">From the first to the last hour with a call, in the order in which a day passes them; named by the hour.</param>
/// <param name="Days">Each day of the period.</param>
/// <param name="Orders">Orders and payments.</param>
public sealed record ReportFigures(
    Period Period,
    Tally All,
    int Unfinished,
    IReadOnlyList<Tally> Waiters,
    IReadOnlyList<Tally> Tables,
    IReadOnlyList<Tally> Halls,
    IReadOnlyList<Tally> Hours,
    IReadOnlyList<DayTally> Days,
    OrderFigures Orders
)
{
    /// <summary>Whether figures of single people were left out, because not everybody who reads may know them.</summary>
    public bool HidesPeople { get; private init; }

    /// <summary>Whether sums were left out, for the same reason.</summary>
    public bool HidesMoney { get; private init; }

    /// <summary>The same for a chat that is not the managers': no single people, no money.</summary>
    public ReportFigures ForStaff() =>
        this with
        {
            Waiters = [],
            HidesPeople = Waiters.Count > 0,
            HidesMoney = Orders.Orders + Orders.Payments > 0,
        };

    /// <param name="period">The days.</param>
    /// <param name="calls">All that were opened in them.</param>
    /// <param name="orders">Of the same days.</param>
    /// <param name="halls">As they are now.</param>
    /// <param name="rules">How they are counted.</param>
    public static ReportFigures Compute(
        Period period,
        IReadOnlyList<CallRow> calls,
        OrderFigures orders,
        IReadOnlyList<Hall> halls,
        CountingRules rules
    )
    {
        Tally Count(string name, IEnumerable<CallRow> some) => Tally.Count(name, [.. some], rules.LateAfter);
        var hours = calls.ToLookup(call => rules.Days.HourOf(rules.ToWall(call.OpenedAt)));
        var order = rules.Days.Hours.ToList();
        var used = order.Select((hour, i) => (hour, i)).Where(slot => hours.Contains(slot.hour)).Select(slot => slot.i).ToList();
        var days = calls.ToLookup(call => rules.Days.DayOf(rules.ToWall(call.OpenedAt)));
        return new ReportFigures(
            period,
            Count("", calls),
            calls.Count(call => call is { FirstClaimedAt: not null, Outcome: CallOutcomes.Missed or CallOutcomes.Unmarked }),
            Busiest(
                calls
                    .Where(call => call.ClaimedBy is not null)
                    .GroupBy(call => call.ClaimedBy!.Value)
                    .Select(own =>
                        Tally.Count(own.MaxBy(call => call.ClaimedAt)!.ClaimedName!, [.. own], rules.LateAfter, call => call.TakenByHolder)
                    )
            ),
            Busiest(
                calls
                    .GroupBy(call => (call.Server, call.TableKey))
                    .Select(table => Count(Named(table.Last().TableName, table.Key.Server, rules), table))
            ),
            Busiest(
                calls
                    .SelectMany(call => HallsOf(call, halls, rules).Select(hall => (hall, call)))
                    .GroupBy(pair => pair.hall, pair => pair.call)
                    .Select(hall => Count(hall.Key, hall))
            ),
            used.Count == 0 ? [] : [.. order[used[0]..(used[^1] + 1)].Select(hour => Count(hour.ToString(), hours[hour]))],
            [
                .. Enumerable
                    .Range(0, period.Days)
                    .Select(i => period.First.AddDays(i))
                    .Select(day => new DayTally(day, Count("", days[day]))),
            ],
            orders
        );
    }

    private static List<Tally> Busiest(IEnumerable<Tally> tallies) =>
        [.. tallies.OrderByDescending(tally => tally.Total).ThenBy(tally => new TableName(tally.Name), NaturalOrder.Instance)];

    private static string Named(string name, string server, CountingRules rules) => rules.SeveralServers ? $"{name} ({server})" : name;

    private static IEnumerable<string> HallsOf(CallRow call, IReadOnlyList<Hall> halls, CountingRules rules)
    {
        var table = new TableName(call.TableName);
        var own = halls
            .Where(hall =>
                (hall.Server is null || hall.Server.Equals(call.Server, StringComparison.OrdinalIgnoreCase)) && hall.Tables.Contains(table)
            )
            .Select(hall => hall.Server is null ? hall.Name : Named(hall.Name, hall.Server, rules))
            .Distinct()
            .ToList();
        return own.Count > 0 ? own : [""];
    }
}

/// <summary>One day's calls.</summary>
public sealed record DayTally(DateOnly Day, Tally Calls);

/// <summary>How calls are counted.</summary>
/// <param name="Days">When a day begins.</param>
/// <param name="LateAfter">Taken later than this is late.</param>
/// <param name="ToWall">A steady instant as wall time.</param>
/// <param name="SeveralServers">Whether tables must say whose they are.</param>
public sealed record CountingRules(RestaurantDays Days, TimeSpan LateAfter, Func<Instant, DateTimeOffset> ToWall, bool SeveralServers);

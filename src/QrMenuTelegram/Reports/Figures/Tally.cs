using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Reports.Figures;

/// <summary>Some calls, counted: of the whole restaurant, of a waiter, a table, a hall, an hour, a day.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Calls">Calls for the waiter.</param>
/// <param name="Bills">Requests for the bill.</param>
/// <param name="InTime">Taken in time.</param>
/// <param name="Late">Taken later.</param>
/// <param name="Missed">Never taken.</param>
/// <param name="Unmarked">The others.</param>
/// <param name="Repeated">Those for which the guest pressed more than once.</param>
/// <param name="Median">Half of those taken were taken within this; null when none was.</param>
/// <param name="Slow">Nine of ten of those taken were taken within this.</param>
public sealed record Tally(
    string Name,
    int Calls,
    int Bills,
    int InTime,
    int Late,
    int Missed,
    int Unmarked,
    int Repeated,
    TimeSpan? Median,
    TimeSpan? Slow
)
{
    public int Total => Calls + Bills;

    /// <param name="name">Whose.</param>
    /// <param name="calls">In any order.</param>
    /// <param name="lateAfter">Taken later than this is late.</param>
    /// <param name="counts">Whose time to take counts; null for every call's.</param>
    public static Tally Count(string name, IReadOnlyCollection<CallRow> calls, TimeSpan lateAfter, Func<CallRow, bool>? counts = null)
    {
        var fates = calls.CountBy(call => FateOf(call, lateAfter)).ToDictionary();
        List<TimeSpan> times =
        [
            .. calls.Where(call => counts?.Invoke(call) ?? true).Select(call => call.TakenAfter).OfType<TimeSpan>().Order(),
        ];
        var bills = calls.Count(call => call.Code == EventCodes.BillRequest);
        return new Tally(
            name,
            calls.Count - bills,
            bills,
            fates.GetValueOrDefault(CallFate.InTime),
            fates.GetValueOrDefault(CallFate.Late),
            fates.GetValueOrDefault(CallFate.Missed),
            fates.GetValueOrDefault(CallFate.Unmarked),
            calls.Count(call => call.Times > 1),
            Percentile.At(times, 50),
            Percentile.At(times, 90)
        );
    }

    public static CallFate FateOf(CallRow call, TimeSpan lateAfter) =>
        call switch
        {
            { TakenAfter: { } after } => after <= lateAfter ? CallFate.InTime : CallFate.Late,
            { Outcome: CallOutcomes.Missed } => CallFate.Missed,
            _ => CallFate.Unmarked,
        };
}

using Dapper;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Reports.Figures;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Reports;

/// <summary>What a person took, and nobody else's figures.</summary>
/// <param name="Taken">Calls that the person holds or held last.</param>
/// <param name="Finished">Of these, those that came to an end and were not left to the clock.</param>
/// <param name="Median">Half of those that the person was first to take were taken within this; null for none.</param>
/// <param name="Slow">Nine of ten were.</param>
public sealed record OwnFigures(int Taken, int Finished, TimeSpan? Median, TimeSpan? Slow)
{
    /// <summary>Uses <c>calls_by_opening</c>.</summary>
    internal const string Sql = """
        SELECT id AS Id, server AS Server, table_key AS TableKey, table_name AS TableName, code AS Code, opened_at AS OpenedAt,
            times AS Times,
               first_claimed_at AS FirstClaimedAt, claimed_by AS ClaimedBy, claimed_name AS ClaimedName, claimed_at AS ClaimedAt,
               closed_at AS ClosedAt, outcome AS Outcome
        FROM calls WHERE opened_at >= @from AND claimed_by = @person
        """;

    /// <param name="transaction">The command's.</param>
    /// <param name="person">By Telegram's user id.</param>
    /// <param name="from">Calls opened since then; steady.</param>
    public static OwnFigures Since(Transaction transaction, long person, Instant from)
    {
        var calls = transaction.Connection.Query<CallRow>(Sql, new { from, person }).AsList();
        List<TimeSpan> times = [.. calls.Where(call => call.TakenByHolder).Select(call => call.TakenAfter).OfType<TimeSpan>().Order()];
        return new OwnFigures(
            calls.Count,
            calls.Count(call => call.ClosedAt is not null && call.Outcome != CallOutcomes.Missed),
            Percentile.At(times, 50),
            Percentile.At(times, 90)
        );
    }
}

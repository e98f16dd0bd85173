namespace QrMenuTelegram.Reports.Figures;

/// <summary>Percentiles by nearest rank: always a value that really occurred. Pure.</summary>
public static class Percentile
{
    /// <summary>The smallest of the values that at least this share of all of them does not exceed; null for none.</summary>
    /// <param name="sorted">Ascending.</param>
    /// <param name="percent">1 to 100; 50 is the median.</param>
    public static TimeSpan? At(IReadOnlyList<TimeSpan> sorted, int percent) =>
        sorted.Count == 0 ? null : sorted[(int)((((long)sorted.Count * percent) + 99) / 100) - 1];
}

using System.Globalization;

namespace QrMenuTelegram.Tests.Support;

/// <summary>How long fuzzing goes on: as a test run has time for, or <c>FUZZ=1000</c> times as long.</summary>
public static class Fuzz
{
    private static readonly long Factor = long.TryParse(
        Environment.GetEnvironmentVariable("FUZZ"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var factor
    )
        ? Math.Max(1, factor)
        : 1;

    public static long Times(long ordinarily) => ordinarily * Factor;
}

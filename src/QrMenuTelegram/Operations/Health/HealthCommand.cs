using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Health;

/// <summary><c>health</c>: whether the bridge that works with the configured database is well, in one line.</summary>
internal static class HealthCommand
{
    /// <returns>The exit code: 0 when it is, 1 when it is not.</returns>
    public static int Run(IConfiguration configuration, TimeProvider time, TextWriter output)
    {
        var path = new StorageOptions(new VariableReader(configuration, new Findings())).Path;
        var problem = Look(path, time.GetUtcNow());
        output.WriteLine(problem ?? "well");
        return problem is null ? 0 : 1;
    }

    private static string? Look(string path, DateTimeOffset now)
    {
        try
        {
            return Problem(HealthFile.Read(path), now);
        }
        catch (UnauthorizedAccessException)
        {
            return $"not known: only the user that runs the bridge can read {HealthFile.PathOf(path)}; run this as that user";
        }
    }

    /// <summary>Null when all is well.</summary>
    internal static string? Problem(HealthReport? report, DateTimeOffset now)
    {
        if (report is null)
        {
            return "not running";
        }
        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(report.WrittenAt);
        if (age.Duration() > HealthFile.Fresh)
        {
            return $"stuck or killed: its last sign of life was at "
                + $"{DateTimeOffset.FromUnixTimeMilliseconds(report.WrittenAt):yyyy-MM-dd HH:mm:ss} UTC";
        }
        return report.Problems.Count == 0 ? null : string.Join("; ", report.Problems);
    }
}

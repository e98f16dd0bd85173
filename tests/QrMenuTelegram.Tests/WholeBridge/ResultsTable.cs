using System.Globalization;
using System.Reflection;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>The table of results in <c>docs/reliability.md</c>, to which a run with <c>SIMULATE_RECORD=1</c> adds its row.</summary>
internal static class ResultsTable
{
    public const string Document = "docs/reliability.md";

    private const string Header = "| date | commit | first seed | last seed | failed | planted faults found | took | cores |";

    /// <summary>The commit that these tests were built from.</summary>
    private static string Commit =>
        typeof(ResultsTable).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')
            is [_, { Length: >= 10 } commit]
            ? commit[..10]
            : "unknown";

    /// <returns>The document with one more row, below the others.</returns>
    /// <exception cref="InvalidOperationException">It has no such table.</exception>
    public static string AddRow(string document, SeedReport report, DateTimeOffset now)
    {
        var lines = document.Split('\n').ToList();
        var header = lines.IndexOf(Header);
        if (header < 0)
        {
            throw new InvalidOperationException($"No line of the document is: {Header}");
        }
        var end = lines.FindIndex(header, line => !line.StartsWith('|'));
        object[] row =
        [
            now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Commit,
            report.First,
            report.First + report.Played - 1,
            report.Failures.Count,
            $"{report.Faults.Count(fault => fault.IsFound)} of {report.Faults.Count}",
            string.Create(CultureInfo.InvariantCulture, $"{report.Took.TotalMinutes:0.0} min"),
            Environment.ProcessorCount,
        ];
        lines.Insert(end < 0 ? lines.Count : end, $"| {string.Join(" | ", row)} |");
        return string.Join('\n', lines);
    }
}

namespace QrMenuTelegram.Tests.WholeBridge.PlantedFaults;

/// <summary>Plays seeds with each planted fault, and sees whether the invariant that must find it does.</summary>
internal static class PlantedFaultRunner
{
    /// <param name="first">The first seed.</param>
    /// <param name="seeds">How many are played with each fault, at most.</param>
    /// <param name="isThorough">All of them; else no more once it was found.</param>
    public static IReadOnlyList<PlantedFaultReport> Run(int first, int seeds, bool isThorough)
    {
        var reports = new PlantedFaultReport[PlantedFault.All.Count];
        var next = -1;
        var threads = Enumerable
            .Range(0, Math.Min(Environment.ProcessorCount, reports.Length))
            .Select(_ => new Thread(() =>
            {
                while (Interlocked.Increment(ref next) is var fault && fault < reports.Length)
                {
                    reports[fault] = Play(PlantedFault.All[fault], first, seeds, isThorough);
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return reports;
    }

    private static PlantedFaultReport Play(PlantedFault fault, int first, int seeds, bool isThorough)
    {
        var (planted, found) = (0, 0);
        for (var seed = first; seed < first + seeds && (isThorough || found == 0); seed++)
        {
            var violations = SeedRunner.Play(seed, null, fault, out var run);
            planted += run.IsFaultPlanted ? 1 : 0;
            found += violations.Any(violation => violation.StartsWith(fault.FoundBy + ":", StringComparison.Ordinal)) ? 1 : 0;
        }
        return new PlantedFaultReport(fault, planted, found);
    }
}

/// <param name="Fault">Which.</param>
/// <param name="Planted">In how many runs there was something to spoil.</param>
/// <param name="Found">In how many of them the right invariant said so.</param>
internal sealed record PlantedFaultReport(PlantedFault Fault, int Planted, int Found)
{
    public bool IsFound => Found > 0;

    public override string ToString() => $"{Fault.Name}: found by {Fault.FoundBy} in {Found} of {Planted} runs";
}

using QrMenuTelegram.Simulation.BotApi;

namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <summary>What is resident, and of which files: with one server polled each second, then after a report was drawn.</summary>
internal static class MemoryFigure
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(30);

    public static async Task Measure(LoadOptions load, Report report)
    {
        var (idle, drawn) = (new List<IReadOnlyDictionary<string, double>>(), new List<IReadOnlyDictionary<string, double>>());
        for (var run = 0; run < (load.Runs ?? 5); run++)
        {
            await using var rig = await Rig.Prepare(load, new Setting { Limits = SendLimits.Exact });
            await using var bridge = await rig.StartAndSettle(TimeSpan.FromSeconds(2));
            rig.Table(0).CallWaiter();
            await rig.WaitFor(bridge, () => rig.Sent > 0, "a message");
            await Rig.Pass(Settle);
            idle.Add(bridge.Figures.MemoryByFile);
            rig.Manager.Say("/report");
            await rig.WaitFor(bridge, () => rig.Telegram.Log.Count("sendphoto") > 0, "the picture of a report");
            await Rig.Pass(Settle);
            drawn.Add(bridge.Figures.MemoryByFile);
        }
        Show(report, "resident when idle, median", "goal 32 MB", idle);
        Show(report, "resident after a report, median", null, drawn);
    }

    private static void Show(Report report, string what, string? beside, IReadOnlyList<IReadOnlyDictionary<string, double>> runs)
    {
        var totals = runs.Select(run => run.Values.Sum()).ToList();
        report.Figure(what, Report.Megabytes(Report.Median(totals)), beside ?? $"{runs.Count} runs");
        report.Figure("  least, most", $"{totals.Min() / (1 << 20):0.0}, {totals.Max() / (1 << 20):0.0} MB");
        var files = runs.SelectMany(run => run.Keys)
            .Distinct()
            .Select(file => (Name: file, Median: Report.Median([.. runs.Select(run => run.GetValueOrDefault(file))])));
        foreach (var file in files.OrderByDescending(file => file.Median).Where(file => file.Median > 256 << 10))
        {
            report.Figure("  of it " + (file.Name.Length == 0 ? "anonymous (heaps and stacks)" : file.Name), Report.Megabytes(file.Median));
        }
    }
}

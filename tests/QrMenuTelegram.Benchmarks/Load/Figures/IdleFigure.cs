using QrMenuTelegram.Simulation.BotApi;

namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <summary>Nothing happens: polls answer an empty list. One message went out before, as in any evening.</summary>
internal static class IdleFigure
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(60);

    public static async Task Measure(LoadOptions load, Report report, int servers)
    {
        await using var rig = await Rig.Prepare(load, new Setting { Servers = servers, Limits = SendLimits.Exact });
        await using var bridge = await rig.StartAndSettle(TimeSpan.FromSeconds(2));
        rig.Table(0).CallWaiter();
        await rig.WaitFor(bridge, () => rig.Sent > 0, "a message");
        await Rig.Pass(Settle);

        var polls = rig.Menus.Sum(menu => menu.RequestCount);
        var shares = new List<double>();
        for (var run = 0; run < (load.Runs ?? (servers == 1 ? 3 : 1)); run++)
        {
            shares.Add(await bridge.CpuShare(Span));
        }
        polls = rig.Menus.Sum(menu => menu.RequestCount) - polls;
        var (resident, anonymous) = bridge.Figures.Memory;
        report.Figure("resident", Report.Megabytes(resident), servers == 1 ? "goal 32 MB" : null);
        report.Figure("  of it anonymous (heaps and stacks)", Report.Megabytes(anonymous));
        report.Figure("  peak since the start", Report.Megabytes(bridge.Figures.Peak));
        report.Figure("threads", $"{bridge.Figures.Threads}");
        report.Figure(
            $"CPU over {Span.TotalSeconds:0} s, of one core",
            Report.Percent(Report.Median(shares)),
            servers == 1 ? "goal 0.2 %" : "goal 25 %"
        );
        report.Figure(
            "  a poll",
            Report.Milliseconds(shares.Average() * Span.TotalSeconds * shares.Count / polls * 1000),
            $"{polls} polls"
        );
    }
}

namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <summary>An event waits; the bridge is started; its message arrives.</summary>
internal static class StartFigure
{
    public static async Task Measure(LoadOptions load, Report report)
    {
        var took = new List<double>();
        var cpu = new List<double>();
        for (var run = 0; run <= (load.Runs ?? 20); run++)
        {
            await using var rig = await Rig.Prepare(load, new Setting());
            rig.Table(0).CallWaiter();
            await using var bridge = rig.Start();
            await rig.WaitFor(bridge, () => rig.Sent > 0, "the first message");
            var arrived = rig.Telegram.Log.Recent.First(call => call.Method == "sendmessage").At;
            var spent = bridge.Figures.Cpu;
            if (run > 0) // the first one warms the files up
            {
                took.Add((arrived - bridge.StartedAt).TotalMilliseconds);
                cpu.Add(spent * 1000);
            }
        }
        report.Figure("start to first delivered message, median", Report.Milliseconds(Report.Median(took)), "goal 120 ms");
        report.Figure("  fastest, slowest", $"{took.Min():0}, {took.Max():0} ms");
        report.Figure("CPU until then, median", Report.Milliseconds(Report.Median(cpu)));
    }
}

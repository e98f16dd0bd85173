namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <summary>The rush: many events for many groups in one instant, while Telegram enforces its limits to the letter.</summary>
internal static class BurstFigure
{
    private const int EventsPerGroup = 20;

    public static async Task Measure(LoadOptions load, Report report)
    {
        var (drained, peaks, cpus) = (new List<double>(), new List<double>(), new List<double>());
        long throttled = 0,
            messages = 0;
        var events = 0;
        for (var run = 0; run < (load.Runs ?? 3); run++)
        {
            await using var rig = await Rig.Prepare(load, new Setting());
            await using var bridge = await rig.StartAndSettle(TimeSpan.FromSeconds(5));
            bridge.Figures.ForgetPeak();
            var cpu = bridge.Figures.Cpu;
            events = rig.Groups.Count * EventsPerGroup;
            for (var table = 0; table < EventsPerGroup; table++)
            {
                for (var group = 0; group < rig.Groups.Count; group++)
                {
                    rig.Table(group, table).CallWaiter();
                }
            }
            await rig.WaitForShown(bridge, events);
            drained.Add((rig.LastSentAt - rig.Menu.Requests.First(request => request.Events > 0).At).TotalSeconds);
            await Rig.Pass(TimeSpan.FromSeconds(1));
            cpus.Add((bridge.Figures.Cpu - cpu) * 1000 / events);
            peaks.Add(bridge.Figures.Peak);
            throttled += rig.Telegram.Log.Throttled;
            messages = rig.Sent;
        }
        report.Figure("from the poll's answer to the last shown, median", Report.Seconds(Report.Median(drained)), "goal 3 s");
        report.Figure("  fastest, slowest", $"{drained.Min():0.00}, {drained.Max():0.00} s");
        report.Figure("  best possible", Report.Seconds(0), "25 packed messages at once, of 30 that one second allows");
        report.Figure("  one message an event", Report.Seconds((events - 30) / 30.0), "30 a second");
        report.Figure("messages", $"{messages}", $"{events} events");
        report.Figure("answers 429", $"{throttled}", "none allowed");
        report.Figure("resident at the peak, median", Report.Megabytes(Report.Median(peaks)), "goal 60 MB");
        report.Figure("CPU an event, median", $"{Report.Median(cpus):0.00} ms", "with 5 s of polls");
    }
}

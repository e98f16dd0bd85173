namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <summary>A QR Menu server is gone for a while; a guest called just before it is back.</summary>
internal static class ServerOutageFigure
{
    private const int Runs = 10;
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(20);

    public static async Task Measure(LoadOptions load, Report report)
    {
        var took = new List<TimeSpan>();
        await using var rig = await Rig.Prepare(load, new Setting());
        await using var bridge = await rig.StartAndSettle(TimeSpan.FromSeconds(3));
        for (var run = 0; run < (load.Runs ?? Runs); run++)
        {
            await rig.Menu.GoDown();
            // Not always the same while into a wait of the bridge.
            await Rig.Pass(Away + (TimeSpan.FromMilliseconds(700) * run));
            rig.Order(group: run % rig.Groups.Count);
            await rig.Menu.GoUp();
            var back = TimeProvider.System.GetTimestamp();
            await rig.WaitForShown(bridge, run + 1);
            took.Add(TimeProvider.System.GetElapsedTime(back));
        }
        report.Figure("after the server is back, the first message is shown in", Report.Seconds(took.Max().TotalSeconds), "5.5 s at most");
        report.Figure("the same, on average", Report.Seconds(took.Average(time => time.TotalSeconds)));
    }
}

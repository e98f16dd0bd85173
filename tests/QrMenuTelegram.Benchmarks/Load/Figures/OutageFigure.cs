namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <summary>Telegram is gone for a while; events go on.</summary>
internal static class OutageFigure
{
    private const int Events = 40;
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(20);

    public static async Task Measure(LoadOptions load, Report report)
    {
        await using var rig = await Rig.Prepare(load, new Setting());
        await using var bridge = await rig.StartAndSettle(TimeSpan.FromSeconds(3));
        await rig.Telegram.GoDown();
        for (var i = 0; i < Events; i++)
        {
            rig.Table(i % rig.Groups.Count, i / rig.Groups.Count).CallWaiter();
            await Rig.Pass(Away / Events);
        }
        await rig.Telegram.GoUp();
        var back = TimeProvider.System.GetTimestamp();
        var shown = await rig.WaitForShown(bridge, Events);
        var took = TimeProvider.System.GetElapsedTime(back);
        await Rig.Pass(TimeSpan.FromSeconds(3));
        report.Figure("events shown", $"{shown.Count()} of {Events}", "none lost, none twice");
        report.Figure("after Telegram is back, all are shown in", Report.Seconds(took.TotalSeconds));
        report.Figure("answers 429", $"{rig.Telegram.Log.Throttled}");
    }
}

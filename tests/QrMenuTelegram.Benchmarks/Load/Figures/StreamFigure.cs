using QrMenuTelegram.Simulation.BotApi;

namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <summary>A steady stream, far more than Telegram would take.</summary>
internal static class StreamFigure
{
    private const int Seconds = 30;
    private const int PerSecond = 200;

    public static async Task Measure(LoadOptions load, Report report)
    {
        await using var rig = await Rig.Prepare(load, new Setting { Groups = 100, Limits = SendLimits.Off });
        await using var bridge = await rig.StartAndSettle(TimeSpan.FromSeconds(3));
        var cpu = bridge.Figures.Cpu;
        var from = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Seconds * PerSecond; i++)
        {
            rig.Order(i % 100, i / 100 % 20);
            var ahead = TimeSpan.FromSeconds((i + 1.0) / PerSecond) - TimeProvider.System.GetElapsedTime(from);
            if (ahead > TimeSpan.FromMilliseconds(10))
            {
                await Rig.Pass(ahead);
            }
        }
        await rig.WaitForShown(bridge, Seconds * PerSecond);
        report.Figure(
            "CPU an event",
            $"{(bridge.Figures.Cpu - cpu) * 1000 / (Seconds * PerSecond):0.000} ms",
            "goal 0.5 ms, synchronous=FULL"
        );
        report.Figure("messages", $"{rig.Sent}", $"{Seconds * PerSecond} events");
        report.Figure("resident at the peak", Report.Megabytes(bridge.Figures.Peak));
    }
}

using QrMenuTelegram.Simulation.BotApi;

namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <summary>Everything at once and no limits: what the machine itself allows.</summary>
internal static class VolumeFigure
{
    private const int Events = 10_000;

    public static async Task Measure(LoadOptions load, Report report)
    {
        var (rates, cpus, peaks) = (new List<double>(), new List<double>(), new List<double>());
        var messages = 0L;
        for (var run = 0; run < (load.Runs ?? 3); run++)
        {
            await using var rig = await Rig.Prepare(load, new Setting { Groups = 100, Limits = SendLimits.Off });
            await using var bridge = await rig.StartAndSettle(TimeSpan.FromSeconds(3));
            var cpu = bridge.Figures.Cpu;
            for (var i = 0; i < Events; i++)
            {
                rig.Order(i % 100, i / 100 % 20);
            }
            await rig.WaitForShown(bridge, Events);
            rates.Add(Events / (rig.LastSentAt - rig.Menu.Requests.First(request => request.Events > 0).At).TotalSeconds);
            messages = rig.Sent;
            cpus.Add((bridge.Figures.Cpu - cpu) * 1000 / Events);
            peaks.Add(bridge.Figures.Peak);
        }
        report.Figure(
            "events a second, median",
            $"{Report.Median(rates):0}",
            $"in {messages} messages; Telegram allows 30 messages a second"
        );
        report.Figure("CPU an event, median", $"{Report.Median(cpus):0.000} ms", "goal 0.5 ms, synchronous=FULL");
        report.Figure("resident at the peak, median", Report.Megabytes(Report.Median(peaks)));
    }
}

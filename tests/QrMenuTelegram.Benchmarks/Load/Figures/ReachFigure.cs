using System.Globalization;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;

namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <summary>Two ways to Telegram, a call each second, and the way in use breaks in one manner after the other.</summary>
internal static class ReachFigure
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task Measure(LoadOptions load, Report report)
    {
        foreach (var fault in Enum.GetValues<LineFault>().Where(fault => fault != LineFault.None))
        {
            var gaps = new List<double>();
            var (lost, doubled, throttled) = (0, 0, 0L);
            for (var run = 0; run < (load.Runs ?? 3); run++)
            {
                var one = await Break(load, fault);
                gaps.Add(one.Gap.TotalMilliseconds);
                (lost, doubled, throttled) = (lost + one.Lost, doubled + one.Doubled, throttled + one.Throttled);
            }
            report.Figure(
                $"{fault}: until the next call is shown",
                Report.Milliseconds(Report.Median(gaps)),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{gaps.Min():0} to {gaps.Max():0} ms in {gaps.Count} runs; lost {lost}, doubled {doubled}, 429 {throttled}"
                )
            );
        }
    }

    private static async Task<(TimeSpan Gap, int Lost, int Doubled, long Throttled)> Break(LoadOptions load, LineFault fault)
    {
        await using var rig = await Rig.Prepare(
            load,
            new Setting
            {
                Groups = 1,
                TablesPerGroup = 100,
                Limits = SendLimits.Off,
            }
        );
        var port = new Uri(rig.Telegram.ApiUrl).Port;
        await using var home = new FaultyLine(port);
        await using var relay = new FaultyLine(port);
        rig.Ways = [home, relay];
        await using var bridge = await rig.StartAndSettle(TimeSpan.FromSeconds(3));
        var shown = new ShownCards(rig);
        var calls = 0;
        await CallEachSecond(Before);
        await rig.WaitForShown(bridge, calls);

        home.Fault = fault;
        var at = TimeProvider.System.GetUtcNow();
        await CallEachSecond(After);
        await rig.WaitForShown(bridge, calls);
        await Rig.Pass(TimeSpan.FromSeconds(3));
        var next = rig.Groups[0].All.Where(message => message.From.IsBot && message.SentAt > at).Select(message => message.SentAt).Min();
        var cards = shown.Count();
        var tables = rig.Groups[0]
            .All.Where(message => message.From.IsBot)
            .SelectMany(message => message.Text.Split('\n').Where(line => line.StartsWith("Стол ", StringComparison.Ordinal)))
            .Distinct()
            .Count();
        return (next - at, calls - tables, cards - tables, rig.Telegram.Log.Throttled);

        async Task CallEachSecond(TimeSpan forSo)
        {
            for (var passed = TimeSpan.Zero; passed < forSo; passed += Pause)
            {
                rig.Table(0, calls++).CallWaiter();
                await Rig.Pass(Pause);
            }
        }
    }
}

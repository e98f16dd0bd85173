using System.Globalization;
using QrMenuTelegram.Benchmarks.Load.Figures;

namespace QrMenuTelegram.Benchmarks.Load;

/// <summary>
/// <c>load [FIGURE…] [--program PATH] [--runs N] [--https]</c>: the real process between simulators, one figure after the
/// other.
/// </summary>
internal static class LoadCommand
{
    private static readonly IReadOnlyList<Figure> Figures =
    [
        new("start", "from the start of the process to the first delivered message", StartFigure.Measure),
        new("idle", "memory and CPU with one server polled each second", (load, report) => IdleFigure.Measure(load, report, servers: 1)),
        new("memory", "what is resident when idle and after a report, by file", MemoryFigure.Measure),
        new(
            "servers",
            "memory and CPU with 200 servers polled each second",
            (load, report) => IdleFigure.Measure(load, report, servers: 200)
        ),
        new("burst", "500 events for 25 groups in one instant, Telegram's limits enforced", BurstFigure.Measure),
        new("outage", "20 s without Telegram and 40 events meanwhile", OutageFigure.Measure),
        new("reach", "two ways to Telegram, a call each second, and the one in use breaks in each manner", ReachFigure.Measure),
        new(
            "server-outage",
            "a QR Menu server is away for 20 s and more: from its return to the first message",
            ServerOutageFigure.Measure
        ),
        new(
            "latency",
            "from the poll's answer to the request on the wire: 25 chats, one server",
            (load, report) => LatencyFigure.Measure(load, report, new(25, 1, 0))
        ),
        new("chats", "the same with 1,000 chats", (load, report) => LatencyFigure.Measure(load, report, new(1000, 1, 0))),
        new("latency-servers", "the same with 100 servers", (load, report) => LatencyFigure.Measure(load, report, new(100, 100, 0))),
        new(
            "history",
            "the same with a million past events in the database",
            (load, report) => LatencyFigure.Measure(load, report, new(25, 1, 1_000_000))
        ),
        new(
            "strangers",
            "each kind of event, in peace and while 500 strangers write 50 messages a second, limits enforced",
            StrangersFigure.Measure
        ),
        new("volume", "10,000 events without limits: events a second, CPU an event", VolumeFigure.Measure),
        new("stream", "200 events a second without limits for 30 s: CPU an event", StreamFigure.Measure),
    ];

    public static async Task<int> Run(IReadOnlyList<string> words, TextWriter output)
    {
        if (Read(words) is not var (names, options) || names.Except(Figures.Select(figure => figure.Name)).Any())
        {
            await output.WriteLineAsync("load [FIGURE…] [--program PATH] [--runs N] [--https]\n");
            await output.WriteLineAsync(
                "  --program  the native program or a .dll; else artifacts/PLATFORM, published where it is missing"
            );
            await output.WriteLineAsync("  --runs     how often what is measured several times is measured");
            await output.WriteLineAsync("  --https    QR Menu servers over TLS with a pinned certificate, as in a restaurant\n");
            foreach (var figure in Figures)
            {
                await output.WriteLineAsync($"  {figure.Name, -16} {figure.What}");
            }
            return 1;
        }
        var report = new Report(output);
        var load = new LoadOptions(await BuiltProgram.Find(options.Program, report), options.Runs, options.Https);
        report.Machine(load);
        foreach (var figure in Figures.Where(figure => names.Count == 0 || names.Contains(figure.Name)))
        {
            report.Title(figure.Name, figure.What);
            await figure.Measure(load, report);
        }
        return 0;
    }

    private static (IReadOnlyList<string> Names, (string? Program, int? Runs, bool Https) Options)? Read(IReadOnlyList<string> words)
    {
        var names = new List<string>();
        var (program, runs, https) = ((string?)null, (int?)null, false);
        for (var i = 0; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "--program" when i + 1 < words.Count:
                    program = words[++i];
                    break;
                case "--runs"
                    when i + 1 < words.Count && int.TryParse(words[i + 1], CultureInfo.InvariantCulture, out var count) && count > 0:
                    (runs, i) = (count, i + 1);
                    break;
                case "--https":
                    https = true;
                    break;
                case "all":
                    break;
                case ['-', ..]:
                    return null;
                default:
                    names.Add(words[i]);
                    break;
            }
        }
        return (names, (program, runs, https));
    }

    private sealed record Figure(string Name, string What, Func<LoadOptions, Report, Task> Measure);
}

/// <summary>What holds for all figures.</summary>
/// <param name="Program">The bridge.</param>
/// <param name="Runs">How often; null: what the figure finds right.</param>
/// <param name="Https">Whether QR Menu servers speak TLS.</param>
internal sealed record LoadOptions(BuiltProgram Program, int? Runs, bool Https);

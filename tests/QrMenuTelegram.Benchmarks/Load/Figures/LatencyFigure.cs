using QrMenuTelegram.Simulation.BotApi;

namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <param name="Chats">Groups, each with a table of its own.</param>
/// <param name="Servers">Restaurants.</param>
/// <param name="PastEvents">In the database.</param>
internal sealed record LatencySetting(int Chats, int Servers, int PastEvents);

/// <summary>
/// Single events at uneven times. What is measured begins when the poll that brings the event arrives at the QR Menu
/// server and ends when the request arrives at Telegram: no waiting for the poll, everything else.
/// </summary>
internal static class LatencyFigure
{
    private const int Events = 300;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(83);

    public static async Task Measure(LoadOptions load, Report report, LatencySetting wanted)
    {
        var setting = new Setting
        {
            Groups = wanted.Chats,
            Servers = wanted.Servers,
            TablesPerGroup = 1,
            PastEvents = wanted.PastEvents,
            Limits = SendLimits.Off,
            PollInterval = wanted.Servers > 1 ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(50),
        };
        await using var rig = await Rig.Prepare(load, setting);
        await using var bridge = await rig.StartAndSettle(TimeSpan.FromSeconds(3));
        var added = new List<Added>();
        for (var i = 0; i < Events; i++)
        {
            var (server, group) = (i * 7 % wanted.Servers, i * 11 % wanted.Chats);
            added.Add(new Added(server, DishOf(i), rig.Order(group, server: server, dish: DishOf(i)).At));
            await Rig.Pass(Between);
        }
        await rig.WaitForShown(bridge, Events);
        var latencies = Latencies(rig, added);
        report.Figure(
            "from the poll to the request, p50",
            Report.Milliseconds(Report.Quantile(latencies, 0.5)),
            $"{latencies.Count} events"
        );
        report.Figure("  p99", Report.Milliseconds(Report.Quantile(latencies, 0.99)));
        report.Figure("  longest", Report.Milliseconds(latencies.Max()));
        report.Figure("resident", Report.Megabytes(bridge.Figures.Memory.Resident), $"peak {Report.Megabytes(bridge.Figures.Peak)}");
    }

    // An event is known again by what was ordered: where the machine is slow, two of them may share a message.
    private static string DishOf(int number) => $"Чай №{number}.";

    private static List<double> Latencies(Rig rig, IReadOnlyList<Added> added)
    {
        var polls = rig.Menus.Select(menu => menu.Requests.Select(request => request.At).ToList()).ToList();
        var sends = rig
            .Telegram.Log.Recent.Where(call => call.Method == "sendmessage")
            .Select(call => (call.At, Text: call.Parameters["text"]!.GetValue<string>()))
            .ToList();
        var latencies = new List<double>();
        foreach (var (server, dish, at) in added)
        {
            var sent = sends.First(send => send.Text.Contains(dish, StringComparison.Ordinal)).At;
            var after = polls[server].FindIndex(poll => poll > at);

            // An event that came while a poll was being answered still went with it.
            var poll = polls[server][after < 0 || polls[server][after] > sent ? (after < 0 ? polls[server].Count : after) - 1 : after];
            latencies.Add((sent - poll).TotalMilliseconds);
        }
        return latencies;
    }

    private sealed record Added(int Server, string Dish, DateTimeOffset At);
}

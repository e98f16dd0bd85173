using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Benchmarks.Load.Figures;

/// <summary>
/// Each kind of event, a few a second, in groups of its own, with Telegram's limits enforced: first in peace, then while
/// 500 strangers write 50 messages a second to the bot and press its buttons, in one and the same process.
/// </summary>
internal static class StrangersFigure
{
    private const int Strangers = 500;
    private const int PerSecond = 50;
    private const int EventsOfAKind = 60;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(150);

    private static readonly string[] Texts = ["/help", "/start", "/start wrong", "/status", "/language en", "hello"];

    // A message of each kind holds its words.
    private static readonly (string Name, string Words, Func<GuestTable, QueuedEvent> Happens)[] Kinds =
    [
        ("calls", "Зовут официанта", table => table.CallWaiter()),
        ("bills", "Просят счёт", table => table.AskForBill()),
        ("payments", "Оплата онлайн", table => table.PayOnline()),
        ("orders", "Чай", table => table.SaveOrder(new Dish(1, "Чай", 150))),
    ];

    public static async Task Measure(LoadOptions load, Report report)
    {
        var setting = new Setting
        {
            Groups = 120,
            TablesPerGroup = 4,
            Limits = SendLimits.Exact,
            PollInterval = TimeSpan.FromMilliseconds(50),
        };
        await using var rig = await Rig.Prepare(load, setting);
        await using var bridge = await rig.StartAndSettle(TimeSpan.FromSeconds(3));
        var people = Enumerable.Range(1, Strangers).Select(number => rig.Telegram.AddPerson($"Прохожий {number}")).ToList();
        var peace = await Play(rig, bridge, table: 0);
        long talked;
        Dictionary<string, List<double>> attack;
        var sent = rig.Sent;
        using (var stop = new CancellationTokenSource())
        {
            var talking = Talk(people, stop.Token);
            await Rig.Pass(TimeSpan.FromSeconds(5));
            attack = await Play(rig, bridge, table: 1);
            await stop.CancelAsync();
            talked = await talking;
        }
        foreach (var (name, _, _) in Kinds)
        {
            var (before, during) = (Report.Median(peace[name]), Report.Median(attack[name]));
            report.Figure(
                $"{name}: until shown, p50 in peace and under attack",
                $"{Report.Milliseconds(before)} → {Report.Milliseconds(during)}",
                $"p90 {Report.Milliseconds(Report.Quantile(peace[name], 0.9))} → {Report.Milliseconds(Report.Quantile(attack[name], 0.9))}"
            );
        }
        var answered = people.Sum(person => person.PrivateChat.All.Count(message => message.From.IsBot));
        report.Figure("messages of strangers", $"{talked}", $"{answered} answered; {rig.Telegram.PendingUpdates} not read yet");
        report.Figure("answers 429", $"{rig.Telegram.Log.Throttled}", $"{rig.Sent - sent} messages under attack");
    }

    /// <returns>Milliseconds from each event to its message, by kind.</returns>
    private static async Task<Dictionary<string, List<double>>> Play(Rig rig, RunningBridge bridge, int table)
    {
        var added = new List<(string Kind, string Words, TelegramChat Group, int Before, DateTimeOffset At)>();
        for (var i = 0; i < EventsOfAKind * Kinds.Length; i++)
        {
            var (name, words, happens) = Kinds[i % Kinds.Length];
            var group = i % rig.Groups.Count;
            var at = rig.Table(group, (2 * table) + (i / rig.Groups.Count));
            if (name is "bills" or "payments")
            {
                at.SaveOrder(new Dish(1, "Суп", 300));
            }
            added.Add((name, words, rig.Groups[group], rig.Groups[group].All.Count, happens(at).At));
            await Rig.Pass(Between);
        }
        var found = Kinds.ToDictionary(kind => kind.Name, _ => new List<double>());
        foreach (var (kind, words, group, before, at) in added)
        {
            ShownMessage? Shown() =>
                group
                    .All.Skip(before)
                    .FirstOrDefault(message => message.From.IsBot && message.Text.Contains(words, StringComparison.OrdinalIgnoreCase));
            await rig.WaitFor(bridge, () => Shown() is not null, $"{kind} in {group.Title}");
            found[kind].Add((Shown()!.SentAt - at).TotalMilliseconds);
        }
        return found;
    }

    private static async Task<long> Talk(List<Person> people, CancellationToken stop)
    {
        var (count, from) = (0L, TimeProvider.System.GetTimestamp());
        while (!stop.IsCancellationRequested)
        {
            people[(int)(count * 7 % people.Count)].Say(Texts[count % Texts.Length]);
            count++;
            var ahead = TimeSpan.FromSeconds((double)count / PerSecond) - TimeProvider.System.GetElapsedTime(from);
            if (ahead > TimeSpan.FromMilliseconds(5))
            {
                await Rig.Pass(ahead);
            }
        }
        return count;
    }
}

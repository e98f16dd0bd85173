using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Benchmarks.Load;

/// <summary>Simulators in this process, a database with subscriptions, and the bridge as a process of its own between them.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _folder = Directory.CreateTempSubdirectory("qrmenu-load-").FullName;
    private readonly LoadOptions _load;

    private Rig(LoadOptions load, Setting setting, SimulatedTelegram telegram, IReadOnlyList<SimulatedMenuServer> menus)
    {
        (_load, Setting, Telegram, Menus) = (load, setting, telegram, menus);
        telegram.Limits = setting.Limits;
        Manager = telegram.AddPerson("Анна");
        Groups = [.. Enumerable.Range(1, setting.Groups).Select(number => telegram.World.AddSupergroup($"Зал {number}").AddBot(Manager))];
    }

    public Setting Setting { get; }

    public SimulatedTelegram Telegram { get; }

    public IReadOnlyList<SimulatedMenuServer> Menus { get; }

    public SimulatedMenuServer Menu => Menus[0];

    public IReadOnlyList<TelegramChat> Groups { get; }

    public Person Manager { get; }

    /// <summary>By which Telegram is reached; empty for one way that never breaks.</summary>
    public IReadOnlyList<FaultyLine> Ways { get; set; } = [];

    /// <summary>Messages sent so far.</summary>
    public long Sent => Telegram.Log.Count("sendmessage");

    public static async Task<Rig> Prepare(LoadOptions load, Setting setting)
    {
        var menus = new List<SimulatedMenuServer>();
        for (var i = 0; i < setting.Servers; i++)
        {
            menus.Add(
                await SimulatedMenuServer.Start(Time, certificate: load.Https ? ServerCertificate.SelfSigned(Time.GetUtcNow()) : null)
            );
        }
        var rig = new Rig(load, setting, await SimulatedTelegram.Start(Time), menus);
        await rig.ForgetUpdates();
        PreparedDatabase.Make(rig.DatabasePath, rig.Groups, setting);
        return rig;
    }

    /// <summary>A table of a group, 0 being its first, at a server.</summary>
    public GuestTable Table(int group, int table = 0, int server = 0) =>
        Menus[server].Table(((group * Setting.TablesPerGroup) + table + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>An order of new guests: unlike calls, which are folded, each is a card of its own.</summary>
    public QueuedEvent Order(int group, int table = 0, int server = 0, string dish = "Чай чёрный")
    {
        var at = Table(group, table, server);
        at.Clear();
        return at.SaveOrder(new Dish(1, dish, 150));
    }

    /// <summary>Starts the bridge.</summary>
    public RunningBridge Start() => RunningBridge.Start(_load.Program, _folder, Variables());

    /// <summary>Starts the bridge and lets its start be over.</summary>
    public async Task<RunningBridge> StartAndSettle(TimeSpan settle)
    {
        var bridge = Start();
        try
        {
            await WaitFor(bridge, () => Telegram.IsPolled, "the bridge to read updates");
            foreach (var menu in Menus)
            {
                await menu.WaitFor(() => menu.RequestCount > 0, Patience, "a poll");
            }
            await Pass(settle);
            return bridge;
        }
        catch
        {
            await bridge.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for what Telegram shall come to.</summary>
    /// <exception cref="InvalidOperationException">It did not; with what the bridge said meanwhile.</exception>
    public async Task WaitFor(RunningBridge bridge, Func<bool> isSo, string what)
    {
        try
        {
            await Telegram.WaitFor(isSo, Patience, what);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"{e.Message} The bridge said:\n{bridge.Output}", e);
        }
    }

    /// <summary>Waits until the groups show so many events.</summary>
    /// <returns>What they show.</returns>
    public async Task<ShownCards> WaitForShown(RunningBridge bridge, int events)
    {
        var shown = new ShownCards(this);
        var from = Time.GetTimestamp();
        var count = 0;
        while ((count = shown.Count()) < events)
        {
            if (Time.GetElapsedTime(from) > Patience)
            {
                throw new InvalidOperationException(
                    $"{count} of {events} events are shown after {Patience}. The bridge said:\n{bridge.Output}"
                );
            }
            await Pass(TimeSpan.FromMilliseconds(20));
        }
        return shown;
    }

    /// <summary>When the last message arrived.</summary>
    public DateTimeOffset LastSentAt => Telegram.Log.Recent.Last(call => call.Method == "sendmessage").At;

    public static Task Pass(TimeSpan span) => Task.Delay(span, Time);

    public async ValueTask DisposeAsync()
    {
        await Telegram.DisposeAsync();
        foreach (var menu in Menus)
        {
            await menu.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }

    // Else the bridge greets each group that it was put into.
    private async Task ForgetUpdates()
    {
        using var http = new HttpClient();
        var answer = await http.GetFromJsonAsync<JsonNode>($"{Telegram.ApiUrl}/bot{Telegram.Token}/getUpdates?offset=-1");
        var last = answer!["result"]!.AsArray().Last()!["update_id"]!.GetValue<int>();
        await http.GetAsync(new Uri($"{Telegram.ApiUrl}/bot{Telegram.Token}/getUpdates?offset={last + 1}&timeout=0"));
    }

    private string DatabasePath => Path.Combine(_folder, "bridge.db");

    private Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>
        {
            ["Telegram__Token"] = Telegram.Token,
            ["Telegram__ApiUrl"] = Telegram.ApiUrl,
            ["Telegram__Managers"] = Manager.Id.ToString(CultureInfo.InvariantCulture),
            ["QrMenu__PollInterval"] = Setting.PollInterval.ToString("c", CultureInfo.InvariantCulture),
            ["Storage__Path"] = DatabasePath,
            // Done once in a bot's life: not what a start costs.
            ["Telegram__Presentation"] = "false",
        };
        if (Ways.Count > 0)
        {
            variables.Remove("Telegram__ApiUrl");
        }
        for (var i = 0; i < Ways.Count; i++)
        {
            variables[$"Telegram__Ways__{i}__ApiUrl"] = $"http://127.0.0.1:{Ways[i].Port}";
        }
        for (var i = 0; i < Menus.Count; i++)
        {
            variables[$"QrMenu__Servers__R{i}__Url"] = Menus[i].Url;
            variables[$"QrMenu__Servers__R{i}__Token"] = Menus[i].Token;
            if (Menus[i].Certificate is { } certificate)
            {
                variables[$"QrMenu__Servers__R{i}__CertificateSha256"] = certificate.Sha256;
            }
        }
        if (Setting.Limits == SendLimits.Off)
        {
            variables["Delivery__PrivatePerSecond"] = "1000";
            variables["Delivery__GroupPerMinute"] = "60000";
            variables["Delivery__BotPerSecond"] = "1000";
        }
        return variables;
    }
}

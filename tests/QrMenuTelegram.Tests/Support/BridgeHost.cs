using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Operations;
using QrMenuTelegram.Reach;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Support;

/// <summary>The whole bridge in this process, between a simulated QR Menu server and a simulated Telegram.</summary>
public sealed partial class BridgeHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.ForDatabase();
    private readonly TimeProvider _time;
    private IHost? _host;
    private bool _stopped;

    private BridgeHost(TimeProvider time, SimulatedMenuServer menu, SimulatedTelegram telegram)
    {
        (_time, Menu, Telegram) = (time, menu, telegram);
        Settings = new Dictionary<string, string?>
        {
            ["Telegram:Token"] = telegram.Token,
            ["Telegram:ApiUrl"] = telegram.ApiUrl,
            ["Telegram:Presentation"] = "false",
            ["QrMenu:Servers:Terrace:Url"] = menu.Url,
            ["QrMenu:Servers:Terrace:Token"] = menu.Token,
            ["QrMenu:PollInterval"] = "00:00:00.05",
            ["Storage:Path"] = _folder.File("bridge.db"),
        };
    }

    public SimulatedMenuServer Menu { get; }

    public SimulatedTelegram Telegram { get; }

    public Dictionary<string, string?> Settings { get; }

    public CollectedLog Log { get; } = new();

    /// <summary>After which a send without an answer is given up, in real time; null for as long as in a restaurant.</summary>
    public TimeSpan? SendTimeout { get; set; }

    /// <summary>Which start of the machine it believes in; null for the real one.</summary>
    public long? Boot { get; set; }

    public string DatabasePath => Settings["Storage:Path"]!;

    public string File(string name) => _folder.File(name);

    /// <param name="time">Everybody's.</param>
    public static async Task<BridgeHost> Prepare(TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        return new BridgeHost(clock, await SimulatedMenuServer.Start(clock), await SimulatedTelegram.Start(clock));
    }

    public T Get<T>()
        where T : notnull => _host!.Services.GetRequiredService<T>();

    /// <summary>Builds the bridge without starting its loops.</summary>
    public BridgeHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.AddProvider(Log);
        builder.Services.AddSingleton(_time);
        if (Boot is { } boot)
        {
            builder.Services.AddSingleton(new MachineStart(boot));
        }
        if (SendTimeout is { } timeout)
        {
            builder.Services.AddSingleton<IReadOnlyList<TelegramWay>>(s =>
                [new TelegramWay(WayOptions.OnlyName, new TelegramGateway(s.GetRequiredService<TelegramOptions>(), timeout))]
            );
        }
        builder.Services.AddBridge(builder.Configuration);
        _host = builder.Build();
        _stopped = false;
        return this;
    }

    public async Task Start()
    {
        Build();
        await Run();
    }

    /// <summary>Starts the loops of what was built.</summary>
    public Task Run() => _host!.StartAsync();

    /// <summary>Ends it cleanly; what it was made of can still be looked at, but for the database.</summary>
    public async Task Stop()
    {
        _stopped = true;
        await _host!.StopAsync();
        _host.Dispose();
    }

    /// <summary>Opens the link that the log shows.</summary>
    public async Task<Person> BecomeManager()
    {
        await Telegram.WaitFor(() => Telegram.IsPolled, what: "the bridge to read updates");
        var code = Log.Lines.Select(line => StartLink().Match(line.Text)).Last(match => match.Success).Groups["code"].Value;
        var manager = Telegram.AddPerson("Анна");
        manager.Start(code);
        await manager.PrivateChat.WaitForMessages(1);
        return manager;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null && !_stopped)
        {
            await Stop();
        }
        await Menu.DisposeAsync();
        await Telegram.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex(@"\?start=(?<code>[A-Za-z0-9_-]+)")]
    private static partial Regex StartLink();
}

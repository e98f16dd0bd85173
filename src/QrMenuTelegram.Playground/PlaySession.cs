using QrMenuTelegram.Playground.Bridge;
using QrMenuTelegram.Playground.Phones;
using QrMenuTelegram.Playground.Restaurant;
using QrMenuTelegram.Simulation;

namespace QrMenuTelegram.Playground;

/// <summary>Everything that the page shows, running: a restaurant, the bridge, phones.</summary>
public sealed class PlaySession : IAsyncDisposable
{
    private readonly PlaygroundOptions _options;
    private DirectoryInfo? _temporary;

    private PlaySession(PlaygroundOptions options)
    {
        _options = options;
        Language = options.Language;
    }

    public Parts Parts => _options.Parts;

    public AdjustableTime Time { get; } = new();

    /// <summary>Which start of the playground this is.</summary>
    public string Run { get; } = Path.GetRandomFileName();

    /// <summary>Woken when language or speed changed.</summary>
    public Changes Changes { get; } = new();

    /// <summary>The language of guests, people, and of chats that set none.</summary>
    public string Language { get; private set; }

    /// <summary>Null where it does not run.</summary>
    public RestaurantSide? Restaurant { get; private set; }

    /// <summary>Null where they do not run.</summary>
    public PhonesSide? Phones { get; private set; }

    /// <summary>Null where it does not run.</summary>
    public BridgeProcess? Bridge { get; private set; }

    /// <summary>Null where no bridge runs.</summary>
    public DeliveryWatch? Watch { get; private set; }

    /// <param name="options">What runs.</param>
    /// <param name="chance">Of the busy evening; from 0 up to but without 1.</param>
    public static async Task<PlaySession> Start(PlaygroundOptions options, Func<double> chance)
    {
        var session = new PlaySession(options);
        if (options.HasRestaurant)
        {
            session.Restaurant = await RestaurantSide.Start(session.Time, chance, options.ServerPort, options.PlainHttp);
            session.Restaurant.Floor.Language = options.Language;
        }
        if (options.HasPhones)
        {
            session.Phones = await PhonesSide.Start(session.Time, options.Language, options.TelegramPort);
        }
        if (options.HasBridge)
        {
            await session.StartBridge();
        }
        return session;
    }

    /// <summary>Changes the language of everything; chats that chose one by command keep it.</summary>
    public async Task Speak(string language)
    {
        if (language == Language)
        {
            return;
        }
        Language = language;
        Restaurant?.Floor.Language = language;
        Phones?.Cast.Speak(language);
        Changes.Signal();
        if (Bridge is { State: BridgeState.Running } bridge)
        {
            await bridge.Stop();
            await bridge.Start();
        }
    }

    /// <summary>Makes time run faster or slower for everything but a real Telegram.</summary>
    public async Task SetSpeed(double speed)
    {
        Time.SetSpeed(speed);
        Changes.Signal();
        await (Bridge?.PassOnSpeed() ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await (Bridge?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Restaurant?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Phones?.DisposeAsync() ?? ValueTask.CompletedTask);
        _temporary?.Delete(recursive: true);
    }

    private async Task StartBridge()
    {
        var database = _options.Database;
        if (database is null)
        {
            _temporary = Directory.CreateTempSubdirectory("qrmenu-playground-");
            database = Path.Combine(_temporary.FullName, "bridge.db");
        }
        Watch = new DeliveryWatch(Restaurant!.Server, Phones?.Telegram, database, Time);
        Restaurant.Floor.Happened = Watch.Made;
        Bridge = new BridgeProcess(Time, () => Settings(database));
        await Bridge.Start();
    }

    /// <summary>The contract's settings.</summary>
    private Dictionary<string, string> Settings(string database)
    {
        var settings = new Dictionary<string, string>
        {
            ["QrMenu:Servers:Bistro:Url"] = Restaurant!.Server.Url,
            ["QrMenu:Servers:Bistro:Token"] = Restaurant.Server.Token,
            ["QrMenu:Servers:Bistro:CertificateSha256"] = Restaurant.Server.Certificate?.Sha256 ?? "",
            ["Storage:Path"] = database,
            ["Restaurant:Language"] = Language,
            ["Restaurant:TimeZone"] = TimeZoneInfo.Local.Id,
        };
        if (Phones is { Telegram: var telegram })
        {
            settings["Telegram:ApiUrl"] = telegram.ApiUrl;
            settings["Telegram:Token"] = telegram.Token;
            return settings;
        }
        foreach (var (name, value) in RealTelegram.Settings())
        {
            settings[name] = value;
        }
        return settings;
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using QrMenuTelegram.Playground.Bridge;
using QrMenuTelegram.Playground.Page.Parts;
using QrMenuTelegram.Simulation;

namespace QrMenuTelegram.Playground.Page;

/// <summary>
/// What the page shows, part by part, as JSON; whoever watches is sent the parts that changed. One loop makes them all,
/// however many watch.
/// </summary>
internal sealed class Board(PlaySession session) : IAsyncDisposable
{
    /// <summary>Of real time: changes that come faster are shown together.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(80);

    /// <summary>Of real time: ages grow although nothing happens.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Dictionary<string, Part> _parts = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private long _version;
    private Task _running = Task.CompletedTask;

    public sealed record Part(string Name, string Value, long Version);

    /// <summary>Woken when a part has changed.</summary>
    public Changes Changes { get; } = new();

    public void Start() => _running = Run();

    /// <summary>The parts that are newer than a version, oldest change first.</summary>
    public IReadOnlyList<Part> Since(long version)
    {
        lock (_gate)
        {
            return [.. _parts.Values.Where(p => p.Version > version).OrderBy(p => p.Version)];
        }
    }

    /// <summary>Makes all parts anew; returns whether one changed.</summary>
    public bool Renew()
    {
        var zone = session.Time.LocalTimeZone;
        var changed = Put("page", PagePart.Of(session));
        if (session.Restaurant is { } restaurant)
        {
            changed |= Put("restaurant", RestaurantPart.Of(restaurant, session.Language, zone));
        }
        if (session.Phones is { } phones)
        {
            changed |= Put("phones", PhonesPart.Of(phones));
            foreach (var chat in phones.Telegram.World.Chats.Where(c => c.MigratedTo is null))
            {
                changed |= Put($"chat{chat.Id}", MessagesPart.Of(chat, phones.Telegram.World.Bot, zone));
            }
        }
        if (session.Bridge is { } bridge)
        {
            changed |= Put("bridge", BridgePart.Of(bridge, zone));
            changed |= Put(
                "counts",
                CountsPart.Of(session.Watch?.Count() ?? DeliveryCounts.None, session.Phones?.Telegram.Log.Throttled ?? 0)
            );
        }
        changed |= Put("trouble", TroublePart.Of(session));
        changed |= Put("requests", RequestsPart.Of(session));
        return changed;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task Run()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Task changed = Task.WhenAny(Sources());
            if (Renew())
            {
                Changes.Signal();
            }
            await changed.WaitAsync(Tick, TimeProvider.System, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Breath, TimeProvider.System, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private List<Task> Sources() =>
        [
            .. new[] { session.Changes, session.Restaurant?.Server.Changes, session.Phones?.Telegram.Changes, session.Bridge?.Changes }
                .OfType<Changes>()
                .Select(c => c.Next),
        ];

    private bool Put<T>(string name, T value)
    {
        var json = JsonSerializer.Serialize(value, Json);
        lock (_gate)
        {
            if (_parts.TryGetValue(name, out var before) && before.Value == json)
            {
                return false;
            }
            _parts[name] = new Part(name, json, ++_version);
            return true;
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Simulation;

/// <summary>A restaurant's QR Menu server on loopback, with the queue of the vendor's page and every oddity by switch.</summary>
public sealed class SimulatedMenuServer : IAsyncDisposable
{
    private const int FirstTableId = 1_000_022;

    private readonly SteadyTime _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly EventQueue _queue;
    private readonly BoundedLog<MenuRequest> _requests = new(5_000);
    private readonly Queue<BrokenAnswer> _nextBroken = new();
    private readonly List<GuestTable> _tables = [];
    private LoopbackServer _server = null!;
    private int _running;
    private int _lastInvoice = 120;
    private int _lastGuid;

    private SimulatedMenuServer(TimeProvider time, TimeSpan window, ServerCertificate? certificate)
    {
        _time = new SteadyTime(time);
        _queue = new EventQueue(_time, window);
        Certificate = certificate;
    }

    /// <summary>Starts one.</summary>
    /// <param name="time">The queue and delays go by this.</param>
    /// <param name="window">How long events are kept; 5 minutes where null.</param>
    /// <param name="certificate">For HTTPS; null for HTTP.</param>
    /// <param name="port">0 for any free one.</param>
    public static async Task<SimulatedMenuServer> Start(
        TimeProvider time,
        TimeSpan? window = null,
        ServerCertificate? certificate = null,
        int port = 0
    )
    {
        var server = new SimulatedMenuServer(time, window ?? TimeSpan.FromMinutes(5), certificate);
        server._server = await LoopbackServer.Start(server.Handle, certificate?.Certificate, port);
        return server;
    }

    /// <summary>What <c>QrMenu__Servers__NAME__Url</c> names.</summary>
    public string Url => _server.Url;

    /// <summary>The server's key.</summary>
    public string Token { get; set; } = "simulated-key-of-the-restaurant";

    public ServerCertificate? Certificate { get; }

    /// <summary>What is odd about it.</summary>
    public MenuSwitches Switches { get; } = new();

    public Changes Changes { get; } = new();

    /// <summary>The last requests, oldest first.</summary>
    public IReadOnlyList<MenuRequest> Requests => _requests.ToList();

    /// <summary>How many requests there ever were.</summary>
    public long RequestCount => _requests.Total;

    /// <summary>The most requests that were ever under way at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>What is in the queue now.</summary>
    public IReadOnlyList<QueuedEvent> Queue => _queue.Current;

    /// <summary>Tables made so far.</summary>
    public IReadOnlyList<GuestTable> Tables
    {
        get
        {
            lock (_gate)
            {
                return [.. _tables];
            }
        }
    }

    /// <summary>The table of this name, made at the first call; table 6 has the id that the vendor's samples give it, 1000028.</summary>
    public GuestTable Table(string name, int? id = null, int maxGuests = 50)
    {
        lock (_gate)
        {
            if (_tables.Find(t => t.Name == name) is { } known)
            {
                return known;
            }
            var table = new GuestTable(
                this,
                id ?? (int.TryParse(name, out var number) ? FirstTableId + number : FirstTableId + 1_000 + _tables.Count),
                name,
                maxGuests
            );
            _tables.Add(table);
            return table;
        }
    }

    /// <summary>Puts an element into the queue, as it is; it need not even be JSON.</summary>
    public QueuedEvent Add(string json)
    {
        var added = _queue.Add(json);
        Changes.Signal();
        return added;
    }

    public QueuedEvent Add(JsonNode element) => Add(element.ToJsonString(Readable));

    /// <summary>Puts the vendor's sample into the queue, with its own hash.</summary>
    public QueuedEvent AddSample(string code) => Add(MenuSamples.Event(code));

    /// <summary>A fresh identifier of an event.</summary>
    public string NewHash() => _queue.NewHash();

    /// <summary>As after a restart: empty queue, other hashes, every cursor unknown.</summary>
    public void ForgetQueue() => _queue.Forget();

    /// <summary>Breaks the next answers, one each, before <see cref="MenuSwitches.Broken"/> counts.</summary>
    public void BreakNext(params BrokenAnswer[] answers)
    {
        lock (_gate)
        {
            foreach (var answer in answers)
            {
                _nextBroken.Enqueue(answer);
            }
        }
    }

    /// <summary>Refuses connections until <see cref="GoUp"/>.</summary>
    public Task GoDown() => _server.Refuse();

    /// <summary>Is there again, at the same address, its queue as it was.</summary>
    public Task GoUp() => _server.Listen();

    /// <summary>Completes when it is so; asked now and after every change and request.</summary>
    public Task WaitFor(Func<bool> isSo, TimeSpan? patience = null, string? what = null) => Changes.WaitFor(isSo, patience, what);

    /// <summary>Completes after this many more requests have been answered.</summary>
    public Task WaitForRequests(int more)
    {
        var target = RequestCount + more;
        return WaitFor(() => RequestCount >= target, what: $"{more} more requests");
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    internal int NextInvoice() => Interlocked.Increment(ref _lastInvoice);

    internal string NewGuid() =>
        "{F4CE1102-50DC-48F7-A8E0-" + Interlocked.Increment(ref _lastGuid).ToString("X12", CultureInfo.InvariantCulture) + "}";

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private async Task Handle(HttpContext context)
    {
        var at = _time.Now;
        lock (_gate)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }
        var status = 0;
        var events = 0;
        try
        {
            if (Switches.Delay > TimeSpan.Zero)
            {
                await Task.Delay(Switches.Delay, _time.Provider, context.RequestAborted);
            }
            var answer = new EventsEndpoint(_queue, Switches, () => Token).Answer(context.Request);
            var broken = TakeBroken();
            status = await MenuAnswerWriter.Write(context, answer, broken, _stopping.Token);
            events = broken is null ? answer.Events : 0;
        }
        finally
        {
            lock (_gate)
            {
                _running--;
            }
            _requests.Add(
                new MenuRequest(
                    at,
                    context.Request.Query.TryGetValue("hash", out var hash) ? hash.ToString() : null,
                    context.Request.Headers["token"] == Token,
                    context.Connection.Id,
                    status,
                    events
                )
            );
            Changes.Signal();
        }
    }

    private BrokenAnswer? TakeBroken()
    {
        lock (_gate)
        {
            return _nextBroken.TryDequeue(out var next) ? next : Switches.Broken;
        }
    }
}

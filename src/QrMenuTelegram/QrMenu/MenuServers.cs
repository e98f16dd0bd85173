using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// All servers, each polled by a loop of its own, so that a slow or dead one delays no other. Made after the database
/// is open and the clock goes on from what it remembers.
/// </summary>
public sealed partial class MenuServers : BackgroundService
{
    private readonly IReadOnlyList<IMenuServer> _connections;
    private readonly IReadOnlyList<(Poller Poller, ServerMemory Memory)> _servers;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="servers">By the configuration; disposed of with this.</param>
    /// <param name="chance">From 0 up to, not including, 1.</param>
    public MenuServers(
        IEnumerable<IMenuServer> servers,
        Accept accept,
        OutageAlerts alerts,
        Database database,
        QrMenuOptions options,
        Func<double> chance,
        Clock clock,
        ILogger<Poller> logger)
    {
        _time = clock.Time;
        _logger = logger;
        _connections = [.. servers];
        _servers = database.Write<IReadOnlyList<(Poller, ServerMemory)>>(transaction =>
        [
            .. _connections.Select(server =>
            {
                var memory = ServerMemory.Load(transaction, server.Name, options.QueueWindow, clock.Now);
                return (new Poller(server, memory, accept, alerts, database, options, chance, clock, logger), memory);
            }),
        ]);
    }

    /// <summary>In the order of the configuration.</summary>
    public IReadOnlyList<MenuServerStatus> Statuses => [.. _servers.Select(server => server.Poller.Status)];

    /// <summary>For whoever gives them their turns instead of the loops: a simulation.</summary>
    internal IEnumerable<Poller> Pollers => _servers.Select(server => server.Poller);

    /// <summary>The heartbeat's part, about every 10 s and at a clean stop: what a next start must know.</summary>
    public void Save(Transaction transaction)
    {
        foreach (var (_, memory) in _servers)
        {
            memory.Save(transaction);
        }
    }

    /// <summary>After the commit of <see cref="Save"/>.</summary>
    public void Saved()
    {
        foreach (var (_, memory) in _servers)
        {
            memory.Saved();
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_servers.Select(server => Task.Run(() => Loop(server.Poller, stoppingToken), CancellationToken.None)));

    // One server's loop never ends alone: nobody would see that the others still run.
    private async Task Loop(Poller poller, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(await poller.Turn(cancel), _time, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Defect(_logger, e, poller.Name);
                await Task.Delay(Poller.LongestWait, _time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        foreach (var connection in _connections.OfType<IDisposable>())
        {
            connection.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Server}: a turn ended by a defect of the bridge; the next comes in 15 s")]
        public static partial void Defect(ILogger logger, Exception e, string server);
    }
}

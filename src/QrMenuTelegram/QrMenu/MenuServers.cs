using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// All servers, each polled by a loop of its own, so that a slow or dead one delays no other. Made after the database
/// is open and the clock goes on from what it remembers.
/// </summary>
public sealed class MenuServers : BackgroundService
{
    private readonly IReadOnlyList<(Poller Poller, ServerMemory Memory)> _servers;
    private readonly TimeProvider _time;

    /// <param name="servers">By the configuration.</param>
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
        _servers = database.Write<IReadOnlyList<(Poller, ServerMemory)>>(transaction =>
        [
            .. servers.Select(server =>
            {
                var memory = ServerMemory.Load(transaction, server.Name, options.QueueWindow, clock.Now);
                return (new Poller(server, memory, accept, alerts, database, options, chance, clock, logger), memory);
            }),
        ]);
    }

    /// <summary>In the order of the configuration.</summary>
    public IReadOnlyList<MenuServerStatus> Statuses => [.. _servers.Select(server => server.Poller.Status)];

    /// <summary>The heartbeat's part, about every 10 s and at a clean stop: what a next start must know.</summary>
    public void Save(Transaction transaction)
    {
        foreach (var (_, memory) in _servers)
        {
            memory.Save(transaction);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_servers.Select(server => Task.Run(() => Loop(server.Poller, stoppingToken), CancellationToken.None)));

    private async Task Loop(Poller poller, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(await poller.Turn(cancel), _time, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
    }
}

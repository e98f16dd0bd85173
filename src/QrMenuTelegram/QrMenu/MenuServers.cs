using Microsoft.Extensions.Logging;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// All servers, each polled by a worker of its own, so that a slow or dead one delays no other. Made after the database
/// is open and the clock goes on from what it remembers.
/// </summary>
public sealed class MenuServers : IDisposable
{
    private readonly IReadOnlyList<IMenuServer> _connections;
    private readonly IReadOnlyList<(Poller Poller, ServerMemory Memory)> _servers;

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
        ILogger<Poller> logger
    )
    {
        _connections = [.. servers];
        _servers = database.Write<IReadOnlyList<(Poller, ServerMemory)>>(transaction =>
            [
                .. _connections.Select(server =>
                {
                    var memory = ServerMemory.Load(transaction, server.Name, options.QueueWindow, clock.Now);
                    return (new Poller(server, memory, accept, alerts, database, options, chance, clock, logger), memory);
                }),
            ]
        );
    }

    /// <summary>In the order of the configuration.</summary>
    public IReadOnlyList<MenuServerStatus> Statuses => [.. _servers.Select(server => server.Poller.Status)];

    /// <summary>In the same order.</summary>
    public IEnumerable<Poller> Pollers => _servers.Select(server => server.Poller);

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

    public void Dispose()
    {
        foreach (var connection in _connections.OfType<IDisposable>())
        {
            connection.Dispose();
        }
    }
}

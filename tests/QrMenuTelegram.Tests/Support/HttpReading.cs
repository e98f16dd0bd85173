using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.Support;

/// <summary>The reading of servers that are there, over HTTP and in real time.</summary>
public sealed class HttpReading : BridgeParts
{
    public HttpReading(IEnumerable<(string Variable, string Value)> settings, params (string Name, string Url, string Token)[] servers)
        : base(DateTimeOffset.UnixEpoch)
    {
        foreach (var (variable, value) in settings)
        {
            Settings[variable] = value;
        }
        foreach (var (name, url, token) in servers)
        {
            Settings[$"QrMenu__Servers__{name}__Url"] = url;
            Settings[$"QrMenu__Servers__{name}__Token"] = token;
        }
        Start();
    }

    public MenuServers Servers => Get<MenuServers>();

    /// <summary>What was stored, oldest first.</summary>
    public IReadOnlyList<StoredEvent> Events =>
        Write(transaction =>
            transaction
                .Connection.Query<StoredEvent>("SELECT server AS Server, code AS Code, table_name AS 'Table' FROM events ORDER BY id")
                .AsList()
        );

    public WorkerHost Host() => new([.. Servers.Pollers], Database.Signals, () => 0.5, Clock, NullLogger<WorkerHost>.Instance);

    protected override void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System));

    public sealed record StoredEvent(string Server, string Code, string Table);
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Support;

/// <summary>The bridge as <see cref="Bridge"/> wires it, for those who turn its parts by hand.</summary>
public static class BridgeParts
{
    /// <param name="database">The file.</param>
    /// <param name="time">Simulated.</param>
    /// <param name="telegram">Instead of the real one.</param>
    /// <param name="log">Gets every line.</param>
    /// <param name="servers">Names of the servers, which are not there.</param>
    /// <param name="settings">Variables, as in the environment.</param>
    public static ServiceProvider Build(
        string database,
        TimeProvider time,
        ITelegram telegram,
        CollectedLog log,
        IEnumerable<string> servers,
        params IEnumerable<(string Key, string Value)> settings
    )
    {
        IEnumerable<(string, string)> all =
        [
            ("Telegram__Token", "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            ("Storage__Path", database),
            .. servers.Select(name => ($"QrMenu__Servers__{name}__Url", "https://127.0.0.1:1")),
            .. servers.Select(name => ($"QrMenu__Servers__{name}__Token", "key")),
            .. settings,
        ];
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                all.Select(one => KeyValuePair.Create(one.Item1.Replace("__", ":", StringComparison.Ordinal), (string?)one.Item2))
                    .Reverse()
                    .DistinctBy(one => one.Key)
            )
            .Build();
        var services = new ServiceCollection();
        services.AddLogging(builder => builder.AddProvider(log));
        services.AddSingleton(time);
        services.AddSingleton(telegram);
        services.AddBridge(configuration);
        var parts = services.BuildServiceProvider();

        // Some read the database when they are made: not amid a transaction of a test.
        parts.GetRequiredService<UpdateHandler>();
        parts.GetRequiredService<Accept>();
        return parts;
    }
}

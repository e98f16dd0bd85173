using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using QrMenuTelegram.Operations.Logging;
using QrMenuTelegram.Operations.Settings;

namespace QrMenuTelegram.Operations.Start;

/// <summary><c>run</c>: the bridge as a service, until SIGTERM or Ctrl+C.</summary>
internal static class BridgeRun
{
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var folder = Directory.GetCurrentDirectory();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection(BridgeLogging.Defaults);
        builder.Configuration.AddSources(folder, arguments);
        builder.Services.AddSystemd();
        builder.Logging.AddBridgeLogging(builder.Configuration);
        builder.Services.AddBridge(builder.Configuration);
        using var host = builder.Build();
        await host.RunAsync(cancel);
        return 0;
    }
}

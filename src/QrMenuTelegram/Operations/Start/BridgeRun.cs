using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QrMenuTelegram.Operations.Logging;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.Storage;

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
        builder.Services.AddHostedService<StartupMemory>();
        using var host = builder.Build();

        // Here rather than in the host, which would put a stack trace before the one line that says what to mend.
        host.Services.GetRequiredService<Database>();
        await host.RunAsync(cancel);
        return 0;
    }
}

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
    /// <param name="arguments"><c>--Section:Name=value</c>.</param>
    /// <param name="tell">Gets what is odd before there is a log.</param>
    /// <param name="masks">Learns the secrets.</param>
    /// <param name="cancel">Ends the bridge.</param>
    public static async Task<int> Run(IReadOnlyList<string> arguments, Action<string> tell, Masks masks, CancellationToken cancel)
    {
        // The host needs some folder that is there; nothing is read from it.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = "/" });
        builder.Configuration.AddInMemoryCollection(BridgeLogging.Defaults);
        builder.Configuration.AddSources(WorkingFolder.Current, arguments, tell);
        masks.Learn(builder.Configuration);
        builder.Services.AddSystemd();
        builder.Logging.AddBridgeLogging(builder.Configuration);
        builder.Services.AddBridge(builder.Configuration, masks);
        builder.Services.AddHostedService<StartupMemory>();
        using var host = builder.Build();

        // Here rather than in the host, which would put a stack trace before the one line that says what to fix.
        host.Services.GetRequiredService<Database>();
        await host.RunAsync(cancel);
        return 0;
    }
}

using System.Text.Json;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Operations.Logging;

namespace QrMenuTelegram.Playground.Bridge;

/// <summary>
/// What the playground runs as the bridge: the program's own composition, on the playground's time. Settings and time
/// come by standard input; its end is the word to stop.
/// </summary>
internal static class BridgeChild
{
    public const string Verb = "bridge";

    public static async Task<int> Run(TextReader input)
    {
        var settings = JsonSerializer.Deserialize<Dictionary<string, string?>>(
            await input.ReadLineAsync() ?? throw new EndOfStreamException("The playground said no settings.")
        )!;
        var time = ParentTime.Begin(input);
        try
        {
            using var host = Build(settings, time);
            await host.StartAsync();
            await Task.WhenAny(ParentTime.Follow(time, input), host.WaitForShutdownAsync());
            await host.StopAsync();
            return 0;
        }
        catch (SettingsException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static IHost Build(Dictionary<string, string?> settings, TimeProvider time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(BridgeLogging.Defaults);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(time);
        builder.Logging.AddBridgeLogging(builder.Configuration);
        builder.Services.AddBridge(builder.Configuration);
        return builder.Build();
    }
}

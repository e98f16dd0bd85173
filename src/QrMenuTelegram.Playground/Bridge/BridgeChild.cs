using System.Text.Json;

namespace QrMenuTelegram.Playground.Bridge;

/// <summary>What the playground runs as the bridge: the program's own composition, its configuration from the environment, on the playground's time.</summary>
internal static class BridgeChild
{
    public const string Verb = "bridge";

    public static async Task<int> Run(TextReader input)
    {
        var settings = JsonSerializer.Deserialize<Dictionary<string, string?>>(input.ReadLine() ?? throw new EndOfStreamException("The playground said no settings."))!;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var time = ParentTime.Begin(input);
        _ = configuration;
        await ParentTime.Follow(time, input);
        return 0;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>What stands in the program's arguments, which <c>ps</c> shows to everybody.</summary>
internal static class Arguments
{
    /// <summary>Whether this variable's secret comes from an argument.</summary>
    public static bool Shows(IConfiguration configuration, string key, string value) =>
        (KnownSecrets.IsSecret(key) || KnownSecrets.UserInfo(value) is not null)
        && configuration is IConfigurationRoot root
        && root.Providers.OfType<CommandLineConfigurationProvider>().Any(arguments => arguments.TryGet(key, out _));
}

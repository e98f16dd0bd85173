using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace QrMenuTelegram.Operations.Logging;

/// <summary>The log: lines for people, or, by .NET's own <c>Logging__Console__FormatterName=json</c>, JSON.</summary>
internal static class BridgeLogging
{
    /// <summary>What holds unless somebody configured otherwise.</summary>
    public static IReadOnlyDictionary<string, string?> Defaults { get; } =
        new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Information",
            ["Logging:LogLevel:Microsoft"] = "Warning",
            ["Logging:Console:FormatterName"] = LineFormatter.LineFormat,
        };

    public static void AddBridgeLogging(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ConsoleFormatter, LineFormatter>(services => new LineFormatter(
                services.GetRequiredService<TimeProvider>(),
                SystemdHelpers.IsSystemdService()
            ))
        );
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddConsole();

        // Their lines hold addresses with the token in them.
        logging.AddFilter("System.Net.Http", LogLevel.None);
    }
}

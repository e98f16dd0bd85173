using QrMenuTelegram.Configuration;
using QrMenuTelegram.Operations.Settings;

namespace QrMenuTelegram.Playground.Bridge;

/// <summary>
/// The settings of a real bot, from where the program takes them: <c>.env</c>, <c>appsettings.json</c>, the environment.
/// Only what is about Telegram and its messages: the restaurant is simulated, so no real server is asked.
/// </summary>
internal static class RealTelegram
{
    private static readonly string[] Sections = ["Telegram:", "Restaurant:", "Messages:", "Delivery:"];

    /// <exception cref="SettingsException">A file can't be read or understood.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Settings() =>
        Of(new ConfigurationBuilder().AddSources(Directory.GetCurrentDirectory(), []).Build());

    internal static IEnumerable<KeyValuePair<string, string>> Of(IConfiguration configuration) =>
        from setting in configuration.AsEnumerable()
        where setting.Value is not null && Sections.Any(section => setting.Key.StartsWith(section, StringComparison.OrdinalIgnoreCase))
        select KeyValuePair.Create(setting.Key, setting.Value!);
}

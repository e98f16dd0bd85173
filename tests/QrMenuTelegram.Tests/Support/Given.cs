using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Options as they are when these variables are set; a wrong value fails the test.</summary>
internal static class Given
{
    public static IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>> variables) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(variables.Select(variable => KeyValuePair.Create(variable.Key.Replace("__", ":"), variable.Value)))
            .Build();

    public static T Read<T>(Func<VariableReader, T> read, params (string Variable, string? Value)[] set)
    {
        var findings = new Findings();
        var values = read(new VariableReader(Configuration(set.Select(pair => KeyValuePair.Create(pair.Variable, pair.Value))), findings));
        findings.Errors.ShouldBeEmpty();
        return values;
    }

    public static TelegramOptions Telegram(string token, string? apiUrl = null, string? proxy = null) =>
        Read(read => new TelegramOptions(read), ("Telegram__Token", token), ("Telegram__ApiUrl", apiUrl), ("Telegram__Proxy", proxy));

    public static ServerAccess Server(string name, string url, string token, params (string Setting, string Value)[] trust) =>
        Read(
            read => new QrMenuOptions(read).Servers.Single(),
            [
                (ServerAccess.VariableOf(name, "Url"), url),
                (ServerAccess.VariableOf(name, "Token"), token),
                .. trust.Select(pair => (ServerAccess.VariableOf(name, pair.Setting), (string?)pair.Value)),
            ]
        );
}

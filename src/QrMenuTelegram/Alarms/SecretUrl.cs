using QrMenuTelegram.Configuration;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.Alarms;

/// <summary>An address that holds a key, as those of gateways and monitors do: what is wrong with it is said without showing it.</summary>
internal static class SecretUrl
{
    public static Parsed<Uri, Correction> Parse(string text) =>
        WebAddress.TryParse(text, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : new Correction("is no address", "Write the whole address, beginning with https://.");
}

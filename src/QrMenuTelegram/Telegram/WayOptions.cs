using System.Globalization;
using System.Net;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Telegram;

/// <summary>One way to the Bot API: an address, and what lies between.</summary>
/// <param name="Name">As in the configuration.</param>
/// <param name="ApiUrl">Null for Telegram's own.</param>
/// <param name="Proxy">Null for none.</param>
/// <param name="Header">That the owner of a relay asks for; null for none.</param>
public sealed record WayOptions(string Name, Uri? ApiUrl = null, WebProxy? Proxy = null, RelayHeader? Header = null)
{
    /// <summary>The name of the only way, where <c>Telegram__Ways</c> is not set.</summary>
    public const string OnlyName = "Telegram";

    public override string ToString() => Name;
}

/// <summary>A header that lets a relay tell its owner from strangers.</summary>
/// <param name="Name">Without the colon.</param>
/// <param name="Value">A secret.</param>
public sealed record RelayHeader(string Name, string Value)
{
    public override string ToString() => Name;
}

/// <summary>Reads the ways.</summary>
internal static class WayReader
{
    private const string HeaderForm = "Write the header's name, a colon and the secret: X-Relay-Key: 3f9a….";

    /// <summary>A number at the beginning counts as one: 2-proxy comes before 10-relay.</summary>
    public static IComparer<WayOptions> ByName { get; } =
        Comparer<WayOptions>.Create(
            (a, b) =>
                Number(a.Name).CompareTo(Number(b.Name)) is not 0 and var order
                    ? order
                    : StringComparer.OrdinalIgnoreCase.Compare(a.Name, b.Name)
        );

    /// <param name="name">Of the way.</param>
    /// <param name="read">Of what belongs to it.</param>
    public static WayOptions Read(string name, VariableReader read)
    {
        var proxy = read.Optional<WayProxy>(
            "Telegram__Ways__NAME__Proxy",
            ParseProxy,
            "One of several ways to Telegram, tried in the order of their names: direct, or a proxy as in Telegram__Proxy."
        );
        var api = read.Optional<Uri>(
            "Telegram__Ways__NAME__ApiUrl",
            TelegramOptions.ParseApi,
            "Another address of the Bot API for this way, with its path: a relay of your own (docs/reach.md), or a local Bot API server."
        );
        var header = read.Secret(
            "Telegram__Ways__NAME__Header",
            null,
            text => TryParseHeader(text) is null ? new Correction("is not a header", HeaderForm) : null,
            null,
            "A header that the relay asks for: X-Relay-Key: secret.",
            "Instead of the header: a file that holds it and nothing else."
        );
        return new WayOptions(name, api, proxy?.Address, header is null ? null : TryParseHeader(header.Value));
    }

    private static int Number(string name) =>
        int.TryParse(string.Concat(name.TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue;

    private static Parsed<WayProxy, Correction> ParseProxy(string text)
    {
        if (text.Equals("direct", StringComparison.OrdinalIgnoreCase))
        {
            return new WayProxy(null);
        }
        return ProxyAddress.Parse(text).IsWrong(out var complaint, out var proxy) ? complaint : new WayProxy(proxy);
    }

    // Only what HTTP lets pass unchanged: a name of letters, digits and dashes; printable ASCII.
    private static RelayHeader? TryParseHeader(string text) =>
        text.Split(':', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } name, { Length: > 0 } value]
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && value.All(c => c is >= ' ' and <= '~')
            ? new RelayHeader(name, value)
            : null;

    private sealed record WayProxy(WebProxy? Address);
}

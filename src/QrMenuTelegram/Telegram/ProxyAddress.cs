using System.Net;
using System.Text.RegularExpressions;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.Telegram;

/// <summary>A proxy as people write it, and what is wrong with it: never shows its password.</summary>
internal static partial class ProxyAddress
{
    private const string Form = "Write http://host:port or socks5://user:password@host:port.";

    [GeneratedRegex(@"^(?<scheme>[a-z][a-z0-9+.-]*)://(?<rest>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex WithScheme();

    // Links that Telegram's apps share proxies by.
    [GeneratedRegex(@"^(tg://|(https?://)?(www\.)?(t|telegram)\.(me|dog)/)(?<kind>proxy|socks)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AppLink();

    [GeneratedRegex(@":\d+/?$")]
    private static partial Regex Port();

    /// <param name="text">As configured.</param>
    public static Parsed<WebProxy, Correction> Parse(string text)
    {
        if (AppLink().Match(text) is { Success: true } link)
        {
            return link.Groups["kind"].Value.Equals("socks", StringComparison.OrdinalIgnoreCase)
                ? new Correction("is a link for Telegram's apps", "Write the same proxy as socks5://user:password@server:port.")
                : new Correction(
                    "is an MTProto proxy, which serves Telegram's apps only, not bots",
                    "A SOCKS5 or HTTP proxy is needed. " + Form
                );
        }
        if (WithScheme().Match(text) is not { Success: true } parts)
        {
            return new Correction("does not say which kind of proxy it is", Form);
        }
        var scheme = parts.Groups["scheme"].Value.ToLowerInvariant();
        scheme = scheme is "socks5h" or "socks" ? "socks5" : scheme; // socks5 gives the name to the proxy anyhow
        if (scheme is not ("http" or "https" or "socks5" or "socks4" or "socks4a"))
        {
            return new Correction($"begins with {scheme}://, which is no kind of proxy that can be used", Form);
        }
        var rest = parts.Groups["rest"].Value;
        var at = rest.LastIndexOf('@');
        if (rest[(at + 1)..].StartsWith(':'))
        {
            return new Correction("has no host", Form);
        }
        if (at >= 0 && rest[..at].IndexOfAny(['@', '/', '?', '#', '[', ']', ' ']) >= 0)
        {
            return new Correction(
                "has a user or password with a character that means something else in an address",
                "Write %40 for @, %2F for /, %3A for :, %23 for #, %3F for ?, %20 for a space."
            );
        }
        if (scheme.StartsWith("socks", StringComparison.Ordinal) && !Port().IsMatch(rest[(at + 1)..]))
        {
            return new Correction("has no port", Form + " SOCKS proxies mostly use 1080.");
        }
        return WebAddress.TryParse($"{scheme}://{rest}", out var address) && address.Port > 0
            ? Proxy(address)
            : new Correction("is not an address of a proxy", Form);
    }

    private static WebProxy Proxy(Uri address)
    {
        var proxy = new WebProxy(new Uri(WebAddress.Root(address)));
        if (address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest])
        {
            proxy.Credentials = new NetworkCredential(
                Uri.UnescapeDataString(user),
                rest is [var password] ? Uri.UnescapeDataString(password) : ""
            );
        }
        return proxy;
    }
}

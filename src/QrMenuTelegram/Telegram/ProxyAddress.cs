using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;
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
    /// <param name="wrong">Continues the variable's name.</param>
    /// <param name="fix">What to do: a sentence.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address, out string wrong, out string fix)
    {
        address = null;
        (wrong, fix) = ("is not an address of a proxy", Form);
        if (AppLink().Match(text) is { Success: true } link)
        {
            (wrong, fix) = link.Groups["kind"].Value.Equals("socks", StringComparison.OrdinalIgnoreCase)
                ? ("is a link for Telegram's apps", "Write the same proxy as socks5://user:password@server:port.")
                : ("is an MTProto proxy, which serves Telegram's apps only, not bots", "A SOCKS5 or HTTP proxy is needed. " + Form);
            return false;
        }
        if (WithScheme().Match(text) is not { Success: true } parts)
        {
            wrong = "does not say which kind of proxy it is";
            return false;
        }
        var scheme = parts.Groups["scheme"].Value.ToLowerInvariant();
        scheme = scheme is "socks5h" or "socks" ? "socks5" : scheme; // socks5 gives the name to the proxy anyhow
        if (scheme is not ("http" or "https" or "socks5" or "socks4" or "socks4a"))
        {
            wrong = $"begins with {scheme}://, which is no kind of proxy that can be used";
            return false;
        }
        var rest = parts.Groups["rest"].Value;
        var at = rest.LastIndexOf('@');
        if (rest[(at + 1)..].StartsWith(':'))
        {
            wrong = "has no host";
        }
        else if (at >= 0 && rest[..at].IndexOfAny(['@', '/', '?', '#', '[', ']', ' ']) >= 0)
        {
            (wrong, fix) = ("has a user or password with a character that means something else in an address", "Write %40 for @, %2F for /, %3A for :, %23 for #, %3F for ?, %20 for a space.");
        }
        else if (scheme.StartsWith("socks", StringComparison.Ordinal) && !Port().IsMatch(rest[(at + 1)..]))
        {
            (wrong, fix) = ("has no port", Form + " SOCKS proxies mostly use 1080.");
        }
        else
        {
            return WebAddress.TryParse($"{scheme}://{rest}", out address) && address.Port > 0;
        }
        return false;
    }

    /// <summary>As the library wants it.</summary>
    /// <param name="text">Checked; null for none.</param>
    public static WebProxy? Of(string? text)
    {
        if (text is null || !TryParse(text, out var uri, out _, out _))
        {
            return null;
        }
        var proxy = new WebProxy(new Uri(WebAddress.Root(uri)));
        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest])
        {
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), rest is [var password] ? Uri.UnescapeDataString(password) : "");
        }
        return proxy;
    }
}

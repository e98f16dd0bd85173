using System.Text.RegularExpressions;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.QrMenu;

/// <summary>The address of a server as people write it: with or without a slash, or the path of the API, at its end.</summary>
/// <param name="Events">The address of its events, without a query.</param>
/// <param name="HasPort">Whether the port is written rather than left to the scheme.</param>
internal sealed partial record ServerUrl(Uri Events, bool HasPort)
{
    private const string EventsPath = "/api/v4/events";

    /// <param name="text"><c>https://ip:port</c> or <c>http://ip:port</c>, perhaps with a path before the API's.</param>
    public static Parsed<ServerUrl, Correction> Parse(string text)
    {
        if (!WebAddress.TryParse(text, out var url) || url.Scheme is not ("https" or "http"))
        {
            return new Correction("is not an address", "Write it as https://IP:PORT.");
        }
        var path = url.AbsolutePath.TrimEnd('/');
        foreach (var end in (string[])[EventsPath, "/api/v4", "/api"])
        {
            if (path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                path = path[..^end.Length];
                break;
            }
        }
        return new ServerUrl(new Uri(WebAddress.Root(url) + path + EventsPath), Port().IsMatch(text));
    }

    [GeneratedRegex(@"//[^/?#]*:\d+\s*([/?#]|$)")]
    private static partial Regex Port();
}

using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.QrMenu;

/// <summary>The address of a server as people write it: with or without a slash, or the path of the API, at its end.</summary>
public static partial class ServerUrl
{
    private const string Events = "/api/v4/events";

    /// <param name="text"><c>https://ip:port</c> or <c>http://ip:port</c>, perhaps with a path before the API's.</param>
    /// <param name="events">The address of the events, without a query.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? events)
    {
        events = null;
        if (!WebAddress.TryParse(text, out var url) || url.Scheme is not ("https" or "http"))
        {
            return false;
        }
        var path = url.AbsolutePath.TrimEnd('/');
        foreach (var end in (string[])[Events, "/api/v4", "/api"])
        {
            if (path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                path = path[..^end.Length];
                break;
            }
        }
        events = new Uri(WebAddress.Root(url) + path + Events);
        return true;
    }

    /// <summary>Whether the port is written rather than left to the scheme.</summary>
    public static bool HasPort(string text) => Port().IsMatch(text);

    [GeneratedRegex(@"//[^/?#]*:\d+\s*([/?#]|$)")]
    private static partial Regex Port();
}

using System.Net;

namespace QrMenuTelegram.Telegram;

/// <summary>The connection to the Bot API: through a proxy where one is set, and silent, since the token stands in every path.</summary>
internal static class TelegramHttp
{
    /// <param name="options">Checked.</param>
    /// <param name="timeout">For one whole call.</param>
    public static HttpClient Client(TelegramOptions options, TimeSpan timeout) =>
        new(new SocketsHttpHandler
        {
            Proxy = Proxy(options.Proxy),
            UseProxy = options.Proxy is not null,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            EnableMultipleHttp2Connections = true,
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = timeout,
        };

    private static WebProxy? Proxy(string? url)
    {
        if (url is null)
        {
            return null;
        }
        var uri = new Uri(url);
        var proxy = new WebProxy(new UriBuilder(uri) { UserName = "", Password = "" }.Uri);
        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest])
        {
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), rest is [var password] ? Uri.UnescapeDataString(password) : "");
        }
        return proxy;
    }
}

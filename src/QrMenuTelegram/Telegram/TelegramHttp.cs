using System.Net;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.Telegram;

/// <summary>The connection to the Bot API: through a proxy where one is set, and silent, since the token stands in every path.</summary>
internal static class TelegramHttp
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <param name="way">Checked.</param>
    /// <param name="timeout">For one whole call.</param>
    public static HttpClient Client(WayOptions way, TimeSpan timeout)
    {
        var dialer = new Dialer(ConnectTimeout, TimeProvider.System);
        var client = new HttpClient(
            new ApiAddress(
                way.ApiUrl,
                dialer,
                new SocketsHttpHandler
                {
                    Proxy = way.Proxy,
                    UseProxy = way.Proxy is not null,
                    AllowAutoRedirect = false,
                    AutomaticDecompression = DecompressionMethods.All,
                    UseCookies = false,
                    ConnectCallback = dialer.Connect,
                    ConnectTimeout = 2.5 * ConnectTimeout, // name, connection and handshake together
                    PooledConnectionLifetime = TimeSpan.FromMinutes(15),
                    PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
                    EnableMultipleHttp2Connections = true,
                    ActivityHeadersPropagator = null,
                }
            )
        )
        {
            Timeout = timeout,
        };
        if (way.Header is { } header)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(header.Name, header.Value);
        }
        return client;
    }
}

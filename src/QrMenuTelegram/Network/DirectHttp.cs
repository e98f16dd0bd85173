using System.Net.Security;

namespace QrMenuTelegram.Network;

/// <summary>
/// HTTP to addresses of the configuration that is to work when nothing else does: directly, by no proxy (that to Telegram
/// is Telegram's), and with no redirect followed.
/// </summary>
/// <param name="timeout">For a whole call.</param>
/// <param name="trust">Of the server's certificate; null for the system's.</param>
internal sealed class DirectHttp(TimeSpan timeout, RemoteCertificateValidationCallback? trust = null) : IDisposable
{
    // Who is asked each minute, or once in months, need not be kept connected.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = new Dialer(timeout, TimeProvider.System).Connect,
            PooledConnectionIdleTimeout = Idle,
            ActivityHeadersPropagator = null,
            SslOptions = { RemoteCertificateValidationCallback = trust },
        }
    )
    {
        Timeout = timeout,
        DefaultRequestHeaders = { { "User-Agent", "QrMenuTelegram" } },
    };

    /// <summary>Sends once.</summary>
    /// <returns>What went wrong, in words that show no address; null for an answer 2xx.</returns>
    /// <exception cref="OperationCanceledException">By <paramref name="cancel"/> and nothing else.</exception>
    public async Task<string?> Send(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return answer.IsSuccessStatusCode ? null
                : answer.Headers.Location is not null ? $"it answers {(int)answer.StatusCode}, a redirect: write the address it leads to"
                : $"it answers {(int)answer.StatusCode} ({answer.StatusCode})";
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return NetworkErrors.Explain(e);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"no answer within {timeout.TotalSeconds} s";
        }
    }

    public void Dispose() => _client.Dispose();
}

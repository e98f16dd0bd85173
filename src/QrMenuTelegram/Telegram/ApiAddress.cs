using QrMenuTelegram.Network;

namespace QrMenuTelegram.Telegram;

/// <summary>
/// Asks the Bot API server that is configured, with its path and zone: the library takes over only scheme, host and port of its address.
/// </summary>
/// <param name="apiUrl">Null for Telegram's own.</param>
/// <param name="dialer">Told of calls that failed.</param>
/// <param name="inner">Sends.</param>
internal sealed class ApiAddress(Uri? apiUrl, Dialer dialer, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly string? _prefix = apiUrl is null ? null : WebAddress.Root(apiUrl) + apiUrl.AbsolutePath.TrimEnd('/');

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_prefix is not null)
        {
            request.RequestUri = new Uri(_prefix + request.RequestUri!.PathAndQuery);
        }
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            dialer.Distrust();
            throw;
        }
    }
}

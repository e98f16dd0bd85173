using System.Net;

namespace QrMenuTelegram.QrMenu;

/// <summary>A server over HTTP: one connection, kept alive; no proxy, no redirects, no cookies. One call at a time.</summary>
public sealed class HttpMenuServer : IMenuServer, IDisposable
{
    private readonly ServerAccess _access;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly Excerpt _excerpt;
    private readonly FailureWords _words;
    private readonly HttpMessageInvoker _http;
    private readonly BodyReader _body = new();

    /// <param name="access">Address, key and trust.</param>
    /// <param name="timeout">For one whole call.</param>
    /// <param name="time">Measures it.</param>
    public HttpMenuServer(ServerAccess access, TimeSpan timeout, TimeProvider time)
    {
        _access = access;
        _timeout = timeout;
        _time = time;
        _excerpt = new Excerpt(access.Token);
        _words = new FailureWords(access, _excerpt);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            ConnectTimeout = timeout, // else an attempt that nothing answers outlives its call
            SslOptions = access.Trust.Options(),
        });
    }

    public string Name => _access.Name;

    public async Task<PollAnswer> GetEvents(string? cursor, CancellationToken cancel) =>
        await Ask(cursor, cancel) switch
        {
            PollAnswer.Failed failed => _words.WithVariable(failed),
            var answer => answer,
        };

    public void Dispose() => _http.Dispose();

    private async Task<PollAnswer> Ask(string? cursor, CancellationToken cancel)
    {
        _access.Trust.TakeRefused();
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_access.Events, "?hash=" + Uri.EscapeDataString(cursor ?? "none")));
            request.Headers.TryAddWithoutValidation("token", _access.Token);
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            using var response = await _http.SendAsync(request, either.Token);
            return await Read(response, either.Token);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            return new PollAnswer.Failed(PollFailure.TimedOut, $"no whole answer from {_access.Authority} within {_timeout.TotalSeconds:0.###} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return _words.Of(e, _access.Trust.TakeRefused());
        }
    }

    private async Task<PollAnswer> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        ReadOnlyMemory<byte>? body;
        try
        {
            body = await _body.Read(response.Content, cancel);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return response.IsSuccessStatusCode
                ? new PollAnswer.Failed(PollFailure.Unreadable, $"the answer was cut after {_body.Length} bytes ({_excerpt.Of(e.Message)}): {_excerpt.Of(_body.Received.Span)}")
                : _words.Of(response, _body.Received.Span);
        }
        if (!response.IsSuccessStatusCode)
        {
            return _words.Of(response, _body.Received.Span);
        }
        if (body is null)
        {
            var beginning = EventReader.ReadBeginning(Name, _body.Received);
            return beginning.Count > 0
                ? new PollAnswer.Updates(beginning) { IsBeginning = true }
                : new PollAnswer.Failed(PollFailure.Unreadable, $"the answer is longer than {BodyReader.Longest / (1024 * 1024)} MB: {_excerpt.Of(_body.Received.Span)}");
        }
        return response.StatusCode == HttpStatusCode.NoContent ? new PollAnswer.Updates([]) : EventReader.Read(Name, body.Value, _excerpt);
    }
}

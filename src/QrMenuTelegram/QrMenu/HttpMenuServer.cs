using System.Net;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.QrMenu;

/// <summary>A server over HTTP: one connection, kept alive; no proxy, no redirects, no cookies. One call at a time.</summary>
public sealed class HttpMenuServer : IMenuServer, IDisposable
{
    private readonly ServerAccess _access;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly Excerpt _excerpt;
    private readonly PollFailures _words;
    private readonly Dialer _dialer;
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
        _words = new PollFailures(access, _excerpt);
        _dialer = new Dialer(timeout, time);
        _http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ActivityHeadersPropagator = null,
                PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
                ConnectTimeout = timeout, // else a handshake that nothing answers outlives its call
                ConnectCallback = _dialer.Connect,
                SslOptions = access.Trust.Options(WebAddress.NameWithoutZone(access.Events)),
            }
        );
    }

    public string Name => _access.Name;

    public async Task<PollAnswer> GetEvents(string? cursor, CancellationToken cancel)
    {
        var answer = await Ask(cursor, cancel);
        if (answer is not PollAnswer.Failed failed)
        {
            return answer;
        }
        if (failed.Failure is PollFailure.Unreachable or PollFailure.TimedOut)
        {
            _dialer.Distrust();
        }
        return _words.WithVariable(failed);
    }

    public void Dispose() => _http.Dispose();

    private async Task<PollAnswer> Ask(string? cursor, CancellationToken cancel)
    {
        _access.Trust.TakeRefused();
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri(_access.Events.OriginalString + "?hash=" + Uri.EscapeDataString(cursor ?? "none"))
            );
            request.Headers.TryAddWithoutValidation("token", _access.Token);
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            using var response = await _http.SendAsync(request, either.Token);
            return await Read(response, either.Token);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception e) when (timeout.IsCancellationRequested || e is OperationCanceledException)
        {
            // The handler's own timeout of connecting may be the first to end.
            return _words.TimedOut(_timeout, _dialer.WaitsFor);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return _words.Explain(e, _access.Trust.TakeRefused());
        }
    }

    private async Task<PollAnswer> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        string? cut = null;
        var isWhole = false;
        try
        {
            isWhole = await _body.Read(response.Content, cancel) is not null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            cut = NetworkErrors.Explain(e);
        }
        var headers = response.Content.Headers;
        var body = BodyDecoder.Decode(_body.Received, headers.ContentEncoding, headers.ContentType?.CharSet, BodyReader.Longest);
        if (!response.IsSuccessStatusCode)
        {
            return _words.Explain(response, body.Utf8.Span);
        }
        if (cut is not null)
        {
            return Unreadable($"the answer was cut after {_body.Length} bytes ({_excerpt.Quote(cut)}): {_excerpt.Quote(body.Utf8.Span)}");
        }
        if (body.Problem is { } problem)
        {
            return Unreadable(_excerpt.Quote(problem));
        }
        if (!isWhole || body.IsCut)
        {
            var beginning = EventReader.ReadBeginning(Name, body.Utf8);
            return beginning.Count > 0
                ? new PollAnswer.Updates(beginning) { IsBeginning = true }
                : Unreadable($"the answer is longer than {BodyReader.Longest / (1024 * 1024)} MB: {_excerpt.Quote(body.Utf8.Span)}");
        }
        return response.StatusCode == HttpStatusCode.NoContent ? new PollAnswer.Updates([]) : EventReader.Read(Name, body.Utf8, _excerpt);
    }

    private static PollAnswer.Failed Unreadable(string detail) => new(PollFailure.Unreadable, detail);
}

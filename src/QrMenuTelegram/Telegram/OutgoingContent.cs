using System.Net;

namespace QrMenuTelegram.Telegram;

/// <summary>A request's body that knows whether anything of it left: before that, no server can have done what it asks for.</summary>
internal sealed class OutgoingContent : HttpContent
{
    private readonly HttpContent _body;
    private volatile bool _hasLeft;

    /// <param name="body">Disposed with this.</param>
    public OutgoingContent(HttpContent body)
    {
        _body = body;
        foreach (var (name, values) in body.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    public bool HasLeft => _hasLeft;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    // Asked for once there is a connection, proxy and TLS included.
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _hasLeft = true;
        return _body.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Headers.ContentLength ?? 0;
        return _body.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
        }
        base.Dispose(disposing);
    }
}

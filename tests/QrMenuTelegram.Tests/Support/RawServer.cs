using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Answers each request with just these bytes, or talks as it is told to; what Kestrel would not do.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<Stream, Task> _talk;
    private readonly Task _serving;

    /// <param name="talk">One connection.</param>
    /// <param name="address">To listen on; null for loopback.</param>
    public RawServer(Func<Stream, Task> talk, IPAddress? address = null)
    {
        _talk = talk;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <param name="headers">Each with its line end.</param>
    /// <param name="body">As it is sent.</param>
    public static RawServer Answering(string headers, byte[] body) => new(stream => Answer(stream, headers, body));

    /// <summary>HTTP over TLS that answers with an empty queue.</summary>
    public static RawServer Over(SslServerAuthenticationOptions tls) =>
        new(async stream =>
        {
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(tls);
            await Answer(secure, "", """{"result":true,"data":{"updates":[]}}"""u8.ToArray());
        });

    public static async Task<string> Head(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) is > 0 and var count)
        {
            head.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        return head.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
    }

    private static async Task Answer(Stream stream, string headers, byte[] body)
    {
        await Head(stream);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n")
        );
        await stream.WriteAsync(body);
    }

    private async Task Serve()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(CancellationToken.None);
            try
            {
                await _talk(client.GetStream());
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The other side did not like it.
            }
        }
    }
}

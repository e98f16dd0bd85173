using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QrMenuTelegram.Simulation;

/// <summary>
/// A TCP line to a server on this machine that can break in the ways in which lines and proxies do. A fault holds for the
/// connections there are and for new ones.
/// </summary>
public sealed class FaultyLine : IAsyncDisposable
{
    private static readonly byte[] Portal = Encoding.ASCII.GetBytes(
        "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 26\r\nConnection: close\r\n\r\n<html>pay your bill</html>"
    );

    private readonly int _serverPort;
    private readonly CancellationTokenSource _over = new();
    private readonly List<Socket> _connections = [];
    private readonly Lock _lock = new();
    private TcpListener? _listener;
    private volatile LineFault _fault;

    /// <param name="serverPort">On the loopback interface.</param>
    public FaultyLine(int serverPort)
    {
        _serverPort = serverPort;
        _listener = Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    /// <summary>On the loopback interface; stays the same.</summary>
    public int Port { get; }

    public LineFault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            if (value == LineFault.Closed)
            {
                _listener?.Stop();
                _listener = null;
            }
            else
            {
                _listener ??= Listen(Port);
            }
            if (value is LineFault.Closed or LineFault.Reset)
            {
                Drop();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener?.Stop();
        Drop();
        _over.Dispose();
    }

    private TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _ = Accept(listener);
        return listener;
    }

    private async Task Accept(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = Serve(await listener.AcceptSocketAsync(_over.Token));
            }
        }
        catch (Exception e)
            when (e is SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // It is closed.
        }
    }

    private async Task Serve(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        lock (_lock)
        {
            _connections.Add(client);
        }
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _over.Token);
            await Task.WhenAny(Carry(client, server, isAnswer: false), Carry(server, client, isAnswer: true));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side is gone.
        }
        finally
        {
            client.Dispose();
            lock (_lock)
            {
                _connections.Remove(client);
            }
        }
    }

    private async Task Carry(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[16 << 10];
        while (await from.ReceiveAsync(buffer, _over.Token) is > 0 and var count)
        {
            switch (_fault)
            {
                case LineFault.Frozen:
                case LineFault.LosesAnswers when isAnswer:
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _over.Token);
                    break;
                case LineFault.Reset:
                    Abort(isAnswer ? to : from);
                    return;
                case LineFault.Portal when !isAnswer:
                    await from.SendAsync(Portal, _over.Token);
                    return;
                case LineFault.Starved when isAnswer:
                    for (var i = 0; i < count; i += 20)
                    {
                        await to.SendAsync(buffer.AsMemory(i, Math.Min(20, count - i)), _over.Token);
                        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, _over.Token);
                    }
                    break;
                default:
                    await to.SendAsync(buffer.AsMemory(0, count), _over.Token);
                    break;
            }
        }
    }

    private void Drop()
    {
        lock (_lock)
        {
            _connections.ForEach(Abort);
        }
    }

    // With RST instead of FIN.
    private static void Abort(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, 0);
            socket.Close();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }
}

/// <summary>What is wrong with a line.</summary>
public enum LineFault
{
    None,

    /// <summary>Nobody listens; connections are cut.</summary>
    Closed,

    /// <summary>Connections open, and nothing passes any more.</summary>
    Frozen,

    /// <summary>Cut as soon as anything is said, as where a name in the handshake is forbidden.</summary>
    Reset,

    /// <summary>Answers come at 200 bytes a second.</summary>
    Starved,

    /// <summary>Requests pass, answers don't.</summary>
    LosesAnswers,

    /// <summary>Somebody else answers, in HTML.</summary>
    Portal,
}

using System.Net;
using System.Net.Sockets;

namespace QrMenuTelegram.Network;

/// <summary>Connects to one address; throws <see cref="SocketException"/> where that fails.</summary>
public delegate Task<Stream> ConnectTo(IPEndPoint address, CancellationToken cancel);

/// <summary>
/// Connects to a name's addresses side by side (RFC 8305, "happy eyeballs"): the families take turns, the next attempt starts
/// 250 ms after the last or when it fails, the first connection wins. For one way to one server: what worked last is tried first.
/// </summary>
/// <param name="timeout">For looking the name up, and for each attempt to connect.</param>
/// <param name="time">Measures it.</param>
/// <param name="resolve">Null for the system's names.</param>
/// <param name="connect">Null for TCP.</param>
public sealed class Dialer(TimeSpan timeout, TimeProvider time, Resolve? resolve = null, ConnectTo? connect = null)
{
    /// <summary>RFC 8305, section 8: the recommended delay between two attempts.</summary>
    internal static readonly TimeSpan NextAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>RFC 8305, section 3: how long IPv4 addresses wait for those of IPv6.</summary>
    internal static readonly TimeSpan OtherFamilyWithin = TimeSpan.FromMilliseconds(50);

    private readonly NameLookup _names = new(resolve);
    private readonly ConnectTo _connect = connect ?? Tcp;
    private volatile DialRace? _underWay;
    private volatile IPAddress? _last;
    private volatile IPAddress? _distrusted;

    /// <summary>What the attempt under way waits for, in words; null while nobody connects.</summary>
    public string? WaitsFor => _underWay?.WaitsFor;

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>; also asked to connect to a proxy, by the proxy's address.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel) =>
        await Connect(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel);

    /// <exception cref="SocketException">No address could be connected to; says of each why.</exception>
    /// <exception cref="OperationCanceledException">By <paramref name="cancel"/> and nothing else.</exception>
    public async Task<Stream> Connect(string host, int port, CancellationToken cancel)
    {
        using var race = new DialRace(host, port, new DialOrder(_last, _distrusted), _names, _connect, timeout, time, cancel);
        _underWay = race;
        try
        {
            var (address, stream) = await race.Run();
            _last = address;
            return stream;
        }
        finally
        {
            _underWay = null;
        }
    }

    /// <summary>A connection brought nothing: where there is another address, it is tried first next time.</summary>
    public void Distrust() => _distrusted = _last;

    private static async Task<Stream> Tcp(IPEndPoint address, CancellationToken cancel)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

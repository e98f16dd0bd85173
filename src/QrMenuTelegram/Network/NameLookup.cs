using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace QrMenuTelegram.Network;

/// <summary>Asks for a name's addresses of one family; throws <see cref="SocketException"/> where there are none.</summary>
public delegate Task<IPAddress[]> Resolve(string host, AddressFamily family);

/// <summary>
/// Looks names up. The system's own lookup can't be cancelled and keeps a thread while it hangs, so there is one at a time
/// of each name and family, and whoever gives up does not wait for it.
/// </summary>
internal sealed class NameLookup(Resolve? resolve = null)
{
    private readonly ConcurrentDictionary<(string Host, AddressFamily Family), Lazy<Task<IPAddress[]>>> _underWay = new();
    private readonly Resolve _resolve = resolve ?? ((host, family) => Dns.GetHostAddressesAsync(host, family));

    /// <summary>An address as it stands, with its zone; null for a name.</summary>
    /// <exception cref="SocketException">The zone is no network interface of this machine.</exception>
    public static IPAddress? Literal(string host)
    {
        if (!IPAddress.TryParse(host, out var address))
        {
            return null;
        }
        // The library reads an unknown zone as none, and the system then says no more than "Invalid argument".
        return
            address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: 0 }
            && host.IndexOf('%', StringComparison.Ordinal) is > 0 and var zone
            ? throw new SocketException(
                (int)SocketError.AddressNotAvailable,
                $"this machine has no network interface {host[(zone + 1)..].TrimEnd(']')}"
            )
            : address;
    }

    public Task<IPAddress[]> Find(string host, AddressFamily family, CancellationToken cancel) =>
        _underWay.GetOrAdd((host, family), key => new(() => Task.Run(() => LookUp(key), CancellationToken.None))).Value.WaitAsync(cancel);

    private async Task<IPAddress[]> LookUp((string Host, AddressFamily Family) key)
    {
        try
        {
            return await _resolve(key.Host, key.Family);
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }
}

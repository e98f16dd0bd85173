using System.Net;
using System.Net.Sockets;

namespace QrMenuTelegram.Network;

/// <summary>
/// Which address is tried next: what worked last, then the families in turn, IPv6 first; what brought nothing comes last.
/// </summary>
internal sealed class DialOrder(IPAddress? last, IPAddress? distrusted)
{
    // However many a name server makes up.
    private const int Most = 16;

    private readonly List<IPAddress> _waiting = [];
    private AddressFamily _turn = AddressFamily.InterNetworkV6;
    private int _taken;

    public bool IsEmpty => _waiting.Count == 0 || _taken == Most;

    /// <summary>Whether no address that is still looked up can come first: what worked last is known, else one of IPv6.</summary>
    public bool IsBestKnown =>
        last is not null && !last.Equals(distrusted)
            ? _waiting.Contains(last)
            : _waiting.Exists(address => address.AddressFamily == AddressFamily.InterNetworkV6);

    public void Add(IEnumerable<IPAddress> addresses) => _waiting.AddRange(addresses.Except(_waiting));

    public IPAddress Next()
    {
        var next = _waiting
            .OrderBy(address => address.Equals(distrusted))
            .ThenByDescending(address => address.Equals(last))
            .ThenByDescending(address => address.AddressFamily == _turn)
            .First();
        _waiting.Remove(next);
        _taken++;
        _turn = next.AddressFamily == AddressFamily.InterNetworkV6 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        return next;
    }
}

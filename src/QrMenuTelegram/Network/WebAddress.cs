using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.Network;

/// <summary>
/// Addresses as people write them, with the zone of a link-local one: <c>[fe80::1%eth0]</c>, or <c>%25eth0</c> as RFC 6874 has it.
/// The library keeps a zone only in an address as it was first written, so further ones are made from that text.
/// </summary>
internal static partial class WebAddress
{
    [GeneratedRegex(@"(?<=//([^/?#]*@)?\[[0-9A-Fa-f:.]+)%25(?=[^\]])")]
    private static partial Regex EscapedZone();

    /// <summary>Absolute, with a host.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(EscapedZone().Replace(text?.Trim() ?? "", "%"), UriKind.Absolute, out address) && address.Host.Length > 0;

    /// <summary>The host for people and for an address: an IPv6 one in brackets, with its zone.</summary>
    public static string Host(Uri address) => address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.Host;

    /// <summary>Scheme, host and port, without a user.</summary>
    public static string Root(Uri address) => $"{address.Scheme}://{Host(address)}:{address.Port}";

    /// <summary>The name that a certificate is compared with; null where it is the host as it stands.</summary>
    public static string? NameWithoutZone(Uri address) =>
        address.IdnHost.IndexOf('%', StringComparison.Ordinal) is > 0 and var zone ? address.IdnHost[..zone] : null;
}

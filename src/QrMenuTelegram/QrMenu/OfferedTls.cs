using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// What is offered to a QR Menu server, which may be as old as the till: every version and cipher suite that encrypts and
/// proves who answers, strongest first. The default list refuses TLS 1.2 without ECDHE, and TLS 1.0 and 1.1.
/// </summary>
internal static class OfferedTls
{
    // Only OpenSSL lets a program choose; elsewhere the system's own settings decide.
    private static readonly CipherSuitesPolicy? Policy = OperatingSystem.IsLinux() ? Choose() : null;

    // Old versions on purpose: plain HTTP, the other choice for such a server, protects nothing.
#pragma warning disable CA5397, CA5398, SYSLIB0039
    private const SslProtocols Versions = SslProtocols.Tls | SslProtocols.Tls11 | SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Whether a connection of this version can be listened to with some effort.</summary>
    public static bool IsOld(SslProtocols version) => version is SslProtocols.Tls or SslProtocols.Tls11;
#pragma warning restore CA5397, CA5398, SYSLIB0039

    public static void AddTo(SslClientAuthenticationOptions options)
    {
        if (Policy is not null)
        {
            (options.CipherSuitesPolicy, options.EnabledSslProtocols) = (Policy, Versions);
        }
    }

    /// <summary>Whether a suite is among those offered.</summary>
    public static bool Includes(TlsCipherSuite suite) => Strength(suite) > 0;

    [SupportedOSPlatform("linux")]
    private static CipherSuitesPolicy Choose() => new(Enum.GetValues<TlsCipherSuite>().Where(Includes).OrderByDescending(Strength));

    // Fresh keys for each connection first, then ciphers that can't be tampered with, then longer keys. 0: not to be offered.
    private static int Strength(TlsCipherSuite suite)
    {
        var name = suite.ToString();
        bool Has(string part) => name.Contains(part, StringComparison.Ordinal);
        var keys = name switch
        {
            _ when Has("NULL") || Has("EXPORT") || Has("RC4") || Has("_DES_") || Has("RC2") || Has("PSK") || Has("anon") => 0,
            _ when !Has("_WITH_") => 4, // TLS 1.3
            _ when name.StartsWith("TLS_ECDHE_", StringComparison.Ordinal) => 3,
            _ when name.StartsWith("TLS_DHE_", StringComparison.Ordinal) => 2,
            _ when name.StartsWith("TLS_RSA_WITH_", StringComparison.Ordinal) => 1,
            _ => 0,
        };
        if (keys == 0)
        {
            return 0;
        }
        var sealing =
            Has("GCM") || Has("POLY1305") ? 3
            : Has("CCM") ? 2
            : 1;
        var cipher =
            Has("3DES") ? 0
            : Has("AES") || Has("CHACHA") ? 2
            : 1;
        var bits = Has("256") && !Has("128") || Has("CHACHA") ? 1 : 0;
        return (keys * 100) + (cipher * 30) + (sealing * 3) + bits;
    }
}

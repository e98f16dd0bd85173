using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// How one server's certificate is trusted: by the system, by one pinned fingerprint and nothing else, by an own
/// authority (dates still count, and names where the certificate holds any), or whatever comes.
/// </summary>
public sealed class CertificateTrust
{
    private readonly byte[]? _pinned;
    private readonly X509Certificate2Collection? _authorities;
    private readonly bool _any;
    private volatile Offer? _refused;

    private CertificateTrust(byte[]? pinned, X509Certificate2Collection? authorities, bool any)
    {
        _pinned = pinned;
        _authorities = authorities;
        _any = any;
    }

    /// <summary>A certificate that was not trusted, and why.</summary>
    /// <param name="Fingerprint">Its SHA-256 in hex.</param>
    /// <param name="Reason">In words.</param>
    /// <param name="Pinned">The SHA-256 of the one that is pinned; null where none is.</param>
    public sealed record Offer(string Fingerprint, string Reason, string? Pinned);

    /// <summary>The version of TLS of the last connection that was trusted.</summary>
    public SslProtocols Version { get; private set; }

    public static CertificateTrust System() => new(null, null, any: false);

    public static CertificateTrust Any() => new(null, null, any: true);

    /// <param name="sha256">32 bytes.</param>
    public static CertificateTrust Pinned(byte[] sha256) => new(sha256, null, any: false);

    public static CertificateTrust By(X509Certificate2Collection authorities) => new(null, authorities, any: false);

    /// <summary>For the handler of this server, and no other.</summary>
    /// <param name="name">What the certificate must be made out to; null for the address that is asked.</param>
    public SslClientAuthenticationOptions Options(string? name = null)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = name, RemoteCertificateValidationCallback = IsTrusted };
        OfferedTls.AddTo(options);
        if (_authorities is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(_authorities);
        }
        return options;
    }

    /// <summary>What was refused since the last call; null for nothing.</summary>
    public Offer? TakeRefused()
    {
        var refused = _refused;
        _refused = null;
        return refused;
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Version = (sender as SslStream)?.SslProtocol ?? SslProtocols.None;
        if (_any)
        {
            return true;
        }
        if (certificate is null)
        {
            return false;
        }
        if (_authorities is not null && !HasNames(certificate))
        {
            // In a LAN certificates are made out to nobody; then it is the authority's signature alone that counts.
            errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
        }
        var offered = SHA256.HashData(certificate.GetRawCertData());
        if (_pinned is null ? errors == SslPolicyErrors.None : CryptographicOperations.FixedTimeEquals(offered, _pinned))
        {
            return true;
        }
        _refused = new Offer(Convert.ToHexString(offered), Reason(chain, errors), _pinned is null ? null : Convert.ToHexString(_pinned));
        return false;
    }

    private static bool HasNames(X509Certificate certificate) =>
        ((X509Certificate2)certificate).Extensions.Any(extension => extension is X509SubjectAlternativeNameExtension);

    private string Reason(X509Chain? chain, SslPolicyErrors errors)
    {
        if (_pinned is not null)
        {
            return "it is not the pinned one";
        }
        var reasons = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add("it is made out to another name");
        }
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var status = chain?.ChainStatus.Select(s => s.Status).Where(s => s != X509ChainStatusFlags.NoError).Distinct().ToList() ?? [];
            reasons.AddRange(status.Count == 0 ? ["its chain is not trusted"] : status.Select(NetworkErrors.Explain));
        }
        return string.Join("; ", reasons);
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QrMenuTelegram.Simulation.Menu;

/// <summary>A certificate made in memory, as a POS in a LAN has one.</summary>
public sealed class ServerCertificate
{
    private ServerCertificate(X509Certificate2 certificate, string? authorityPem)
    {
        Certificate = certificate;
        AuthorityPem = authorityPem;
    }

    /// <summary>With its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate that signed it, for <c>CaFile</c>; null for a self-signed one.</summary>
    public string? AuthorityPem { get; }

    /// <summary>SHA-256 of the certificate in upper-case hex, for <c>CertificateSha256</c>.</summary>
    public string Sha256 => Certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>PEM of the certificate without its key.</summary>
    public string Pem => Certificate.ExportCertificatePem();

    /// <summary>Signed by itself, for no name at all.</summary>
    /// <param name="now">It is good from a day before to ten years after.</param>
    public static ServerCertificate SelfSigned(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request("CN=QRMenu", key).CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        return new ServerCertificate(Exportable(certificate), null);
    }

    /// <summary>Signed by an authority of its own.</summary>
    /// <param name="now">It is good from a day before to a year after.</param>
    /// <param name="address">That it is made out to; null, as is usual in a LAN, for none at all.</param>
    public static ServerCertificate SignedByAuthority(DateTimeOffset now, string? address = "127.0.0.1")
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = Request("CN=Restaurant authority", authorityKey);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var authority = authorityRequest.CreateSelfSigned(now.AddDays(-2), now.AddYears(10));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request("CN=QRMenu", key);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        if (address is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Parse(address));
            request.CertificateExtensions.Add(names.Build());
        }
        using var certificate = request.Create(authority, now.AddDays(-1), now.AddYears(1), RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(key);
        return new ServerCertificate(Exportable(withKey), authority.ExportCertificatePem());
    }

    private static CertificateRequest Request(string name, ECDsa key) => new(name, key, HashAlgorithmName.SHA256);

    private static X509Certificate2 Exportable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
}

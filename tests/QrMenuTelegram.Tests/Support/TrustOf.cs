using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace QrMenuTelegram.Tests.Support;

internal static class TrustOf
{
    /// <summary>Trusts one authority more than the system does, and demands the right name as ever.</summary>
    public static RemoteCertificateValidationCallback Authority(string pem)
    {
        var authority = X509Certificate2.CreateFromPem(pem);
        return (_, certificate, _, errors) =>
        {
            if (errors != SslPolicyErrors.RemoteCertificateChainErrors)
            {
                return errors == SslPolicyErrors.None;
            }
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build((X509Certificate2)certificate!);
        };
    }
}

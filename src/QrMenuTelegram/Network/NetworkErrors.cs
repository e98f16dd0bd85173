using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QrMenuTelegram.Network;

/// <summary>What the network's and TLS's libraries say, as a technician understands it.</summary>
internal static class NetworkErrors
{
    // OpenSSL's reasons, by a part of each.
    private static readonly (string Part, string Words)[] Handshake =
    [
        ("wrong version number", NotTls),
        ("packet length too long", NotTls),
        ("http request", NotTls),
        ("frame size", NotTls),
        ("unexpected packet format", NotTls),
        ("protocol version", "the two sides share no version of TLS"),
        ("unsupported protocol", "the two sides share no version of TLS"),
        ("no protocols available", "the two sides share no version of TLS"),
        ("handshake failure", "the two sides share no cipher suite"),
        ("insufficient security", "the other side finds our cipher suites too weak"),
        ("no shared cipher", "the two sides share no cipher suite"),
        ("no ciphers available", "this machine's TLS library can't do what is offered"),
        ("key too small", "the other side's keys are too short for this machine's TLS library"),
        (
            "legacy renegotiation",
            "the other side's TLS lacks secure renegotiation (RFC 5746), which this machine's TLS library insists on: update it"
        ),
        ("certificate required", "the other side wants a certificate of ours"),
        ("unrecognized name", "the other side knows no such name: write the address by which it is known"),
        ("internal error", "the other side reports an internal error"),
        ("unexpected eof", HungUp),
        ("received an unexpected EOF", HungUp),
    ];

    private const string NotTls = "what answers is not TLS";
    private const string HungUp = "the other side hung up without an answer";

    /// <summary>Whether no TLS came back at all, as from a server of plain HTTP.</summary>
    public static bool IsNotTls(string words) => words is NotTls or HungUp;

    /// <summary>The cause of a failed call.</summary>
    public static string Explain(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AuthenticationException or CryptographicException or IOException when Known(inner) is { } words:
                    return words;
                case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }:
                    return HungUp;
                case TimeoutException or OperationCanceledException:
                    return "no answer in time";
            }
        }
        // "error:0A000410:SSL routines::sslv3 alert handshake failure"
        var message = e.GetBaseException().Message.Trim();
        return message[
            (
                message.LastIndexOf("::", StringComparison.Ordinal) is >= 0 and var at
                && message.StartsWith("error:", StringComparison.Ordinal)
                    ? at + 2
                    : 0
            )..
        ];
    }

    /// <summary>What is wrong with a certificate.</summary>
    public static string Explain(X509ChainStatusFlags status) =>
        status switch
        {
            X509ChainStatusFlags.UntrustedRoot => "it is signed by itself, or by an authority that is not trusted here",
            X509ChainStatusFlags.PartialChain => "the authority that signed it is not known here",
            X509ChainStatusFlags.NotTimeValid => "it has expired, or is not valid yet, by this machine's clock",
            X509ChainStatusFlags.NotSignatureValid => "its signature is wrong",
            X509ChainStatusFlags.Revoked => "it was revoked",
            X509ChainStatusFlags.NotValidForUsage => "it is not made for servers",
            X509ChainStatusFlags.HasWeakSignature => "its signature is of a kind that is no longer safe",
            X509ChainStatusFlags.InvalidBasicConstraints => "it is signed by a certificate that may sign none",
            X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation =>
                "whether it was revoked can't be found out",
            _ => status.ToString(),
        };

    private static string? Known(Exception e)
    {
        if (e.Message.Contains("remote certificate", StringComparison.Ordinal))
        {
            // "…because of errors in the certificate chain: UntrustedRoot, PartialChain"
            var named = Enum.GetValues<X509ChainStatusFlags>()
                .Where(flag => flag != X509ChainStatusFlags.NoError && e.Message.Contains(flag.ToString(), StringComparison.Ordinal))
                .Select(Explain)
                .ToList();
            return named.Count > 0 ? "its certificate is not trusted: " + string.Join("; ", named)
                : e.Message.Contains("NameMismatch", StringComparison.Ordinal) ? "its certificate is made out to another name"
                : null;
        }
        return Handshake.FirstOrDefault(known => e.Message.Contains(known.Part, StringComparison.OrdinalIgnoreCase)).Words;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.QrMenu;

/// <summary>A certificate's SHA-256 as people copy it: with colons, dashes or spaces, or the whole line of <c>openssl x509 -fingerprint -sha256</c>.</summary>
internal static partial class Fingerprint
{
    [GeneratedRegex(@"^\W*(sha-?256)?[\s:=]*(fingerprint)?[\s:=]*", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    /// <param name="text">As configured.</param>
    /// <param name="sha256">32 bytes.</param>
    /// <param name="wrong">Continues the variable's name: what is wrong, and what to write.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out byte[]? sha256, out string wrong)
    {
        var hex = new string([.. Label().Replace(text, "").Where(c => c is not (':' or '-' or '"' or '\'') && !char.IsWhiteSpace(c))]);
        var isHex = hex.All(char.IsAsciiHexDigit);
        sha256 = isHex && hex.Length == 2 * SHA256.HashSizeInBytes ? Convert.FromHexString(hex) : null;
        wrong = isHex && hex.Length == 2 * SHA1.HashSizeInBytes || text.TrimStart().StartsWith("SHA1", StringComparison.OrdinalIgnoreCase)
            ? "is a SHA-1 fingerprint: the SHA-256 one is needed; `check` shows it, and so does openssl x509 -fingerprint -sha256."
            : text.Contains("-----BEGIN", StringComparison.Ordinal)
                ? "is a certificate: write its SHA-256 fingerprint here, or name the certificate's file in CaFile."
                : "is not a SHA-256 fingerprint: 64 hex digits, with or without colons; `check` shows the one that the server offers.";
        return sha256 is not null;
    }
}

using System.Security.Cryptography;
using System.Text.RegularExpressions;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// A certificate's SHA-256 as people copy it: with colons, dashes or spaces, or the whole line of <c>openssl x509
/// -fingerprint -sha256</c>.
/// </summary>
internal static partial class Fingerprint
{
    [GeneratedRegex(@"^\W*(sha-?256)?[\s:=]*(fingerprint)?[\s:=]*", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    /// <param name="text">As configured.</param>
    /// <returns>32 bytes.</returns>
    public static Parsed<byte[], Correction> Parse(string text)
    {
        var hex = new string([.. Label().Replace(text, "").Where(c => c is not (':' or '-' or '"' or '\'') && !char.IsWhiteSpace(c))]);
        var isHex = hex.All(char.IsAsciiHexDigit);
        if (isHex && hex.Length == 2 * SHA256.HashSizeInBytes)
        {
            return Convert.FromHexString(hex);
        }
        return isHex && hex.Length == 2 * SHA1.HashSizeInBytes || text.TrimStart().StartsWith("SHA1", StringComparison.OrdinalIgnoreCase)
                ? new Correction(
                    "is a SHA-1 fingerprint",
                    "The SHA-256 one is needed; `check` shows it, and so does openssl x509 -fingerprint -sha256."
                )
            : text.Contains("-----BEGIN", StringComparison.Ordinal)
                ? new Correction("is a certificate", "Write its SHA-256 fingerprint here, or name the certificate's file in CaFile.")
            : new Correction(
                "is not a SHA-256 fingerprint",
                "Write 64 hex digits, with or without colons; `check` shows the one that the server offers."
            );
    }
}

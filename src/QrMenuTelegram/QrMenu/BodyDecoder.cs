using System.IO.Compression;

namespace QrMenuTelegram.QrMenu;

/// <summary>A body as it was meant, or what stands in the way.</summary>
/// <param name="Utf8">What could be read of it.</param>
/// <param name="IsCut">Whether there is more than is read, or was said to be more than came.</param>
/// <param name="Problem">A sentence; null where it was read.</param>
internal sealed record DecodedBody(ReadOnlyMemory<byte> Utf8, bool IsCut, string? Problem);

/// <summary>
/// Unpacks an answer and brings it to UTF-8. Nobody is asked to compress, but a server or what stands before it may do so
/// unasked (RFC 9110, section 12.5.3). Bounds hold for what comes out, not for what came in.
/// </summary>
internal static class BodyDecoder
{
    // Each coding unpacks what the one before it gave.
    private const int MostCodings = 3;

    /// <param name="body">As it came.</param>
    /// <param name="codings">What <c>Content-Encoding</c> says, in its order.</param>
    /// <param name="charset">What <c>Content-Type</c> says; null for nothing.</param>
    /// <param name="longest">In bytes, of the answer as it was meant.</param>
    public static DecodedBody Decode(ReadOnlyMemory<byte> body, IEnumerable<string> codings, string? charset, int longest)
    {
        var packed = codings
            .Select(coding => coding.Trim().ToLowerInvariant())
            .Where(coding => coding is not ("" or "identity"))
            .Reverse()
            .ToList();
        if (packed.Count > MostCodings)
        {
            return new(ReadOnlyMemory<byte>.Empty, false, $"the answer is compressed {packed.Count} times over");
        }
        if (packed.Count == 0 && IsGzip(body.Span))
        {
            packed = ["gzip"]; // nobody says so, but no text begins like that
        }
        var isCut = false;
        string? problem;
        foreach (var coding in packed)
        {
            try
            {
                if (Unpacker(coding, body) is { } unpacker)
                {
                    using (unpacker)
                    {
                        (body, isCut) = Bounded.Read(unpacker, longest);
                    }
                    continue;
                }
                problem =
                    $"the answer is compressed as \"{coding}\", which the bridge can't read: turn compression off at the server, or at "
                    + $"what stands before it";
            }
            catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException) // the last is Brotli's
            {
                problem = $"the answer is said to be compressed as \"{coding}\", but can't be unpacked";
            }
            return IsText(body.Span) ? Read(body, isCut, charset, longest) : new(ReadOnlyMemory<byte>.Empty, false, problem);
        }
        return Read(body, isCut, charset, longest);
    }

    private static DecodedBody Read(ReadOnlyMemory<byte> body, bool isCut, string? charset, int longest) =>
        Charset.ToUtf8(body, charset, longest) is var (utf8, cut)
            ? new(utf8, isCut || cut, null)
            : new(body, isCut, $"the answer's letters are \"{charset}\", which the bridge can't read: set the server to UTF-8");

    private static Stream? Unpacker(string coding, ReadOnlyMemory<byte> body)
    {
        var packed = Bounded.Over(body);
        return coding switch
        {
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            // By its name zlib (RFC 1950), but many send the bare stream (RFC 1951).
            "deflate" when body.Span is [var cmf, var flags, ..] && (cmf & 0x0F) == 8 && ((cmf << 8) | flags) % 31 == 0 => new ZLibStream(
                packed,
                CompressionMode.Decompress
            ),
            "deflate" => new DeflateStream(packed, CompressionMode.Decompress),
            _ when IsGzip(body.Span) => new GZipStream(packed, CompressionMode.Decompress),
            _ => null,
        };
    }

    private static bool IsGzip(ReadOnlySpan<byte> body) => body is [0x1F, 0x8B, 8, ..];

    // JSON or HTML, as a proxy sends it that unpacked and forgot the header.
    private static bool IsText(ReadOnlySpan<byte> body) =>
        body.TrimStart(" \t\r\n"u8)
            is []
                or [(byte)'{' or (byte)'[' or (byte)'<', (byte)'"' or >= 0x20 and < 0x7F or (byte)'\r' or (byte)'\n' or (byte)'\t', ..];
}

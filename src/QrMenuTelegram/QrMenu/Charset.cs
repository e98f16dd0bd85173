using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// JSON is UTF-8 (RFC 8259, section 8.1), but tills are older: what an answer is written in, by its mark, its bytes, or what
/// it says of itself.
/// </summary>
internal static class Charset
{
    /// <returns>At most <paramref name="longest"/> bytes, and whether there are more; null where it can't be read.</returns>
    public static (ReadOnlyMemory<byte> Utf8, bool IsCut)? ToUtf8(ReadOnlyMemory<byte> body, string? name, int longest)
    {
        var encoding = Marked(body.Span) ?? Wide(body.Span);
        if (encoding is null)
        {
            // The first look is quick, and nearly always the last.
            if (Utf8.IsValid(body.Span) || (Count(body.Span) is var (good, bad) && (bad == 0 || (IsUtf8(name) && good >= bad))))
            {
                return (body, false); // whatever it is said to be: nothing else looks like UTF-8 by chance
            }
            encoding = IsUtf8(name) ? SingleByteEncoding.Windows1251 : SingleByteEncoding.Named(Bare(name));
            if (encoding is null)
            {
                return null;
            }
        }
        if (encoding is UTF8Encoding)
        {
            return (body, false);
        }
        using var utf8 = Encoding.CreateTranscodingStream(Bounded.Over(body), encoding, Encoding.UTF8);
        return Bounded.Read(utf8, longest);
    }

    private static Encoding? Marked(ReadOnlySpan<byte> body) =>
        body switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
            [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };

    // Without a mark, by the zeros in its first letters, which are ASCII in any JSON.
    private static Encoding? Wide(ReadOnlySpan<byte> body) =>
        body switch
        {
            [not 0, 0, 0, 0, ..] => Encoding.UTF32,
            [0, 0, 0, not 0, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
            [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
            [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };

    private static bool IsUtf8(string? name) => Bare(name).ToLowerInvariant() is "" or "utf-8" or "utf8" or "us-ascii" or "ascii";

    private static string Bare(string? name) => name?.Trim(' ', '"', '\'') ?? "";

    // Letters of several bytes that are well formed, and bytes that are not.
    private static (int Good, int Bad) Count(ReadOnlySpan<byte> body)
    {
        var (good, bad) = (0, 0);
        while (true)
        {
            var ascii = body.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
            {
                return (good, bad);
            }
            var status = Rune.DecodeFromUtf8(body[ascii..], out _, out var length);
            (good, bad) = status switch
            {
                OperationStatus.Done => (good + 1, bad),
                OperationStatus.NeedMoreData => (good, bad), // cut
                _ => (good, bad + 1),
            };
            body = body[(ascii + length)..];
        }
    }
}

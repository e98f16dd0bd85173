using System.Text;
using System.Text.Encodings.Web;

namespace QrMenuTelegram.Messages;

/// <summary>
/// Escapes just what Telegram's HTML needs escaped. The framework's own HTML encoder would write every Cyrillic
/// letter as eight bytes.
/// </summary>
internal sealed class TelegramEncoder : TextEncoder
{
    public static readonly TelegramEncoder Instance = new();

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("&<>\"");

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(Special);

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is '&' or '<' or '>' or '"';

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var output = new Span<char>(buffer, bufferLength);
        var escaped = unicodeScalar switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ => null,
        };
        if (escaped is null)
        {
            return new Rune(unicodeScalar).TryEncodeToUtf16(output, out numberOfCharactersWritten);
        }
        numberOfCharactersWritten = escaped.Length;
        return escaped.TryCopyTo(output);
    }
}

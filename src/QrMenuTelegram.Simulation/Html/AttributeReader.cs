using System.Text;

namespace QrMenuTelegram.Simulation.Html;

/// <summary>Reads one attribute of a start tag; its steps and refusals are TDLib's.</summary>
internal static class AttributeReader
{
    public static (string Name, string Value) Read(ReadOnlySpan<byte> text, ref int i, string tag, int tagBegin)
    {
        var begin = i;
        while (!TagReader.IsSpace(text, i) && TagReader.At(text, i) is not ((byte)'=' or (byte)'>' or (byte)'/' or (byte)'"' or (byte)'\''))
        {
            i++;
        }
        var name = TagReader.Slice(text, begin, i).ToLowerInvariant();
        if (name.Length == 0)
        {
            throw new HtmlParseException(
                i >= text.Length
                    ? $"Unclosed start tag \"{tag}\" at byte offset {tagBegin}"
                    : $"Empty attribute name in the tag \"{tag}\" at byte offset {tagBegin}"
            );
        }
        TagReader.SkipSpace(text, ref i);
        if (TagReader.At(text, i) != '=')
        {
            return i >= text.Length ? throw new HtmlParseException($"Unclosed start tag \"{tag}\" at byte offset {tagBegin}") : (name, "");
        }
        i++;
        TagReader.SkipSpace(text, ref i);
        if (i >= text.Length)
        {
            throw new HtmlParseException($"Unclosed start tag \"{tag}\" at byte offset {tagBegin}");
        }
        var value = text[i] is (byte)'\'' or (byte)'"' ? Quoted(text, ref i) : Token(text, ref i);
        return i >= text.Length ? throw new HtmlParseException($"Unclosed start tag at byte offset {tagBegin}") : (name, value);
    }

    private static string Token(ReadOnlySpan<byte> text, ref int i)
    {
        var begin = i;
        while (char.IsAsciiLetterOrDigit((char)TagReader.At(text, i)) || TagReader.At(text, i) is (byte)'.' or (byte)'-')
        {
            i++;
        }
        return TagReader.IsSpace(text, i) || TagReader.At(text, i) == '>'
            ? TagReader.Slice(text, begin, i).ToLowerInvariant()
            : throw new HtmlParseException($"Unexpected end of name token at byte offset {begin}");
    }

    private static string Quoted(ReadOnlySpan<byte> text, ref int i)
    {
        var end = text[i++];
        var value = new List<byte>();
        while (i < text.Length && text[i] != end)
        {
            if (text[i] == '&' && CharacterReference.Read(text, ref i) is var code and not 0)
            {
                // Only the text is looked through for halves of surrogate pairs; a link with one is no link.
                value.AddRange(Encoding.UTF8.GetBytes((Rune.TryCreate(code, out var rune) ? rune : Rune.ReplacementChar).ToString()));
                continue;
            }
            value.Add(text[i++]);
        }
        i++;
        return Encoding.UTF8.GetString([.. value]);
    }
}

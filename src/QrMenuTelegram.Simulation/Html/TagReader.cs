using System.Text;

namespace QrMenuTelegram.Simulation.Html;

internal sealed record OpenTag(string Name, string? Argument, int Offset = 0);

/// <summary>Reads one tag; its steps and refusals are TDLib's.</summary>
internal static class TagReader
{
    private static readonly HashSet<string> Known =
    [
        "a",
        "b",
        "strong",
        "i",
        "em",
        "s",
        "strike",
        "del",
        "u",
        "ins",
        "tg-spoiler",
        "tg-emoji",
        "tg-time",
        "span",
        "pre",
        "code",
        "blockquote",
    ];

    public static OpenTag ReadStart(ReadOnlySpan<byte> text, ref int i)
    {
        var begin = i++;
        while (!IsSpace(text, i) && At(text, i) != '>')
        {
            i++;
        }
        if (i >= text.Length)
        {
            throw new HtmlParseException($"Unclosed start tag at byte offset {begin}");
        }
        var name = Slice(text, begin + 1, i).ToLowerInvariant();
        if (!Known.Contains(name))
        {
            throw new HtmlParseException($"Unsupported start tag \"{name}\" at byte offset {begin}");
        }
        string? argument = null;
        while (true)
        {
            SkipSpace(text, ref i);
            if (At(text, i) == '>')
            {
                break;
            }
            var (attribute, value) = AttributeReader.Read(text, ref i, name, begin);
            argument = Argument(name, attribute, value) ?? argument;
        }
        i++;
        if (name == "span" && argument != "spoiler")
        {
            throw new HtmlParseException($"Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}");
        }
        if (name == "tg-emoji" && argument is null)
        {
            throw new HtmlParseException($"Invalid custom emoji identifier specified at byte offset {begin}");
        }
        return new OpenTag(name, argument);
    }

    public static OpenTag ReadEnd(ReadOnlySpan<byte> text, ref int i, Stack<OpenTag> open)
    {
        var begin = i;
        if (!open.TryPop(out var tag))
        {
            throw new HtmlParseException($"Unexpected end tag at byte offset {begin}");
        }
        i += 2;
        while (!IsSpace(text, i) && At(text, i) != '>')
        {
            i++;
        }
        var name = Slice(text, begin + 2, i).ToLowerInvariant();
        SkipSpace(text, ref i);
        if (At(text, i) != '>')
        {
            throw new HtmlParseException($"Unclosed end tag at byte offset {begin}");
        }
        i++;
        if (name.Length > 0 && name != tag.Name)
        {
            throw new HtmlParseException($"Unmatched end tag at byte offset {begin}, expected \"</{tag.Name}>\", found \"</{name}>\"");
        }
        return tag;
    }

    internal static bool IsSpace(ReadOnlySpan<byte> text, int i) =>
        At(text, i) is 0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 11;

    internal static byte At(ReadOnlySpan<byte> text, int i) => i < text.Length ? text[i] : (byte)0;

    internal static string Slice(ReadOnlySpan<byte> text, int start, int end) =>
        Encoding.UTF8.GetString(text[start..Math.Min(end, text.Length)]);

    internal static void SkipSpace(ReadOnlySpan<byte> text, ref int i)
    {
        while (i < text.Length && IsSpace(text, i))
        {
            i++;
        }
    }

    private static string? Argument(string tag, string attribute, string value) =>
        (tag, attribute) switch
        {
            ("a", "href") => value,
            ("code", "class") when value.StartsWith("language-", StringComparison.Ordinal) => value["language-".Length..],
            ("span", "class") when value.StartsWith("tg-", StringComparison.Ordinal) => value["tg-".Length..],
            ("tg-emoji", "emoji-id") => value,
            ("tg-time", "unix") => value,
            ("blockquote", "expandable") => "",
            _ => null,
        };
}

using System.Text;

namespace QrMenuTelegram.Simulation.Html;

/// <summary>
/// Telegram's HTML by Telegram's rules, with its error texts and byte offsets (TDLib, <c>parse_html</c>). Not HTML as
/// browsers know it: no unknown tag, no forgotten end tag, no lone <c>&lt;</c>.
/// </summary>
public static class HtmlParser
{
    /// <exception cref="HtmlParseException">Telegram would refuse it.</exception>
    public static FormattedText Parse(string html)
    {
        var text = Encoding.UTF8.GetBytes(html);
        var result = new StringBuilder();
        var entities = new List<TextEntity>();
        var open = new Stack<OpenTag>();
        var i = 0;
        while (i < text.Length)
        {
            if (text[i] == '&' && CharacterReference.Read(text, ref i) is var code and not 0)
            {
                result.Append(
                    Rune.TryCreate(code, out var decoded)
                        ? decoded.ToString()
                        : throw new HtmlParseException(
                            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
                                + "code units"
                        )
                );
            }
            else if (text[i] != '<')
            {
                Rune.DecodeFromUtf8(text.AsSpan(i), out var rune, out var length);
                result.Append(rune.ToString());
                i += length;
            }
            else if (i + 1 < text.Length && text[i + 1] == '/')
            {
                Close(TagReader.ReadEnd(text, ref i, open), result, entities);
            }
            else
            {
                var tag = TagReader.ReadStart(text, ref i);
                open.Push(tag with { Offset = result.Length });
            }
        }
        if (open.TryPeek(out var unclosed))
        {
            throw new HtmlParseException($"Can't find end tag corresponding to start tag \"{unclosed.Name}\"");
        }
        return new FormattedText(result.ToString(), Sorted(entities));
    }

    internal static IReadOnlyList<TextEntity> Sorted(IEnumerable<TextEntity> entities) =>
        [.. entities.OrderBy(e => e.Offset).ThenByDescending(e => e.Length)];

    private static void Close(OpenTag tag, StringBuilder result, List<TextEntity> entities)
    {
        var length = result.Length - tag.Offset;
        if (length == 0)
        {
            return;
        }
        var (type, argument) = tag.Name switch
        {
            "b" or "strong" => ("bold", null),
            "i" or "em" => ("italic", null),
            "u" or "ins" => ("underline", null),
            "s" or "strike" or "del" => ("strikethrough", null),
            "tg-spoiler" or "span" => ("spoiler", null),
            "code" => ("code", tag.Argument),
            "pre" => ("pre", tag.Argument),
            "blockquote" => (tag.Argument is null ? "blockquote" : "expandable_blockquote", null),
            "a" => ("text_link", Link(tag.Argument ?? result.ToString(tag.Offset, length))),
            "tg-emoji" => ("custom_emoji", tag.Argument),
            _ => ("date_time", tag.Argument),
        };
        if (type == "text_link" && argument is null)
        {
            return;
        }
        if (type == "pre" && entities.FirstOrDefault(e => e.Type == "code" && e.Offset == tag.Offset && e.Length == length) is { } inner)
        {
            entities.Remove(inner);
            argument = inner.Argument;
        }
        entities.Add(new TextEntity(type, tag.Offset, length, argument));
    }

    /// <summary>The link as Telegram keeps it; null for one that it drops without a word.</summary>
    private static string? Link(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return uri.Scheme is "http" or "https" or "ftp" or "tg" or "ton" or "tonsite" ? url : null;
        }
        return url.Contains('.', StringComparison.Ordinal) && Uri.TryCreate("http://" + url, UriKind.Absolute, out _)
            ? "http://" + url
            : null;
    }
}

using System.Text;

namespace QrMenuTelegram.Telegram;

/// <summary>
/// Reads HTML as Telegram's parse_mode "HTML" does, one visible code point or tag at a time. The rules and the texts
/// of its errors are those of TDLib's <c>parse_html</c>.
/// </summary>
/// <param name="html">What is read.</param>
/// <param name="lenient">Whether markup that is wrong is read as visible text rather than ending the reading.</param>
internal ref struct HtmlReader(string html, bool lenient)
{
    private readonly string _html = html;
    private List<string>? _open;

    /// <summary>Where the next token begins.</summary>
    public int Position { get; private set; }

    /// <summary>Where the current token began.</summary>
    public int Start { get; private set; }

    /// <summary>The visible code point, after a <see cref="HtmlToken.Text"/>.</summary>
    public Rune Rune { get; private set; }

    /// <summary>What is wrong, after a <see cref="HtmlToken.Error"/>.</summary>
    public string? Error { get; private set; }

    /// <summary>Tags that are open, outermost first.</summary>
    public readonly IReadOnlyList<string> Open => _open ?? (IReadOnlyList<string>)[];

    public HtmlToken Next()
    {
        Start = Position;
        if (Position >= _html.Length)
        {
            return _open is { Count: > 0 } && !lenient
                ? Fail($"Can't find end tag corresponding to start tag \"{_open[^1]}\"")
                : HtmlToken.End;
        }
        if (_html[Position] == '<')
        {
            var token = At(1) == '/' ? ReadEndTag() : ReadStartTag();
            if (token != HtmlToken.Error || !lenient)
            {
                return token;
            }
            Position = Start;
        }
        else if (_html[Position] == '&' && ReadReference() is { } code)
        {
            if (code is >= 0xD800 and <= 0xDFFF && !lenient)
            {
                return Fail(
                    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
                );
            }
            Rune = Rune.TryCreate(code, out var decoded) ? decoded : Rune.ReplacementChar;
            return HtmlToken.Text;
        }
        return ReadRune();
    }

    private HtmlToken ReadRune()
    {
        if (Rune.TryGetRuneAt(_html, Position, out var rune))
        {
            Rune = rune;
            Position += rune.Utf16SequenceLength;
            return HtmlToken.Text;
        }
        if (!lenient)
        {
            return Fail("Strings must be encoded in UTF-8");
        }
        Rune = Rune.ReplacementChar;
        Position++;
        return HtmlToken.Text;
    }

    private HtmlToken ReadEndTag()
    {
        if (_open is not { Count: > 0 })
        {
            return Fail("Unexpected end tag");
        }
        var i = Position + 2;
        while (i < _html.Length && !IsSpace(_html[i]) && _html[i] != '>')
        {
            i++;
        }
        var name = _html[(Position + 2)..i];
        SkipSpace(ref i);
        if (i >= _html.Length || _html[i] != '>')
        {
            return Fail("Unclosed end tag");
        }
        var expected = _open[^1];
        if (name.Length > 0 && name != expected)
        {
            return Fail($"Unmatched end tag, expected \"</{expected}>\", found \"</{name}>\"");
        }
        _open.RemoveAt(_open.Count - 1);
        Position = i + 1;
        return HtmlToken.EndTag;
    }

    private HtmlToken ReadStartTag()
    {
        var i = Position + 1;
        while (i < _html.Length && !IsSpace(_html[i]) && _html[i] != '>')
        {
            i++;
        }
        if (i >= _html.Length)
        {
            return Fail("Unclosed start tag");
        }
        var name = _html[(Position + 1)..i].ToLowerInvariant();
        if (!IsKnown(name))
        {
            return Fail($"Unsupported start tag \"{name}\"");
        }
        var isSpoiler = false;
        while (true)
        {
            SkipSpace(ref i);
            if (i >= _html.Length)
            {
                return Fail($"Unclosed start tag \"{name}\"");
            }
            if (_html[i] == '>')
            {
                break;
            }
            if (ReadAttribute(name, ref i, out var attribute, out var value) is { } problem)
            {
                return Fail(problem);
            }
            isSpoiler |= attribute == "class" && value == "tg-spoiler";
        }
        if (name == "span" && !isSpoiler)
        {
            return Fail("Tag \"span\" must have class \"tg-spoiler\"");
        }
        (_open ??= []).Add(name);
        Position = i + 1;
        return HtmlToken.StartTag;
    }

    private readonly string? ReadAttribute(string tag, ref int i, out string attribute, out string value)
    {
        var begin = i;
        while (i < _html.Length && !IsSpace(_html[i]) && _html[i] is not ('=' or '>' or '/' or '"' or '\''))
        {
            i++;
        }
        attribute = _html[begin..i];
        value = "";
        if (attribute.Length == 0)
        {
            return $"Empty attribute name in the tag \"{tag}\"";
        }
        SkipSpace(ref i);
        if (i >= _html.Length || _html[i] != '=')
        {
            return i >= _html.Length ? $"Unclosed start tag \"{tag}\"" : null;
        }
        i++;
        SkipSpace(ref i);
        if (i >= _html.Length)
        {
            return $"Unclosed start tag \"{tag}\"";
        }
        var quote = _html[i];
        begin = i;
        if (quote is '"' or '\'')
        {
            i = _html.IndexOf(quote, i + 1) is var end and >= 0 ? end + 1 : _html.Length;
            value = i - begin > 1 ? _html[(begin + 1)..(i - 1)] : "";
            return i >= _html.Length ? "Unclosed start tag" : null;
        }
        while (i < _html.Length && (char.IsAsciiLetterOrDigit(_html[i]) || _html[i] is '.' or '-'))
        {
            i++;
        }
        value = _html[begin..i].ToLowerInvariant();
        return i < _html.Length && (IsSpace(_html[i]) || _html[i] == '>') ? null : "Unexpected end of name token";
    }

    // Only these names and numbers below 10 characters are known; the semicolon may be missing.
    private int? ReadReference()
    {
        var i = Position + 1;
        var code = 0;
        if (At(1) == '#')
        {
            i++;
            var isHex = At(2) == 'x';
            i += isHex ? 1 : 0;
            while (i < _html.Length && i - Position < 11 && (isHex ? char.IsAsciiHexDigit(_html[i]) : char.IsAsciiDigit(_html[i])))
            {
                code = unchecked((code * (isHex ? 16 : 10)) + Convert.ToInt32(_html[i].ToString(), 16));
                i++;
            }
            if (code is <= 0 or >= 0x10FFFF || i - Position >= 10)
            {
                return null;
            }
        }
        else
        {
            while (i < _html.Length && char.IsAsciiLetter(_html[i]))
            {
                i++;
            }
            code = _html.AsSpan((Position + 1)..i) switch
            {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "quot" => '"',
                _ => 0,
            };
            if (code == 0)
            {
                return null;
            }
        }
        Position = i < _html.Length && _html[i] == ';' ? i + 1 : i;
        return code;
    }

    private HtmlToken Fail(string error)
    {
        Error = $"{error} (at character {Start})";
        return HtmlToken.Error;
    }

    private readonly char At(int offset) => Position + offset < _html.Length ? _html[Position + offset] : '\0';

    private readonly void SkipSpace(ref int i)
    {
        while (i < _html.Length && IsSpace(_html[i]))
        {
            i++;
        }
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n' or '\0' or '\v';

    private static bool IsKnown(string tag) =>
        tag
            is "a"
                or "b"
                or "strong"
                or "i"
                or "em"
                or "s"
                or "strike"
                or "del"
                or "u"
                or "ins"
                or "tg-spoiler"
                or "tg-emoji"
                or "tg-time"
                or "span"
                or "pre"
                or "code"
                or "blockquote";
}

internal enum HtmlToken
{
    Text,
    StartTag,
    EndTag,
    End,
    Error,
}

using System.Text;

namespace QrMenuTelegram.Simulation.Html;

/// <summary>What Telegram does to every text after its entities are parsed (TDLib, <c>clean_input_string</c> and trimming).</summary>
public static class TextCleaner
{
    private const string BlankCharacters =
        "\u1680\u180E\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202E\u202F\u205F\u2800\u3000\uFFFC"
        + "\u200B\u200C\u200D\u200E\u200F\uFEFF\u00A0 \n";

    /// <summary>Control characters become spaces, some characters go, both ends are trimmed; entities move along.</summary>
    public static FormattedText Clean(FormattedText text)
    {
        var result = new StringBuilder(text.Text.Length);
        var moved = new int[text.Text.Length + 1];
        for (var i = 0; i < text.Text.Length; i++)
        {
            moved[i] = result.Length;
            var c = text.Text[i];
            if (c is '\r' or (>= '\u2028' and <= '\u202E') or '\u0333' or '\u033F' or '\u030A')
            {
                continue;
            }
            result.Append(c < ' ' && c != '\n' ? ' ' : c);
        }
        moved[^1] = result.Length;
        var clean = result.ToString();
        var start = clean.Length - clean.TrimStart(' ', '\n').Length;
        var trimmed = clean.Trim(' ', '\n');
        return new FormattedText(
            trimmed,
            HtmlParser.Sorted(
                from entity in text.Entities
                let first = Math.Clamp(moved[entity.Offset] - start, 0, trimmed.Length)
                let end = Math.Clamp(moved[entity.Offset + entity.Length] - start, 0, trimmed.Length)
                where end > first
                select entity with
                {
                    Offset = first,
                    Length = end - first,
                }
            )
        );
    }

    /// <summary>Whether nothing of it can be seen.</summary>
    public static bool IsBlank(string text) =>
        text.EnumerateRunes()
            .All(r =>
                r.Value is >= 0xE0000 and <= 0xE007F || (r.IsBmp && BlankCharacters.Contains((char)r.Value, StringComparison.Ordinal))
            );
}

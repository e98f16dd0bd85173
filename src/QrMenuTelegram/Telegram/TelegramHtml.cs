using System.Globalization;
using System.Text;

namespace QrMenuTelegram.Telegram;

/// <summary>
/// Telegram's HTML (Bot API, "HTML style"): whether it would be taken, how long it looks, what it says, and how to
/// make it fit. Pure.
/// </summary>
public static class TelegramHtml
{
    /// <summary>The longest text of a message, in code points after entities are parsed.</summary>
    public const int MaxCodePoints = 4096;

    /// <summary>The longest text beside a picture or a file, counted alike.</summary>
    public const int MaxCaption = 1024;

    /// <summary>The longest raw text, in bytes of UTF-8.</summary>
    public const int MaxBytes = 32768;

    private const string Ellipsis = "…";

    /// <summary>Why Telegram would refuse it as the text of a message; null when it would not.</summary>
    public static string? Problem(string html)
    {
        var reader = new HtmlReader(html, lenient: false);
        var length = 0;
        var isBlank = true;
        while (true)
        {
            switch (reader.Next())
            {
                case HtmlToken.Text:
                    length++;
                    isBlank &= Rune.IsWhiteSpace(reader.Rune) || Rune.IsControl(reader.Rune);
                    break;
                case HtmlToken.Error:
                    return reader.Error;
                case HtmlToken.End when isBlank:
                    return "message text is empty";
                case HtmlToken.End when length > MaxCodePoints:
                    return $"message is too long: {length} characters, at most {MaxCodePoints}";
                case HtmlToken.End when Encoding.UTF8.GetByteCount(html) > MaxBytes:
                    return $"message is too long: more than {MaxBytes} bytes with its markup";
                case HtmlToken.End:
                    return null;
            }
        }
    }

    /// <summary>Code points that people see; markup that is wrong counts as text.</summary>
    public static int VisibleLength(string html)
    {
        var reader = new HtmlReader(html, lenient: true);
        var length = 0;
        for (var token = reader.Next(); token != HtmlToken.End; token = reader.Next())
        {
            length += token == HtmlToken.Text ? 1 : 0;
        }
        return length;
    }

    /// <summary>What it says, without markup and nothing escaped; markup that is wrong stays as it is.</summary>
    public static string ToPlain(string html)
    {
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
        {
            return html;
        }
        var reader = new HtmlReader(html, lenient: true);
        var plain = new StringBuilder(html.Length);
        for (var token = reader.Next(); token != HtmlToken.End; token = reader.Next())
        {
            if (token == HtmlToken.Text)
            {
                plain.Append(reader.Rune.ToString());
            }
        }
        return plain.ToString();
    }

    /// <summary>Text as HTML that shows just this text.</summary>
    public static string Escape(string text) =>
        text.AsSpan().IndexOfAny("&<>\"") < 0
            ? text
            : text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    /// <summary>
    /// The same where it is short enough; else cut, at the end of a line where that keeps at least half of what fits,
    /// then at a space, with "…" at the end and every open tag closed.
    /// </summary>
    /// <param name="html">Valid HTML.</param>
    /// <param name="maxCodePoints">At least 1; the "…" included.</param>
    public static string Fit(string html, int maxCodePoints)
    {
        if (html.Length <= maxCodePoints && html.Length <= MaxBytes / 3)
        {
            return html;
        }
        var reader = new HtmlReader(html, lenient: true);
        Cut line = default,
            space = default,
            any = default;
        var closing = "";
        int length = 0,
            bytes = 0;
        var afterJoiner = false;
        for (var token = reader.Next(); token != HtmlToken.End; token = reader.Next())
        {
            if (token != HtmlToken.Text)
            {
                closing = string.Concat(reader.Open.Reverse().Select(tag => $"</{tag}>"));
            }
            else
            {
                var isNewLine = reader.Rune.Value == '\n';
                var fits = length + (isNewLine ? 2 : 1) <= maxCodePoints && bytes + closing.Length + 4 <= MaxBytes;
                var cut = new Cut(reader.Start, length, closing);
                line = fits && isNewLine ? cut : line;
                space = fits && Rune.IsWhiteSpace(reader.Rune) ? cut : space;
                any = fits && !afterJoiner && !Joins(reader.Rune) ? cut : any;
                afterJoiner = reader.Rune.Value == 0x200D;
                length++;
            }
            bytes += Encoding.UTF8.GetByteCount(html.AsSpan(reader.Start, reader.Position - reader.Start));
        }
        if (length <= maxCodePoints && bytes <= MaxBytes)
        {
            return html;
        }
        var enough = any.Length / 2;
        return line.Closing is not null && line.Length >= enough ? At(line, "\n" + Ellipsis)
            : space.Closing is not null && space.Length >= enough ? At(space, Ellipsis)
            : At(any, Ellipsis);

        string At(Cut cut, string end) => html[..cut.Position].TrimEnd() + end + cut.Closing;
    }

    // What belongs to the character before it: a cut there would change how that one looks.
    private static bool Joins(Rune rune) =>
        rune.Value is 0x200D or (>= 0xFE00 and <= 0xFE0F) or (>= 0x1F3FB and <= 0x1F3FF)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark;

    private readonly record struct Cut(int Position, int Length, string? Closing);
}

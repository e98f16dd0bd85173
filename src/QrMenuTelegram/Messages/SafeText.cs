using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace QrMenuTelegram.Messages;

/// <summary>
/// Free text that people typed, made fit for a line of a message: one line, bounded, and unable to turn the rest of
/// the line around. Escaping is not done here.
/// </summary>
public static class SafeText
{
    private const char Isolate = '\u2068';
    private const char EndIsolate = '\u2069';
    private const char Ellipsis = '…';
    private const int LeastForQuotes = 8;

    // What our own lines begin with. In what others typed they are left out, or a name would read as one of our lines.
    private const string Icons = "✅☑✔✓❌❗❕‼❓⚠ℹ⏳⌛⏰⏱⏸▶▫➕↪↩←⛔🔔🔕🧾🙋🏃🔁🔄💳🔴🟠🟡🟢🚫🚨📤📊🍽🏠👤👥🧪🛎📡💤👋✏💾";

    private static readonly FrozenSet<Rune> OwnIcons = Icons.EnumerateRunes().ToFrozenSet();

    /// <summary>
    /// White space, control characters and signs that show nothing but room become single spaces, direction marks and our
    /// own icons are left out, half a surrogate pair becomes U+FFFD; text with right-to-left letters is isolated from what
    /// stands around it. Text that had an icon of ours amid its words stands in quotes: what follows is not ours. What
    /// shows nothing is ''.
    /// </summary>
    /// <param name="text">Any string.</param>
    /// <param name="maxCodePoints">What is longer is cut, at a space where there is one near, and ends in "…".</param>
    public static string Line(string text, int maxCodePoints)
    {
        if (IsPlain(text, maxCodePoints))
        {
            return text;
        }
        var line = new StringBuilder(Math.Min(text.Length, maxCodePoints) + 2);
        var (isRightToLeft, isPendingSpace, isAfterIcon, isForged) = (false, false, false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && PlainText.IsInvisible(rune) && !JoinsEmoji(rune.Value))
            {
                continue;
            }
            if (PlainText.IsSpace(rune) || Rune.IsControl(rune))
            {
                isPendingSpace = line.Length > 0;
                continue;
            }
            if (OwnIcons.Contains(rune) || (isAfterIcon && rune.Value is 0xFE0E or 0xFE0F))
            {
                isPendingSpace = line.Length > 0;
                isAfterIcon = true;
                continue;
            }
            isForged |= isAfterIcon && line.Length > 0 && maxCodePoints > LeastForQuotes;
            isAfterIcon = false;
            if (isPendingSpace)
            {
                line.Append(' ');
                isPendingSpace = false;
            }
            isRightToLeft |= IsRightToLeft(rune.Value);
            line.Append(rune.ToString());
        }
        if (isAfterIcon && line.Length == 0)
        {
            return Icon(text);
        }
        var cut = Shorten(line.ToString(), isForged ? maxCodePoints - 2 : maxCodePoints);
        var shown =
            PlainText.IsBlank(cut) ? ""
            : isForged ? "“" + cut + "”"
            : cut;
        return isRightToLeft ? Isolate + shown + EndIsolate : shown;
    }

    /// <summary>
    /// The name of somebody or something, as <see cref="Line"/>; in quotes where it holds what our lines separate their parts
    /// with.
    /// </summary>
    public static string Name(string text, int maxCodePoints)
    {
        var line = Line(text, maxCodePoints);
        return line.Contains('·') && !line.StartsWith('“') && maxCodePoints > LeastForQuotes
            ? "“" + Line(text, maxCodePoints - 2) + "”"
            : line;
    }

    // Nothing but icons: one of them is what it is.
    private static string Icon(string text) => text.EnumerateRunes().First(OwnIcons.Contains).ToString();

    private static string Shorten(string line, int maxCodePoints)
    {
        var kept = 0;
        var lastSpace = -1;
        var codePoints = 0;
        while (kept < line.Length)
        {
            var element = StringInfo.GetNextTextElementLength(line, kept);
            var size = CodePoints(line.AsSpan(kept, element));
            if (codePoints + size > maxCodePoints)
            {
                break;
            }
            lastSpace = line[kept] == ' ' ? kept : lastSpace;
            codePoints += size;
            kept += element;
        }
        if (kept == line.Length)
        {
            return line;
        }
        // One place is for the ellipsis; a cut inside the last word's first letters reads better at the space before it.
        while (kept > 0 && CodePoints(line.AsSpan(0, kept)) >= maxCodePoints)
        {
            kept = LastElementStart(line, kept);
        }
        if (lastSpace > 0 && lastSpace <= kept && kept - lastSpace <= 20)
        {
            kept = lastSpace;
        }
        if (kept == 0)
        {
            // A single element longer than the line (a letter under a heap of marks): cut it between code points.
            foreach (var rune in line.EnumerateRunes().Take(maxCodePoints - 1))
            {
                kept += rune.Utf16SequenceLength;
            }
        }
        return line[..kept].TrimEnd() + Ellipsis;
    }

    private static int LastElementStart(string line, int end)
    {
        var start = 0;
        while (true)
        {
            var next = start + StringInfo.GetNextTextElementLength(line.AsSpan(start, end - start));
            if (next >= end)
            {
                return start;
            }
            start = next;
        }
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }
        return count;
    }

    // The usual case, without a copy: short, no white space but single spaces, nothing from the scripts with marks.
    private static bool IsPlain(string text, int maxCodePoints)
    {
        if (text.Length > maxCodePoints || text is [' ', ..] or [.., ' '])
        {
            return false;
        }
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isSafe =
                c
                    is > ' '
                        and < '\u007F'
                        or > '\u00A0'
                        and < '\u0300'
                        and not '\u00AD'
                        or > '\u036F'
                        and < '\u0590'
                        or > '\u2069'
                        and < '\u2100'
                        or > '\u2BFF'
                        and < '\uD800'
                        and not ('\u3000' or '\u3164')
                || (c == ' ' && text[i - 1] != ' ')
                || (c is >= '\u2010' and <= '\u2027');
            if (!isSafe)
            {
                return false;
            }
        }
        return true;
    }

    private static bool JoinsEmoji(int c) => c is 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F);

    // Hebrew to Arabic Extended, presentation forms, and the right-to-left blocks of the first plane.
    private static bool IsRightToLeft(int c) =>
        c
            is (>= 0x0590 and <= 0x08FF)
                or (>= 0xFB1D and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFE)
                or (>= 0x10800 and <= 0x10FFF)
                or (>= 0x1E800 and <= 0x1EFFF);
}

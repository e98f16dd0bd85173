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

    /// <summary>
    /// White space and control characters become single spaces, direction marks are left out, half a surrogate pair
    /// becomes U+FFFD; text with right-to-left letters is isolated from what stands around it.
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
        var (isRightToLeft, isPendingSpace) = (false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsDirectionMark(rune.Value))
            {
                continue;
            }
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                isPendingSpace = line.Length > 0;
                continue;
            }
            if (isPendingSpace)
            {
                line.Append(' ');
                isPendingSpace = false;
            }
            isRightToLeft |= IsRightToLeft(rune.Value);
            line.Append(rune.ToString());
        }
        var cut = Shorten(line.ToString(), maxCodePoints);
        return isRightToLeft ? Isolate + cut + EndIsolate : cut;
    }

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
            var isSafe = c is > ' ' and < '\u007F' or > '\u00A0' and < '\u0590' or > '\u2069' and < '\uD800' and not '\u3000'
                || (c == ' ' && text[i - 1] != ' ')
                || (c is >= '\u2010' and <= '\u2027');
            if (!isSafe)
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsDirectionMark(int c) =>
        c is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF;

    // Hebrew to Arabic Extended, presentation forms, and the right-to-left blocks of the first plane.
    private static bool IsRightToLeft(int c) =>
        c is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}

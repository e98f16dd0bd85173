using System.Globalization;
using System.Text;

namespace QrMenuTelegram;

/// <summary>
/// Text from outside as its reader sees it: what shows nothing is left out, and what only looks different is the same.
/// Pure; for any string.
/// </summary>
internal static class PlainText
{
    /// <summary>Whether a reader sees nothing: white space, invisible characters, marks without a letter.</summary>
    public static bool IsBlank(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (
                !IsSpace(rune)
                && !IsInvisible(rune)
                && Rune.GetUnicodeCategory(rune)
                    is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark)
            )
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The name; for one that shows nothing the username, else the number.</summary>
    public static string NameOr(string name, string? username, long id) =>
        !IsBlank(name) ? name
        : string.IsNullOrEmpty(username) ? "№" + id.ToString(CultureInfo.InvariantCulture)
        : "@" + username;

    /// <summary>
    /// Without invisible characters, each letter composed with its marks, a space where there is only room; what can be seen
    /// stays.
    /// </summary>
    public static string Visible(string text)
    {
        if (IsAscii(text))
        {
            return text;
        }
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune))
            {
                visible.Append(IsSpace(rune) && !Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
            }
        }
        return LetterMarks.Compose(visible.ToString());
    }

    /// <summary>As <see cref="Visible"/>, and as a plain keyboard writes it: spaces, hyphens, digits, letters of normal width.</summary>
    public static string Simplify(string text)
    {
        if (IsAscii(text))
        {
            return text;
        }
        var simple = new StringBuilder(text.Length);
        Rune[] runes = [.. Visible(text).EnumerateRunes()];
        for (var i = 0; i < runes.Length; i++)
        {
            if (runes[i].Value == 0x20E3)
            {
                continue; // The frame of a keycap emoji: what matters is the digit in it.
            }
            simple.Append(Digits(runes, i) ?? Simple(runes[i]));
        }
        return simple.ToString();
    }

    /// <summary>White space, and letters and signs of other scripts that look like it.</summary>
    public static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0;

    /// <summary>Takes no place: formatting, direction marks, variation selectors, controls.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => true,
            UnicodeCategory.Control => !Rune.IsWhiteSpace(rune),
            _ => rune.Value
                is 0x034F
                    or 0x17B4
                    or 0x17B5
                    or (>= 0x180B and <= 0x180F)
                    or (>= 0xFE00 and <= 0xFE0F)
                    or (>= 0x1D173 and <= 0x1D17A)
                    or (>= 0xE0000 and <= 0xE0FFF),
        };

    private static string Simple(Rune rune) =>
        rune.Value switch
        {
            _ when IsSpace(rune) => " ",
            >= 0xFF01 and <= 0xFF5E and not 0xFF0D => ((char)(rune.Value - 0xFEE0)).ToString(),
            0x2212 or 0x2043 or 0x207B or 0x208B or 0x02D7 or 0x2796 or 0x2500 or 0x2501 => "-",
            0x2018 or 0x2019 or 0x02BC or 0x00B4 => "'",
            _ when Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation => "-",
            _ => rune.ToString(),
        };

    // Digits of every script; raised, lowered and circled ones too, but not behind a plain one: 5² is not 52.
    private static string? Digits(Rune[] runes, int at)
    {
        if (Value(runes[at], UnicodeCategory.DecimalDigitNumber) is { } digit)
        {
            return digit;
        }
        return Value(runes[at], UnicodeCategory.OtherNumber) is { } number && !IsDigitAt(at - 1) && !IsDigitAt(at + 1) ? number : null;

        bool IsDigitAt(int other) =>
            other >= 0
            && other < runes.Length
            && (
                Rune.GetUnicodeCategory(runes[other]) == UnicodeCategory.DecimalDigitNumber
                || (Rune.GetUnicodeCategory(runes[other]) == UnicodeCategory.OtherNumber && Kind(runes[other]) != Kind(runes[at]))
            );
    }

    private static string? Value(Rune rune, UnicodeCategory category) =>
        Rune.GetUnicodeCategory(rune) == category
        && Rune.GetNumericValue(rune) is >= 0 and < 100 and var value
        && value == Math.Truncate(value)
            ? ((int)value).ToString(CultureInfo.InvariantCulture)
            : null;

    // Raised digits stand together, lowered ones too; a circled number stands alone.
    private static int Kind(Rune rune) =>
        rune.Value switch
        {
            0xB2 or 0xB3 or 0xB9 or (>= 0x2070 and <= 0x2079) => -1,
            >= 0x2080 and <= 0x2089 => -2,
            _ => rune.Value,
        };

    private static bool IsAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// Quotes what a server said: one line, at most <see cref="Longest"/> characters unless said otherwise, no control or direction characters,
/// and never the server's key, even where the server repeats it.
/// </summary>
public sealed partial class Excerpt
{
    public const int Longest = 200;

    // Letters and digits are what no encoding changes: a key that comes back escaped in whatever way is known by them.
    [GeneratedRegex("[A-Za-z0-9]{4,}")]
    private static partial Regex LettersAndDigits();

    // The key is taken out before the text is cut, so far more is looked at than is shown.
    private const int LookedAt = 16 * 1024;

    private readonly string[] _secrets;

    public Excerpt(string? secret)
    {
        _secrets = string.IsNullOrEmpty(secret)
            ? []
            : [secret, .. LettersAndDigits().Matches(secret).Select(run => run.Value).OrderByDescending(run => run.Length)];
    }

    /// <summary>For texts that hold no secret.</summary>
    public static Excerpt Plain { get; } = new(null);

    public string Quote(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= LookedAt ? Quote(Encoding.UTF8.GetString(utf8)) : Cut(Encoding.UTF8.GetString(utf8[..LookedAt]));

    // The cut may have gone through the key.
    private string Cut(string text) =>
        Quote(text[..Math.Max(0, text.Length - _secrets.Select(secret => secret.Length).DefaultIfEmpty(0).Max())]);

    public string Quote(string text, int longest = Longest)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }
        var line = new StringBuilder();
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            {
                gap = line.Length > 0;
                continue;
            }
            if (line.Length + rune.Utf16SequenceLength + (gap ? 1 : 0) >= longest)
            {
                return line.Append('…').ToString();
            }
            line.Append(gap ? " " : "").Append(rune.ToString());
            gap = false;
        }
        return line.ToString();
    }
}

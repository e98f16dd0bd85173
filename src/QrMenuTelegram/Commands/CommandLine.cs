using System.Globalization;

namespace QrMenuTelegram.Commands;

/// <summary>What somebody typed, taken apart.</summary>
/// <param name="Name">The command in small letters, without the slash.</param>
/// <param name="Recipient">The bot it names with <c>@</c>; null where it names none.</param>
/// <param name="Words">What follows, trimmed; line breaks are kept.</param>
public sealed record CommandLine(string Name, string? Recipient, string Words)
{
    private const int LongestName = 32;

    /// <summary>Reads <c>/name@bot words</c>; null when the text is no command. Never throws.</summary>
    /// <remarks>
    /// As Telegram itself marks commands: a name ends at the first character that can't be in one, and is no command
    /// where that is another letter or one of <c>/ &lt; &gt;</c> (a path, a tag).
    /// </remarks>
    public static CommandLine? Read(string text)
    {
        var typed = text.AsSpan().Trim();
        if (typed is not ['/', .. var rest])
        {
            return null;
        }
        var name = Word(ref rest);
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }
        string? recipient = null;
        if (rest is ['@', .. var called])
        {
            recipient = Word(ref called).ToString();
            rest = called;
        }
        if (recipient is "" || (rest.Length > 0 && (rest[0] is '/' or '<' or '>' || char.IsLetterOrDigit(rest[0]))))
        {
            return null;
        }
        return new CommandLine(name.ToString().ToLower(CultureInfo.InvariantCulture), recipient, rest.Trim().ToString());
    }

    private static ReadOnlySpan<char> Word(ref ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '_'))
        {
            length++;
        }
        var word = text[..length];
        text = text[length..];
        return word;
    }
}

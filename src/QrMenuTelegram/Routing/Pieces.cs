using System.Text;

namespace QrMenuTelegram.Routing;

/// <summary>A word, or what stood in quotes.</summary>
/// <param name="Text">Without its quotes.</param>
/// <param name="InQuotes">Whether it had some.</param>
/// <param name="Start">Where it begins in the line.</param>
internal readonly record struct Piece(string Text, bool InQuotes, int Start);

/// <summary>Cuts a line at commas, semicolons and white space outside quotes.</summary>
internal static class Pieces
{
    private const string Openers = "\"«“„";
    private const string Closers = "\"»”“";

    /// <returns>Null when all is well.</returns>
    public static TableListComplaint? Split(string line, out List<Piece> pieces)
    {
        pieces = [];
        for (var at = 0; at < line.Length; )
        {
            if (IsSeparator(line[at]))
            {
                at++;
                continue;
            }
            var start = at;
            var quote = Openers.IndexOf(line[at], StringComparison.Ordinal);
            var text = quote >= 0 ? TakeQuoted(line, ref at, quote) : TakeWord(line, ref at);
            if (text is null)
            {
                return new(TableListFault.OpenQuote, line[start..], line[start..] + Closers[quote]);
            }
            if (at < line.Length && !IsSeparator(line[at]))
            {
                while (at < line.Length && !IsSeparator(line[at]))
                {
                    at++;
                }
                return new(
                    TableListFault.QuoteInside,
                    line[start..at],
                    "\"" + line[start..at].Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
                );
            }
            pieces.Add(new Piece(text, quote >= 0, start));
        }
        return null;
    }

    /// <summary>The parts of a line by turns outside and inside quotes, the quotes with the latter.</summary>
    public static IEnumerable<(string Text, bool InQuotes)> Parts(string line)
    {
        var start = 0;
        for (var at = 0; at < line.Length; at++)
        {
            var quote = at == 0 || IsSeparator(line[at - 1]) ? Openers.IndexOf(line[at], StringComparison.Ordinal) : -1;
            if (quote < 0)
            {
                continue;
            }
            yield return (line[start..at], false);
            start = at;
            _ = TakeQuoted(line, ref at, quote);
            yield return (line[start..at], true);
            start = at--;
        }
        yield return (line[start..], false);
    }

    private static bool IsSeparator(char c) => c is ',' or ';' || char.IsWhiteSpace(c);

    private static bool IsQuote(char c) => Openers.Contains(c, StringComparison.Ordinal) || Closers.Contains(c, StringComparison.Ordinal);

    private static string TakeWord(string line, ref int at)
    {
        var start = at;
        while (at < line.Length && !IsSeparator(line[at]) && !(at > start && IsQuote(line[at])))
        {
            at++;
        }
        return line[start..at];
    }

    // Null when the quote is never closed. A straight quote inside is doubled.
    private static string? TakeQuoted(string line, ref int at, int quote)
    {
        var text = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != Closers[quote])
            {
                text.Append(line[at]);
            }
            else if (quote == 0 && at + 1 < line.Length && line[at + 1] == '"')
            {
                text.Append('"');
                at++;
            }
            else
            {
                at++;
                return text.ToString();
            }
        }
        return null;
    }
}

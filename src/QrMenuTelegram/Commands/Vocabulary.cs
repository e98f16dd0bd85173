using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>What people may type for a role or an event: its name in the API, and the words of every language. Pure.</summary>
internal sealed class Vocabulary
{
    private const int LongestPhrase = 3;

    private readonly Dictionary<string, CodeList> _phrases = new(StringComparer.Ordinal);

    public Vocabulary(Texts texts)
    {
        foreach (var role in Role.All)
        {
            Add(texts, role.Name, TextKey.RoleName(role.Name), CodeList.From(role));
        }
        foreach (var code in EventCodes.All)
        {
            Add(texts, code, TextKey.EventName(code), CodeList.From([code]));
        }
    }

    /// <summary>Everything that is understood, as it is typed.</summary>
    public List<string> Phrases { get; } = [];

    /// <summary>A role (alone) or codes; null for a phrase that means neither.</summary>
    public CodeList? Find(string phrase) => _phrases.GetValueOrDefault(TableName.MakeKey(phrase));

    /// <summary>What was probably meant; null when nothing is near.</summary>
    public string? Near(string typed) => Nearest.Find(typed, Phrases);

    /// <summary>Takes roles and codes from the start of what was typed, however they are separated.</summary>
    /// <param name="words">What was typed.</param>
    /// <param name="isPlace">
    /// Whether the rest from somewhere on is a place, and no further role or code: a hall may be called "Кухня".
    /// </param>
    /// <param name="rest">What else was typed, trimmed.</param>
    public IReadOnlyList<CodeList> Take(string words, Func<string, bool> isPlace, out string rest)
    {
        var found = new List<CodeList>();
        _ = Pieces.Split(words, out var pieces); // Of a broken list those before the break.
        var at = 0;
        while (at < pieces.Count && !pieces[at].InQuotes && (found.Count == 0 || !isPlace(words[pieces[at].Start..])))
        {
            var skipped = found.Count > 0 && ListParser.Joins(pieces[at].Text) ? 1 : 0;
            if (Longest(pieces, at + skipped) is not { } phrase)
            {
                break;
            }
            found.Add(phrase.Means);
            at += skipped + phrase.Length;
        }
        rest =
            at == 0 ? words : words[(pieces[at - 1].Start + pieces[at - 1].Text.Length)..].TrimStart([' ', '\n', '\t', ',', ';', '\u00A0']);
        return found;
    }

    /// <summary>Takes roles and codes from the end; <paramref name="rest"/> is what stands before.</summary>
    public IReadOnlyList<CodeList> TakeLast(string words, out string rest)
    {
        var found = new List<CodeList>();
        var pieces = Pieces.Split(words, out var all) is null ? all : [];
        var end = pieces.Count;
        while (end > 1)
        {
            var length = Enumerable
                .Range(1, Math.Min(LongestPhrase, end - 1))
                .Reverse()
                .FirstOrDefault(n =>
                    pieces[(end - n)..end].TrueForAll(piece => !piece.InQuotes) && Find(Joined(pieces, end - n, n)) is not null
                );
            if (length == 0)
            {
                break;
            }
            found.Add(Find(Joined(pieces, end - length, length))!);
            end -= length;
        }
        rest = end < pieces.Count ? words[..pieces[end].Start].Trim(' ', ',', ';') : words;
        return found;
    }

    private (CodeList Means, int Length)? Longest(List<Piece> pieces, int at)
    {
        for (var length = Math.Min(LongestPhrase, pieces.Count - at); length > 0; length--)
        {
            if (pieces[at..(at + length)].TrueForAll(piece => !piece.InQuotes) && Find(Joined(pieces, at, length)) is { } means)
            {
                return (means, length);
            }
        }
        return null;
    }

    private static string Joined(List<Piece> pieces, int at, int length) =>
        string.Join(' ', pieces[at..(at + length)].Select(piece => piece.Text.Trim('(', ')', '[', ']', ':', '.')));

    private void Add(Texts texts, string name, TextKey key, CodeList means)
    {
        Add(name, means);
        Add(name.Replace('_', ' '), means);
        Add(name.Replace('_', '-'), means);
        foreach (var language in texts.Languages)
        {
            Add(texts.Plain(language, key), means);
            foreach (
                var word in texts
                    .Plain(language, TextKey.TypedWords(name))
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            )
            {
                Add(word, means);
            }
        }
    }

    private void Add(string phrase, CodeList means)
    {
        if (_phrases.TryAdd(TableName.MakeKey(phrase), means))
        {
            Phrases.Add(phrase);
        }
    }
}

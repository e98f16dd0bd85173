using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>What kinds of events a subscription is for: a role, or codes one by one.</summary>
/// <param name="Role">The role; null where codes are listed.</param>
/// <param name="Codes">The role's, or the listed ones without repetition, in the order of <see cref="EventCodes.All"/>.</param>
public sealed record CodeList(Role? Role, IReadOnlyList<string> Codes)
{
    public static CodeList Of(Role role) => new(role, role.Codes);

    public static CodeList Of(IEnumerable<string> codes)
    {
        var wanted = codes.ToHashSet(StringComparer.Ordinal);
        return new(null, [.. EventCodes.All.Where(wanted.Contains)]);
    }

    /// <summary>As it is typed: <c>waiter</c>, <c>waiter_call,bill_request</c>.</summary>
    public override string ToString() => Role?.Name ?? string.Join(',', Codes);

    /// <summary>Reads a role's name or codes separated by commas; case and spaces around commas do not matter.</summary>
    public static Reading Read(string text)
    {
        var pieces = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (pieces is [var single] && Role.Find(single) is { } role)
        {
            return new Reading.Ok(Of(role));
        }
        var wrong = pieces.FirstOrDefault(piece => !EventCodes.All.Contains(piece, StringComparer.OrdinalIgnoreCase));
        return (pieces.Length, wrong) switch
        {
            (0, _) => new Reading.Wrong("", null),
            (_, null) => new Reading.Ok(Of(pieces.Select(piece => piece.ToLowerInvariant()))),
            _ => new Reading.Wrong(wrong, Nearest.Find(wrong, Known(alone: pieces.Length == 1))),
        };
    }

    /// <summary>How much of what was typed is a list: the first word, and further ones as long as a comma joins them.</summary>
    public static int LengthIn(string words)
    {
        for (var at = 0; at < words.Length; at++)
        {
            if (char.IsWhiteSpace(words[at]) && !words[..at].TrimEnd().EndsWith(',') && !words[at..].TrimStart().StartsWith(','))
            {
                return at;
            }
        }
        return words.Length;
    }

    // A role stands alone, so among several codes none is suggested.
    private static IEnumerable<string> Known(bool alone) =>
        alone ? Role.All.Select(role => role.Name).Concat(EventCodes.All) : EventCodes.All;

    /// <summary>What came of reading.</summary>
    public abstract record Reading
    {
        private Reading()
        {
        }

        public sealed record Ok(CodeList List) : Reading;

        /// <param name="Piece">The word that is neither; '' when there was none at all.</param>
        /// <param name="Nearest">What was probably meant; null when nothing is near.</param>
        public sealed record Wrong(string Piece, string? Nearest) : Reading;
    }
}

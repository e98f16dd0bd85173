namespace QrMenuTelegram.Routing;

/// <param name="Server">As configured; null where none was named.</param>
/// <param name="Rest">What else was typed, trimmed.</param>
public sealed record TypedServer(string? Server, string Rest);

/// <param name="Piece">What was typed behind the <c>@</c>.</param>
/// <param name="Nearest">What was probably meant; null when nothing is near.</param>
public sealed record UnknownServer(string Piece, string? Nearest);

/// <summary>Takes <c>@NAME</c> out of what somebody typed: the restaurant that is meant, where there are several.</summary>
public static class ServerPick
{
    private const string Openers = "\"«“„";
    private const string Closers = "\"»”“";

    /// <summary>Reads the first <c>@NAME</c> outside quotes; the name may stand in quotes and needs none for its spaces.</summary>
    public static Parsed<TypedServer, UnknownServer> Read(string words, ServerNames servers)
    {
        if (Start(words) is not { } at)
        {
            return new TypedServer(null, words.Trim());
        }
        var rest = words[(at + 1)..];
        var (name, length) = Named(rest, servers) ?? Word(rest);
        return servers.Find(name) is { } server
            ? new TypedServer(server, (words[..at].TrimEnd() + " " + rest[length..].TrimStart()).Trim())
            : new UnknownServer(name, Nearest.Find(name, servers.All));
    }

    private static int? Start(string words)
    {
        var closer = '\0';
        for (var i = 0; i < words.Length; i++)
        {
            if (closer != '\0')
            {
                closer = words[i] == closer ? '\0' : closer;
            }
            else if (words[i] == '@' && (i == 0 || char.IsWhiteSpace(words[i - 1])))
            {
                return i;
            }
            else if (Openers.IndexOf(words[i], StringComparison.Ordinal) is >= 0 and var quote)
            {
                closer = Closers[quote];
            }
        }
        return null;
    }

    // The longest name that stands there, so that "Кафе" does not win over "Кафе на углу".
    private static (string Name, int Length)? Named(string rest, ServerNames servers) =>
        servers
            .All.OrderByDescending(server => server.Length)
            .Where(server =>
                rest.StartsWith(server, StringComparison.OrdinalIgnoreCase)
                && (rest.Length == server.Length || char.IsWhiteSpace(rest[server.Length]))
            )
            .Select(server => ((string, int)?)(server, server.Length))
            .FirstOrDefault();

    private static (string Name, int Length) Word(string rest)
    {
        var quote = rest.Length == 0 ? -1 : Openers.IndexOf(rest[0], StringComparison.Ordinal);
        if (quote >= 0 && rest.IndexOf(Closers[quote], 1) is > 0 and var end)
        {
            return (rest[1..end], end + 1);
        }
        var length = rest.TakeWhile(c => !char.IsWhiteSpace(c)).Count();
        return (rest[..length], length);
    }
}

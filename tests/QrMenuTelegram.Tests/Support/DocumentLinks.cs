using System.Text.RegularExpressions;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Follows the links and pictures of documents (Markdown) that lead to other files or headings.</summary>
internal static partial class DocumentLinks
{
    /// <summary>All documents in a folder, however deep; a relative one is of the repository.</summary>
    public static IEnumerable<string> Documents(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories);

    /// <returns>Those that lead nowhere, as "document: target".</returns>
    public static IReadOnlyList<string> Broken(string root, IEnumerable<string> documents) =>
        [
            .. from document in documents
            let text = WithoutCode(document)
            from Match link in Link().Matches(text)
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !Leads(document, target)
            select $"{Path.GetRelativePath(root, document)}: {target}",
        ];

    private static bool Leads(string document, string target)
    {
        var (path, heading) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, null);
        var file = path.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, path);
        return Path.Exists(file)
            && (heading is null || Heading().Matches(WithoutCode(file)).Any(match => Anchor(match.Groups["title"].Value) == heading));
    }

    // As GitHub and editors make it of a heading.
    private static string Anchor(string title) => NoPartOfAnchor().Replace(title.ToLowerInvariant(), "").Trim().Replace(' ', '-');

    private static string WithoutCode(string document) => Code().Replace(File.ReadAllText(document), "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<title>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoPartOfAnchor();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}

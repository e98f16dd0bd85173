using System.Text.RegularExpressions;

namespace QrMenuTelegram.Messages;

/// <summary>
/// What a restaurant's own template may look like, before it is parsed: the parser and the renderer go one level deeper
/// into their stack for each level of nesting, and an overflow of the stack ends the program.
/// </summary>
internal static partial class TemplateSource
{
    private const int Longest = 65_536;
    private const int LongestTag = 2000;
    private const int Deepest = 30;

    /// <exception cref="InvalidOperationException">It is too long or nested too deep.</exception>
    public static void Check(string template)
    {
        TemplateLimits.Check(template.Length, Longest, "characters in a template");
        var depth = 0;
        foreach (Match tag in Tag().Matches(template))
        {
            TemplateLimits.Check(tag.Length, LongestTag, "characters in a tag");
            TemplateLimits.Check(Brackets(tag.ValueSpan), Deepest, "levels of nesting");
            foreach (Match block in Block().Matches(tag.Value))
            {
                depth += block.Groups["end"].Success ? -1 : 1;
                TemplateLimits.Check(depth, Deepest, "levels of nesting");
            }
        }
    }

    private static int Brackets(ReadOnlySpan<char> tag)
    {
        var (depth, deepest) = (0, 0);
        foreach (var c in tag)
        {
            depth +=
                c is '(' or '[' ? 1
                : c is ')' or ']' ? -1
                : 0;
            deepest = Math.Max(deepest, depth);
        }
        return deepest;
    }

    [GeneratedRegex(@"\{%.*?%\}|\{\{.*?\}\}|\{[%{].*$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    // At the start of a tag, or of a line of {% liquid %}.
    [GeneratedRegex(
        @"(?:\{%-?|\n|liquid)[^\S\n]*(?<end>end)?(?:if|unless|case|for|tablerow|capture|ifchanged)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Block();
}

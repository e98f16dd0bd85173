using System.Text;

namespace QrMenuTelegram.Messages;

/// <summary>
/// A line of a template that holds nothing but Liquid tags stands for nothing: it must leave no empty line behind.
/// Lines are kept, so that errors still name the right one.
/// </summary>
internal static class StandaloneTags
{
    /// <summary>The same template, where such a line's last tag also eats the end of its line.</summary>
    public static string Trim(string template)
    {
        if (!template.Contains("{%", StringComparison.Ordinal))
        {
            return template;
        }
        var trimmed = new StringBuilder(template.Length + 32);
        foreach (var range in template.AsSpan().Split('\n'))
        {
            var line = template.AsSpan(range);
            if (trimmed.Length > 0 || range.Start.Value > 0)
            {
                trimmed.Append('\n');
            }
            var content = line.Trim(" \t\r");
            if (range.End.Value < template.Length && IsTagsOnly(content))
            {
                trimmed.Append(content[..^2]).Append(content.EndsWith("-%}") ? "%}" : "-%}");
            }
            else
            {
                trimmed.Append(line);
            }
        }
        return trimmed.ToString();
    }

    private static bool IsTagsOnly(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("{%") || !line.EndsWith("%}"))
        {
            return false;
        }
        while (!line.IsEmpty)
        {
            var end = line.StartsWith("{%") ? line.IndexOf("%}") : -1;
            if (end < 0)
            {
                return false;
            }
            line = line[(end + 2)..].TrimStart(" \t");
        }
        return true;
    }
}

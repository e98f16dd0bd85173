using System.Text;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Setup;

/// <summary>Sets variables in the text of a <c>.env</c>: each where it stands, in use or commented out; all else stays. Pure.</summary>
internal static class EnvFileEditor
{
    /// <param name="text">The file's; may be empty.</param>
    /// <param name="variable">As it is written in the file.</param>
    /// <param name="value">One line; null takes it out of use.</param>
    public static string Set(string text, string variable, string? value)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').ToList();
        var at = lines.FindLastIndex(line => Names(line.TrimStart(), variable));
        var off = lines.FindIndex(line => line.StartsWith('#') && Names(line[1..], variable));
        if (value is null)
        {
            if (at >= 0)
            {
                lines[at] = "#" + lines[at];
            }
            return string.Join('\n', lines);
        }
        var written = $"{variable}={Quoted(value)}";
        if (at >= 0)
        {
            lines[at] = written;
        }
        else if (off >= 0)
        {
            lines[off] = written;
        }
        else
        {
            lines.Insert(lines.Count > 0 && lines[^1].Length == 0 ? lines.Count - 1 : lines.Count, written);
        }
        return string.Join('\n', lines);
    }

    /// <summary>Gives variables that begin with <paramref name="prefix"/> another beginning, those commented out too, if one is in
    /// use.</summary>
    public static string Rename(string text, string prefix, string other)
    {
        var lines = text.Split('\n');
        if (!lines.Any(line => line.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            return text;
        }
        return string.Join('\n', lines.Select(Renamed));

        string Renamed(string line)
        {
            var mark = line.StartsWith('#') ? "#" : "";
            return line[mark.Length..].StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                ? mark + other + line[(mark.Length + prefix.Length)..]
                : line;
        }
    }

    /// <summary>Replaces the file at once, readable for its owner alone.</summary>
    public static void Write(string path, string text)
    {
        var part = path + ".new";
        DatabaseFiles.Write(part, Encoding.UTF8.GetBytes(text));
        File.Move(part, path, overwrite: true);
    }

    private static bool Names(string line, string variable) =>
        line.StartsWith(variable, StringComparison.OrdinalIgnoreCase) && line[variable.Length..].TrimStart().StartsWith('=');

    private static string Quoted(string value) =>
        value.Length > 0 && (value.Any(c => c is '#' or '\'' or '"') || value != value.Trim())
            ? value.Contains('\'', StringComparison.Ordinal)
                ? $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
                : $"'{value}'"
            : value;
}

using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>
/// A <c>.env</c> file: <c>NAME=value</c> a line, <c>#</c> for comments, values bare or in single or double quotes.
/// Nothing is ever put in for <c>$</c>: keys and proxy passwords hold such characters, and Docker and systemd read
/// the same file so. Names may be in any alphabet, since restaurants' names are part of them.
/// </summary>
internal static class EnvFile
{
    /// <exception cref="SettingsException">A line that can't be understood; its number is named, never its text.</exception>
    /// <param name="text">The file's.</param>
    /// <param name="path">As people know it.</param>
    /// <param name="tell">Gets a sentence about what is odd; null where nobody listens.</param>
    public static IReadOnlyDictionary<string, string?> Parse(string text, string path, Action<string>? tell = null)
    {
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var name = equals > 0 ? line[..equals].TrimEnd() : "";
            if (name.StartsWith("export ", StringComparison.Ordinal))
            {
                name = name["export ".Length..].TrimStart();
            }
            if (name.Length == 0)
            {
                throw Bad(path, number, "is not NAME=value");
            }
            var value =
                Value(line[(equals + 1)..].TrimStart())
                ?? throw Bad(path, number, $"opens a quote for {name} and does not close it at its end");
            if (!lines.TryAdd(name, number))
            {
                tell?.Invoke($"{path}: line {number} sets {name} again, which line {lines[name]} set; the last one counts.");
                lines[name] = number;
            }
            if (KnownVariables.Meant(name) is { } meant)
            {
                tell?.Invoke($"{path}: line {number} sets {name}, which is not used. Did you mean {meant}, with two underscores?");
            }
            values[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = value;
        }
        return values;
    }

    // Null where the quotes are wrong.
    private static string? Value(string text) =>
        text switch
        {
            ['\'' or '"', ..] => Quoted(text, text[0]),
            ['#', ..] => "",
            _ => Bare(text),
        };

    private static string Bare(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '#' && char.IsWhiteSpace(text[i - 1]))
            {
                return text[..i].TrimEnd();
            }
        }
        return text;
    }

    private static string? Quoted(string text, char quote)
    {
        var value = new System.Text.StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                return text[(i + 1)..].TrimStart() is "" or ['#', ..] ? value.ToString() : null;
            }
            if (quote == '"' && text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\' or '$')
            {
                i++;
            }
            value.Append(text[i]);
        }
        return null;
    }

    private static SettingsException Bad(string path, int line, string what) =>
        new([
            new(
                path,
                $"line {line} {what}",
                "Write NAME=value, the value in 'single quotes' where it holds quotes, # or spaces at its ends."
            ),
        ]);
}

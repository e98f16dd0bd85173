using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>Which variables there are, by what the options read, and which one was meant by a name that is none of them.</summary>
internal static class KnownVariables
{
    /// <summary>In the order in which people read of them.</summary>
    public static IReadOnlyList<Variable> All { get; } = VariableReader.Declared(read => BridgeSettings.ReadValues(read));

    // What comes after one of these is a name that people choose.
    private static readonly string[] Lists = ["Servers", "Steps", "Codes", "Halls", "Ways"];

    private static readonly HashSet<string> Keys = All.Select(variable => variable.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Sections = [.. Keys.Select(FirstPart)];

    /// <summary>A key as an environment variable is written.</summary>
    public static string Spell(string key) => key.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);

    public static bool IsKnown(string key) => Keys.Contains(Pattern(key));

    /// <summary>Whether a key is meant for us: in one of our sections, or in one that is nearly called so.</summary>
    public static bool Ours(string key) =>
        key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)
        && Sections.Any(section => Nearness.Distance(section, FirstPart(key)) <= section.Length / 4);

    /// <summary>The variable that was meant by a name with single underscores; null where it is none.</summary>
    public static string? Meant(string name)
    {
        var key = name.Replace("__", "_", StringComparison.Ordinal).Replace("_", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
        return !name.Contains("__", StringComparison.Ordinal) && name.Contains('_', StringComparison.Ordinal) && IsKnown(key)
            ? Spell(key)
            : null;
    }

    /// <summary>The variable that was probably meant; null when none is near.</summary>
    public static string? Nearest(string key)
    {
        var parts = key.Split(ConfigurationPath.KeyDelimiter);
        if (parts.Length == 3 && Nearness.Distance(parts[1], "Servers") <= 2)
        {
            return Spell($"QrMenu:Servers:{parts[2]}:Url");
        }
        var asked = Pattern(key);
        var (best, distance) = All.Select(known => (known.Key, Distance: Nearness.Distance(known.Key, asked))).MinBy(pair => pair.Distance);
        return distance > Math.Max(3, asked.Length / 2) ? null : Spell(WithNames(best, parts));
    }

    // QrMenu:Servers:Terrace:Url → QrMenu:Servers:NAME:Url
    private static string Pattern(string key)
    {
        var parts = key.Split(ConfigurationPath.KeyDelimiter);
        for (var i = 1; i + 2 < parts.Length; i++)
        {
            if (Lists.Any(list => Nearness.Distance(parts[i], list) <= 2))
            {
                parts[++i] = VariableReader.Name;
            }
        }
        return string.Join(ConfigurationPath.KeyDelimiter, parts);
    }

    // QrMenu:Servers:NAME:Url → QrMenu:Servers:Terrace:Url
    private static string WithNames(string pattern, string[] asked) =>
        string.Join(
            ConfigurationPath.KeyDelimiter,
            pattern
                .Split(ConfigurationPath.KeyDelimiter)
                .Select((part, i) => part == VariableReader.Name && i < asked.Length ? asked[i] : part)
        );

    private static string FirstPart(string key) => key.Split(ConfigurationPath.KeyDelimiter, 2)[0];
}

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Tests.Messages;

/// <summary>The code and the texts name the same keys and values: read off the source, since a key is but a string.</summary>
public sealed partial class UsedTextsTests
{
    private static readonly Dictionary<string, TextTemplate> Texts =
        new TextsLoader(new RestaurantOptions(), []).Load(LanguageFiles.Embedded())["en"].Replies;

    private static readonly (string File, string Code)[] Sources = [.. Read()];

    [Fact]
    public void Every_text_that_the_code_names_is_there()
    {
        var roots = Texts.Keys.Select(key => key.Split('.')[0]).ToHashSet();
        var missing =
            from source in Sources
            from Match literal in Key().Matches(source.Code)
            let key = literal.Groups[1].Value
            where roots.Contains(key.Split('.')[0]) && !Texts.ContainsKey(key) && !Texts.Keys.Any(known => known.StartsWith(key + ".", StringComparison.Ordinal))
            select $"{source.File}: {key}";
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_is_named_by_the_code()
    {
        var code = string.Concat(Sources.Select(source => source.Code));
        Texts.Keys.Where(key => !code.Contains($"\"{key}\"", StringComparison.Ordinal) && !IsBuilt(key)).ShouldBeEmpty();

        // "roles." + name, $"roles.{name}"
        bool IsBuilt(string key) => Enumerable.Range(0, key.Length).Where(i => key[i] is '.' or '_')
            .Any(i => code.Contains($"\"{key[..(i + 1)]}\"", StringComparison.Ordinal) || code.Contains($"\"{key[..(i + 1)]}{{", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_value_that_a_text_asks_for_is_given_where_it_is_said()
    {
        var forgotten =
            from source in Sources
            from Match call in Call().Matches(source.Code)
            let given = Given().Matches(call.Groups[2].Value).Select(name => name.Groups[1].Value).ToHashSet()
            where given.Count > 0 && Texts.ContainsKey(call.Groups[1].Value)
            from name in TextShape.Of(Texts[call.Groups[1].Value].Parsed).Values.Keys
            where !given.Contains(name)
            select $"{source.File}: {call.Groups[1].Value} needs {name}";
        forgotten.ShouldBeEmpty();
    }

    private static IEnumerable<(string, string)> Read([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/QrMenuTelegram"));
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/") && !file.Contains("/Messages/"))
            .Select(file => (Path.GetRelativePath(root, file), File.ReadAllText(file)));
    }

    [GeneratedRegex(@"""([a-z_]+(?:\.[a-z0-9_]+)+)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"""([a-z_]+(?:\.[a-z0-9_]+)+)""([^;]*);")]
    private static partial Regex Call();

    [GeneratedRegex(@"\(""([a-z_]+)"",")]
    private static partial Regex Given();
}

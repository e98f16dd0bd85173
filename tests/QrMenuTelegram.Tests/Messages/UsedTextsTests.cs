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

        // "roles." + name, $"roles.{name}", name + ".title"
        bool IsBuilt(string key) => code.Contains(key[key.LastIndexOf('.')..] + "\"", StringComparison.Ordinal) || Enumerable.Range(0, key.Length).Where(i => key[i] is '.' or '_')
            .Any(i => code.Contains($"\"{key[..(i + 1)]}\"", StringComparison.Ordinal) || code.Contains($"\"{key[..(i + 1)]}{{", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_value_that_a_text_asks_for_is_given_in_the_file_that_says_it()
    {
        var forgotten =
            from source in Sources
            let given = Given().Matches(source.Code).Select(name => name.Groups[1].Value).ToHashSet()
            from Match literal in Key().Matches(source.Code)
            where Texts.ContainsKey(literal.Groups[1].Value)
            from name in TextShape.Of(Texts[literal.Groups[1].Value].Parsed).Values.Keys
            where !given.Contains(name)
            select $"{source.File}: {literal.Groups[1].Value} needs {name}";
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

    [GeneratedRegex(@"\(""([a-z_]+)"",")]
    private static partial Regex Given();
}

using System.Reflection;
using System.Text;

namespace QrMenuTelegram.Messages;

/// <summary>A file of a language, embedded or from the folder of overrides.</summary>
/// <param name="Language">The folder's name, lower case.</param>
/// <param name="Name">The file's own name.</param>
/// <param name="Path">For people: where it is.</param>
/// <param name="Content">All of it.</param>
/// <param name="IsOverride">Whether it comes from <see cref="MessagesOptions.Folder"/>.</param>
internal sealed record LanguageFile(string Language, string Name, string Path, string Content, bool IsOverride)
{
    public bool IsYaml => Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    public string BaseName => System.IO.Path.GetFileNameWithoutExtension(Name);
}

/// <summary>Finds and reads the files of all languages.</summary>
internal static class LanguageFiles
{
    private const string Prefix = "languages/";
    private const int LargestFile = 1 << 20;

    public static IEnumerable<LanguageFile> Embedded()
    {
        var assembly = typeof(LanguageFiles).Assembly;
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            var parts = name[Prefix.Length..].Replace('\\', '/').Split('/');
            yield return new LanguageFile(parts[0], parts[^1], name, ReadResource(assembly, name), IsOverride: false);
        }
    }

    /// <summary>What can't be read is a problem and is left out.</summary>
    public static IReadOnlyList<LanguageFile> Folder(string folder, List<TextProblem> problems)
    {
        var files = new List<LanguageFile>();
        try
        {
            if (!Directory.Exists(folder))
            {
                problems.Add(new TextProblem(folder, 0, "there is no such folder; set Messages__Folder to one, or leave it empty"));
                return files;
            }
            foreach (
                var path in Directory
                    .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
                    .Order(StringComparer.Ordinal)
            )
            {
                Read(folder, path, files, problems);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new TextProblem(folder, 0, $"the folder can't be read: {error.Message}"));
        }
        return files;
    }

    private static void Read(string folder, string path, List<LanguageFile> files, List<TextProblem> problems)
    {
        var parts = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar);
        if (parts.Length != 2 || !IsLanguage(parts[0]) || Path.GetExtension(path).ToLowerInvariant() is not (".yaml" or ".liquid"))
        {
            problems.Add(new TextProblem(path, 0, "not used: texts are files like ru/commands.yaml or ru/waiter_call.liquid"));
            return;
        }
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                problems.Add(new TextProblem(path, 0, "not used: larger than 1 MB"));
                return;
            }
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            files.Add(new LanguageFile(parts[0].ToLowerInvariant(), parts[1], path, text, IsOverride: true));
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new TextProblem(path, 0, "not used: not UTF-8; save it as UTF-8"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new TextProblem(path, 0, $"can't be read: {error.Message}"));
        }
    }

    private static bool IsLanguage(string name) => name.Length is >= 2 and <= 8 && name.All(c => char.IsAsciiLetter(c) || c == '-');

    private static string ReadResource(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

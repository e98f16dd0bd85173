using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace QrMenuTelegram.Messages;

/// <summary>A text before it is parsed as a template, and where it stands.</summary>
/// <param name="Key">Dotted, for a reply; the file's name, for an event.</param>
/// <param name="Text">A Liquid template.</param>
/// <param name="File">For people.</param>
/// <param name="Line">The line of its first character, from 1.</param>
/// <param name="IsOverride">Whether it comes from <see cref="MessagesOptions.Folder"/>.</param>
internal sealed record TextSource(string Key, string Text, string File, int Line, bool IsOverride)
{
    private const int Deepest = 20;

    /// <summary>Every text of a YAML file of nested maps; a key is the names on the way to it, with dots between.</summary>
    public static IReadOnlyList<TextSource> FromYaml(LanguageFile file, List<TextProblem> problems)
    {
        var sources = new List<TextSource>();
        try
        {
            if (file.IsOverride && Excess(file.Content) is { } line)
            {
                problems.Add(
                    new TextProblem(file.Path, line, "a map of texts has no references (&, *) and is nested no deeper than some levels")
                );
                return sources;
            }
            var yaml = new YamlStream();
            yaml.Load(new StringReader(file.Content));
            foreach (var document in yaml.Documents)
            {
                Collect(file, "", document.RootNode, sources, problems);
            }
        }
        catch (YamlException error)
        {
            problems.Add(new TextProblem(file.Path, (int)error.Start.Line, $"no valid YAML: {error.Message}"));
        }
        return sources;
    }

    // Read without a stack of calls: references can make of a page more than any memory holds, and a level is a call.
    private static int? Excess(string content)
    {
        var parser = new Parser(new StringReader(content));
        for (var depth = 0; parser.MoveNext(); )
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > Deepest || parser.Current is AnchorAlias)
            {
                return (int)parser.Current.Start.Line;
            }
        }
        return null;
    }

    private static void Collect(LanguageFile file, string key, YamlNode node, List<TextSource> sources, List<TextProblem> problems)
    {
        var line = (int)node.Start.Line;
        switch (node)
        {
            case YamlMappingNode map:
                foreach (var (name, value) in map.Children)
                {
                    Collect(file, key.Length == 0 ? $"{name}" : $"{key}.{name}", value, sources, problems);
                }
                break;
            case YamlScalarNode scalar when key.Length > 0:
                var firstLine = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded ? line + 1 : line;
                sources.Add(new TextSource(key, scalar.Value ?? "", file.Path, firstLine, file.IsOverride));
                break;
            case YamlScalarNode { Value: null or "" }:
                break;
            default:
                problems.Add(new TextProblem(file.Path, line, $"\"{key}\" must be a text or a map of texts"));
                break;
        }
    }
}

using System.Text;
using System.Text.RegularExpressions;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Documents;

/// <summary>What installers read of variables: written anew with <c>ACCEPT_SNAPSHOTS=1</c>.</summary>
public sealed partial class VariableListTests
{
    private const string Example = ".env.example";
    private const string Readme = "README.md";
    private const string Guide = "docs/operating.md";

    // A section that is not here is called by its own name.
    private static readonly Dictionary<string, (string Title, string? Anchor)> Sections = new()
    {
        ["QrMenu"] = ("QR Menu servers", null),
        ["Restaurant"] = ("The restaurant", null),
        ["Messages"] = ("Texts", "your-own-words"),
        ["Calls"] = ("Calls", "calls"),
        ["Storage"] = ("The database", null),
    };

    [Fact]
    public void The_example_configuration_is_made_of_the_variables() => Check(Example, ExampleFile());

    [Fact]
    public void The_table_in_the_readme_is_made_of_the_variables()
    {
        var readme = Repository.Read(Readme);
        Check(Readme, Table().Replace(readme, _ => ReadmeTable(), 1));
    }

    private static void Check(string document, string made)
    {
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, document), made);
        }
        Repository.Read(document).ShouldBe(made, "run this test once with ACCEPT_SNAPSHOTS=1");
    }

    private static string ExampleFile()
    {
        var file = new StringBuilder(
            """
            # Copy this file to .env beside the program (or into the service's working directory) and fill in the first three.
            # NAME=value a line; nothing is put in for $; use 'single quotes' where a value holds #, quotes or spaces at its ends.
            # Environment variables of the same names win over this file; arguments (--QrMenu:Timeout=00:00:05) win over both.
            # Times are hh:mm:ss, or 45s, 2m, 1h. After a change: `QrMenuTelegram check`, then restart the bridge.

            """.ReplaceLineEndings("\n")
        );
        Heading(file, "Required");
        foreach (var variable in KnownVariables.All.Where(variable => variable.IsRequired))
        {
            Explain(file, variable.Meaning).Append($"{variable.Name}={variable.Example}\n");
        }
        foreach (var section in BySection())
        {
            var (title, anchor) = Sections.GetValueOrDefault(section.Key, (section.Key, null));
            Heading(file, anchor is null ? title : $"{title}: see {Guide}#{anchor}");
            foreach (var variable in section.Where(variable => !variable.IsRequired))
            {
                Explain(file, variable.Meaning).Append($"#{variable.Name}={variable.Default ?? variable.Example}\n");
            }
        }
        return file.Append(
                """

                # --- The log --------------------------------------------------------------------------------------------------------

                # line (for people) or json.
                #Logging__Console__FormatterName=line
                # Debug, Information, Warning or Error.
                #Logging__LogLevel__Default=Information

                """.ReplaceLineEndings("\n")
            )
            .ToString();
    }

    private static string ReadmeTable()
    {
        var table = new StringBuilder("| variable | meaning | default |\n| --- | --- | --- |\n");
        foreach (var variable in BySection().SelectMany(section => section))
        {
            var initial =
                variable.IsRequired ? "required"
                : variable.Default is { } text ? $"`{text}`"
                : "none";
            table.Append($"| `{variable.Name}` | {variable.Meaning.Replace("|", "\\|")} | {initial} |\n");
        }
        return table.ToString();
    }

    private static IEnumerable<IGrouping<string, Variable>> BySection() =>
        KnownVariables.All.GroupBy(variable => variable.Name.Split("__")[0]);

    private static void Heading(StringBuilder file, string title) => file.Append($"\n# --- {title} ".PadRight(119, '-')).Append("\n\n");

    // No line is longer than an editor is wide.
    private static StringBuilder Explain(StringBuilder file, string meaning)
    {
        var length = 0;
        foreach (var word in meaning.Split(' '))
        {
            var wraps = length == 0 || length + word.Length > 116;
            file.Append(wraps ? (length == 0 ? "# " : "\n# ") : " ").Append(word);
            length = wraps ? word.Length : length + 1 + word.Length;
        }
        return file.Append('\n');
    }

    [GeneratedRegex(@"\| variable \| meaning \| default \|\n(\|.*\n)+")]
    private static partial Regex Table();
}

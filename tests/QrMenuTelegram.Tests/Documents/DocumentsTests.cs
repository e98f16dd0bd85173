using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Documents;

public sealed partial class DocumentsTests
{
    [Fact]
    public void The_defaults_that_the_example_shows_are_the_defaults()
    {
        var shown = Repository
            .Read(".env.example")
            .Split('\n')
            .Select(line => Assignment().Match(line))
            .Where(m =>
                m.Success
                && m.Groups["comment"].Success
                && m.Groups["value"].Length > 0
                && !m.Groups["value"].Value.StartsWith('/')
                && !m.Groups["name"].Value.Contains("__Steps__", StringComparison.Ordinal)
            )
            .Select(m => KeyValuePair.Create(m.Groups["name"].Value.Replace("__", ":"), (string?)m.Groups["value"].Value));
        var required = new Dictionary<string, string?>
        {
            ["Telegram:Token"] = "1:a",
            ["QrMenu:Servers:NAME:Url"] = "https://10.0.0.5",
            ["QrMenu:Servers:NAME:Token"] = "key",
        };
        var byExample = BridgeSettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(shown).AddInMemoryCollection(required).Build()
        );
        var byDefault = BridgeSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(required).Build());
        byExample.Warnings.ShouldBeEmpty();
        byExample.QrMenu.PollInterval.ShouldBe(byDefault.QrMenu.PollInterval);
        byExample.QrMenu.Timeout.ShouldBe(byDefault.QrMenu.Timeout);
        byExample.QrMenu.QueueWindow.ShouldBe(byDefault.QrMenu.QueueWindow);
        byExample.Restaurant.ShouldBeEquivalentTo(byDefault.Restaurant);
        byExample.Delivery.ShouldBeEquivalentTo(byDefault.Delivery);
        byExample.Calls.ShouldBeEquivalentTo(byDefault.Calls);
        byExample.Storage.ShouldBeEquivalentTo(byDefault.Storage);
    }

    [Fact]
    public void Links_lead_somewhere() =>
        DocumentLinks
            .Broken(Repository.Root, [.. Directory.GetFiles(Repository.Root, "*.md"), .. DocumentLinks.Documents("docs")])
            .ShouldBeEmpty();

    [GeneratedRegex("^(?<comment>#)?(?<name>[A-Za-z0-9]+(__[A-Za-z0-9]+)+)=(?<value>.*)$")]
    private static partial Regex Assignment();

    // Only what a test reads or expects as one string may be longer.
    [Fact]
    public void No_line_of_the_code_is_longer_than_editorconfig_says()
    {
        var longest = int.Parse(
            Repository
                .Read(".editorconfig")
                .Split('\n')
                .First(line => line.StartsWith("max_line_length", StringComparison.Ordinal))
                .Split('=')[1],
            CultureInfo.InvariantCulture
        );
        var tooLong =
            from folder in (string[])["src", "tests"]
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
            from line in File.ReadLines(file).Select((text, index) => (text, Number: index + 1))
            where line.text.Length > longest && (folder == "src" || !line.text.Contains('"', StringComparison.Ordinal))
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Number}";

        tooLong.ShouldBeEmpty();
    }
}

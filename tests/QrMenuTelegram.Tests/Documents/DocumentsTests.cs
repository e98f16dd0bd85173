using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Documents;

public sealed partial class DocumentsTests
{
    [Fact]
    public void The_example_configuration_explains_every_variable_in_the_lines_above_it()
    {
        var lines = Repository.Read(".env.example").Split('\n');
        foreach (var variable in Variables.All.Keys.Select(Variables.Spell))
        {
            var at = Array.FindIndex(lines, line => Assignment().Match(line) is { Success: true } match && match.Groups["name"].Value == variable);
            at.ShouldBeGreaterThan(0, variable);
            lines[at - 1].ShouldStartWith("# ", Case.Sensitive, variable);
        }
    }

    [Fact]
    public void The_example_configuration_names_no_variable_that_there_is_not()
    {
        var names = Repository.Read(".env.example").Split('\n').Select(line => Assignment().Match(line)).Where(m => m.Success)
            .Select(m => m.Groups["name"].Value).Where(name => !name.StartsWith("Logging__", StringComparison.Ordinal));
        names.ShouldBe(Variables.All.Keys.Select(Variables.Spell), ignoreOrder: true);
    }

    [Fact]
    public void The_defaults_that_the_example_shows_are_the_defaults()
    {
        var shown = Repository.Read(".env.example").Split('\n').Select(line => Assignment().Match(line))
            .Where(m => m.Success && m.Groups["comment"].Success && m.Groups["value"].Length > 0 && !m.Groups["value"].Value.StartsWith('/'))
            .Select(m => KeyValuePair.Create(m.Groups["name"].Value.Replace("__", ":"), (string?)m.Groups["value"].Value));
        var required = new Dictionary<string, string?>
        {
            ["Telegram:Token"] = "1:a",
            ["QrMenu:Servers:NAME:Url"] = "https://10.0.0.5",
            ["QrMenu:Servers:NAME:Token"] = "key",
        };
        var byExample = BridgeSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(shown).AddInMemoryCollection(required).Build());
        var byDefault = BridgeSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(required).Build());
        byExample.Warnings.ShouldBeEmpty();
        byExample.QrMenu.Servers.Clear();
        byDefault.QrMenu.Servers.Clear();
        byExample.QrMenu.ShouldBeEquivalentTo(byDefault.QrMenu);
        byExample.Restaurant.ShouldBeEquivalentTo(byDefault.Restaurant);
        byExample.Delivery.ShouldBeEquivalentTo(byDefault.Delivery);
        byExample.Calls.ShouldBeEquivalentTo(byDefault.Calls);
        byExample.Storage.ShouldBeEquivalentTo(byDefault.Storage);
    }

    [Fact]
    public void The_readme_names_every_variable()
    {
        var readme = Repository.Read("README.md");
        foreach (var key in Variables.All.Keys)
        {
            var variable = Variables.Spell(key);
            (readme.Contains($"`{variable}`", StringComparison.Ordinal) || readme.Contains($"`…__{variable.Split("__")[^1]}`", StringComparison.Ordinal))
                .ShouldBeTrue(variable);
        }
    }

    [Fact]
    public void The_unit_file_in_the_guide_is_the_one_that_is_packed() =>
        Repository.Read("docs/operating.md").ShouldContain(Repository.Read("packaging/qrmenu-telegram.service").Trim());

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/operating.md")]
    [InlineData("docs/ARCHITECTURE.md")]
    [InlineData("docs/performance.md")]
    [InlineData("docs/adr/0009-small.md")]
    public void Links_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        foreach (Match link in Link().Matches(Repository.Read(document)))
        {
            var target = link.Groups["target"].Value;
            if (!target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#') && !target.Contains("docs/pictures/", StringComparison.Ordinal))
            {
                Path.Exists(Path.Combine(folder, target.Split('#')[0])).ShouldBeTrue($"{document}: {target}");
            }
        }
    }

    [GeneratedRegex("^(?<comment>#)?(?<name>[A-Za-z0-9]+(__[A-Za-z0-9]+)+)=(?<value>.*)$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}

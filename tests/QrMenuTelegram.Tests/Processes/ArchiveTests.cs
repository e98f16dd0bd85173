using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>What <c>./publish</c> makes for people to download.</summary>
[Trait("Kind", "Process")]
public sealed partial class ArchiveTests
{
    [Fact]
    public async Task An_archive_holds_all_that_its_documents_speak_of_and_the_licenses()
    {
        Assert.SkipWhen(Packing.Lacks is not null, Packing.Lacks ?? "");
        using var folder = new TemporaryFolder();
        var archive = await Packing.Archive(folder.Path);
        await Packing.Run("tar", "-C", folder.Path, "-xzf", archive);
        var unpacked = Path.Combine(folder.Path, $"qrmenu-telegram-{Packing.Version}-{Packing.Platform}");

        DocumentLinks.Broken(unpacked, DocumentLinks.Documents(unpacked)).ShouldBeEmpty();
        File.ReadAllText(Path.Combine(unpacked, "README.md")).ShouldContain("(docs/pictures/");
        string[] files =
        [
            "LICENSE",
            "THIRD-PARTY-NOTICES.txt",
            ".env.example",
            "docs/operating.md",
            "languages/ru/waiter_call.liquid",
            "relay/worker.js",
            "qrmenu-telegram.1",
        ];
        files.ShouldAllBe(file => File.Exists(Path.Combine(unpacked, file)));
        (await Packing.Run("find", unpacked, "-type", "f", "-perm", "-755", "-printf", "%f\n"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["QrMenuTelegram", "install.sh", "qrmenu-telegram"], ignoreOrder: true);
        // The unit stands where install.sh puts the archive.
        var named = Documentation().Match(File.ReadAllText(Path.Combine(unpacked, "qrmenu-telegram.service"))).Groups[1].Value;
        named.ShouldNotBeEmpty();
        File.Exists(Path.Combine(unpacked, named)).ShouldBeTrue(named);
    }

    [Fact]
    public async Task The_same_program_is_packed_into_the_same_bytes()
    {
        Assert.SkipWhen(Packing.Lacks is not null, Packing.Lacks ?? "");
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var (first, second) = (await Packing.Archive(one.Path), await Packing.Archive(other.Path));
        File.ReadAllBytes(first).AsSpan().SequenceEqual(File.ReadAllBytes(second)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_list_of_what_is_inside_has_the_runtime_and_each_package_with_its_license()
    {
        Assert.SkipWhen(Packing.Lacks is not null, Packing.Lacks ?? "");
        using var folder = new TemporaryFolder();
        var file = folder.File("list.cdx.json");
        await Packing.Run("packaging/sbom", Packing.Version, file);
        var list = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;

        ((string?)list["metadata"]!["component"]!["version"]).ShouldBe(Packing.Version);
        var components = list["components"]!.AsArray().Select(component => component!).ToList();
        var names = components.Select(component => (string)component["name"]!).ToList();
        names.ShouldContain("Microsoft.NETCore.App.Runtime.linux-x64");
        names.ShouldContain("SQLitePCLRaw.lib.e_sqlite3");
        names.ShouldNotContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        components.ShouldAllBe(component => component["version"] != null && component["licenses"]!.AsArray().Count == 1);
        var depended = list["dependencies"]!
            .AsArray()
            .Single(dependency => ((string)dependency!["ref"]!).StartsWith("qrmenu-telegram@", StringComparison.Ordinal))!;
        depended["dependsOn"]!.AsArray().Select(name => (string)name!).ShouldContain(name => name.Contains(".Runtime.linux-x64@"));
    }

    [GeneratedRegex("^Documentation=.*file:/opt/qrmenu-telegram/(.*)$", RegexOptions.Multiline)]
    private static partial Regex Documentation();
}

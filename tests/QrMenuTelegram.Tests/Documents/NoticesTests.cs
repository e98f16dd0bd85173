using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Documents;

/// <summary>What the licenses of the packages inside ask for: written anew with <c>ACCEPT_SNAPSHOTS=1</c>.</summary>
public sealed partial class NoticesTests
{
    private const string Document = "THIRD-PARTY-NOTICES.txt";

    private static readonly string Line = new('=', 80);

    private static readonly string Folder = typeof(NoticesTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Packages")
        .Value!;

    /// <summary>What no package of its own tells of: compiled into another, or into the program.</summary>
    private static readonly Package[] Others =
    [
        new(".NET runtime", "MIT", ".NET Foundation and Contributors", "https://github.com/dotnet/runtime", null),
        new("Skia, in libSkiaSharp", "BSD-3-Clause", "2011 Google Inc. All rights reserved.", "https://skia.org", null),
    ];

    [Fact]
    public void The_notices_are_those_of_the_packages_inside()
    {
        var notices = Notices();
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, Document), notices);
        }
        (Repository.Read(Document) == notices).ShouldBeTrue(
            $"{Document} is not that of the packages inside: run this test once with ACCEPT_SNAPSHOTS=1, and read the difference"
        );
    }

    private static string Notices()
    {
        var packages = Others.Concat(Inside()).OrderBy(package => package.Name, StringComparer.Ordinal).ToList();
        var notices = new StringBuilder(
            """
            QR Menu Telegram is under the MIT License (the file LICENSE, or copyright in a package of Debian). What is shipped
            holds parts of others; this file lists them with their licenses. SQLite, in libe_sqlite3, is in the public domain.

            """.ReplaceLineEndings("\n")
        );
        foreach (var license in packages.GroupBy(package => package.License).OrderBy(license => license.Key, StringComparer.Ordinal))
        {
            Heading(notices, $"License {license.Key}");
            foreach (var holder in license.GroupBy(package => package.Copyright).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                notices.Append(holder.Key).Append('\n');
                foreach (var package in holder)
                {
                    notices.Append($"  {package.Name, -60} {package.Url}".TrimEnd()).Append('\n');
                }
            }
            notices.Append('\n').Append(Text(Path.Combine(Repository.Root, $"packaging/licenses/{license.Key}.txt")));
        }
        var files =
            from package in packages
            where package.Folder is not null
            from file in Directory.EnumerateFiles(package.Folder!)
            where OfLicense().IsMatch(Path.GetFileName(file))
            orderby package.Name, file
            group package.Name by (Path.GetFileName(file).ToUpperInvariant(), Text(file));
        foreach (var file in files)
        {
            Heading(notices, $"{file.Key.Item1} of\n  {string.Join("\n  ", file)}");
            notices.Append(file.Key.Item2);
        }
        Heading(notices, "The fonts DejaVu Sans Condensed");
        return notices.Append(Text(Path.Combine(Repository.Root, "src/QrMenuTelegram/Reports/Picture/Fonts/LICENSE.txt"))).ToString();
    }

    private static IEnumerable<Package> Inside()
    {
        var platforms = Platforms().Match(Repository.Read("src/QrMenuTelegram/QrMenuTelegram.csproj")).Groups[1].Value.Split(';');
        platforms.ShouldContain("linux-x64");
        var locked = JsonNode.Parse(Repository.Read("src/QrMenuTelegram/packages.native.lock.json"))!["dependencies"]!["net10.0"]!;
        foreach (var (name, of) in locked.AsObject())
        {
            var folder = Path.Combine(Folder, name.ToLowerInvariant(), (string)of!["resolved"]!);
            var natives = Path.Combine(folder, "runtimes");
            if (
                Directory.Exists(Path.Combine(folder, "lib"))
                && !name.StartsWith("HarfBuzzSharp.NativeAssets", StringComparison.Ordinal) // reports are drawn without it
                && (
                    !name.Contains(".NativeAssets.", StringComparison.Ordinal)
                    || platforms.Any(platform => Directory.Exists(Path.Combine(natives, platform)))
                )
            )
            {
                yield return Read(name, folder);
            }
        }
    }

    private static Package Read(string name, string folder)
    {
        var about = XDocument.Load(Path.Combine(folder, name.ToLowerInvariant() + ".nuspec")).Root!.Elements().First();
        string? Value(string element) => about.Elements().FirstOrDefault(child => child.Name.LocalName == element)?.Value.Trim();
        var holder = Value("copyright") is { Length: > 0 } copyright ? copyright : Value("authors")!;
        return new(name, Value("license")!, holder, Value("projectUrl") ?? "", folder);
    }

    private static string Text(string file) => File.ReadAllText(file).ReplaceLineEndings("\n").Trim('\n') + "\n";

    private static void Heading(StringBuilder notices, string title) => notices.Append($"\n{Line}\n{title}\n{Line}\n\n");

    [GeneratedRegex("licen|notice|copying", RegexOptions.IgnoreCase)]
    private static partial Regex OfLicense();

    [GeneratedRegex("<RuntimeIdentifiers>(.*)</RuntimeIdentifiers>")]
    private static partial Regex Platforms();

    /// <param name="Name">What it is.</param>
    /// <param name="License">An SPDX name.</param>
    /// <param name="Holder">Whose it is, in the words of the package.</param>
    /// <param name="Url">Where it comes from.</param>
    /// <param name="Folder">Its files; null for what is part of another.</param>
    private sealed record Package(string Name, string License, string Holder, string Url, string? Folder)
    {
        public string Copyright => Mark().IsMatch(Holder) ? Holder : "Copyright (c) " + Holder;
    }

    [GeneratedRegex(@"^(copyright|©|\(c\))", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Packs the native program of <c>QRMENU_TELEGRAM_PROGRAM</c> as <c>./publish</c> does, but quickly rather than small.</summary>
internal static partial class Packing
{
    private static readonly string? Program = Environment.GetEnvironmentVariable("QRMENU_TELEGRAM_PROGRAM");

    public static string Version { get; } = VersionLine().Match(Repository.Read("Directory.Build.props")).Groups[1].Value;

    /// <summary><c>linux-x64</c> or <c>linux-arm64</c>: what this machine runs.</summary>
    public static string Platform { get; } = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    /// <summary>The same in Debian's words.</summary>
    public static string DebianArchitecture { get; } = Platform == "linux-arm64" ? "arm64" : "amd64";

    /// <summary>Null where the program can be packed, else what is missing.</summary>
    public static string? Lacks { get; } =
        Program is null ? "What is packed is the native program: ./check"
        : !OperatingSystem.IsLinux() ? "It is packed on Linux"
        : null;

    /// <summary>The same for a package of Debian.</summary>
    public static string? LacksForDebian { get; } =
        Lacks
        ?? (
            Forms.Succeeds("dpkg-deb", ["--version"]) && Forms.Succeeds("readelf", ["--version"])
                ? null
                : "A Debian package needs dpkg-deb and readelf"
        );

    /// <returns>The archive's path.</returns>
    public static async Task<string> Archive(string into)
    {
        await Run("packaging/archive", Path.GetDirectoryName(Program)!, Platform, Version, into);
        return Path.Combine(into, $"qrmenu-telegram-{Version}-{Platform}.tar.gz");
    }

    /// <param name="into">The folder.</param>
    /// <param name="version">What the package calls itself; null for the program's.</param>
    /// <param name="built">The folder with the program; null for this machine's.</param>
    /// <param name="architecture">What it was built for.</param>
    /// <returns>The package's path.</returns>
    public static async Task<string> DebianPackage(string into, string? version = null, string? built = null, string? architecture = null)
    {
        (version, architecture) = (version ?? Version, architecture ?? DebianArchitecture);
        await Run("packaging/deb/build", built ?? Path.GetDirectoryName(Program)!, architecture, version, into);
        return Path.Combine(into, $"qrmenu-telegram_{version}_{architecture}.deb");
    }

    /// <summary>Runs a program to its end, which must be a good one.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> Run(string program, params string[] words)
    {
        var (code, output) = await Try(program, words);
        code.ShouldBe(0, output);
        return output;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Code, string Output)> Try(string program, params string[] words)
    {
        var start = new ProcessStartInfo(
            program.StartsWith("packaging/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, program) : program,
            words
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["QUICK"] = "1";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120), TimeProvider.System);
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex VersionLine();
}

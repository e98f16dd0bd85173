using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace QrMenuTelegram.Benchmarks.Load;

/// <summary>The program to be measured: a native one, or a .dll for the shared runtime.</summary>
internal sealed record BuiltProgram(string Path)
{
    public static string Repository { get; } =
        typeof(BuiltProgram)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "Repository")
            .Value!;

    /// <summary>The one named, or the published one, which is published where it is missing.</summary>
    public static async Task<BuiltProgram> Find(string? path, Report report)
    {
        if (path is not null)
        {
            return new BuiltProgram(System.IO.Path.GetFullPath(path));
        }
        var platform = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        var folder = System.IO.Path.Combine(Repository, "artifacts", platform);
        var program = System.IO.Path.Combine(folder, "QrMenuTelegram");
        if (!File.Exists(program))
        {
            report.Line($"publishing {program}, which is missing");
            using var publish = Process.Start(
                "dotnet",
                [
                    "publish",
                    System.IO.Path.Combine(Repository, "src", "QrMenuTelegram"),
                    "-c",
                    "Release",
                    "-r",
                    platform,
                    "-p:DebugType=none",
                    "-o",
                    folder,
                ]
            );
            await publish.WaitForExitAsync();
        }
        return new BuiltProgram(program);
    }

    public ProcessStartInfo Start()
    {
        if (!Path.EndsWith(".dll", StringComparison.Ordinal))
        {
            return new ProcessStartInfo(Path);
        }
        var start = new ProcessStartInfo("dotnet");
        start.ArgumentList.Add(Path);
        return start;
    }
}

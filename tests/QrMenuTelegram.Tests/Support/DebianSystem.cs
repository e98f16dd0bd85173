using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// This machine's Debian over again, in memory (<c>Forms/in-debian</c>): what is installed there is nowhere else, and all that
/// was started there ends with it. Its systemctl and journalctl are stubs: no systemd runs there.
/// </summary>
internal sealed class DebianSystem : IAsyncDisposable
{
    private const string End = "=== the end: ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _shell;

    private DebianSystem(Process shell) => _shell = shell;

    /// <summary>Null where it can be had, else what this machine lacks.</summary>
    public static string? Lacks { get; } =
        !File.Exists("/etc/debian_version") ? "A package of Debian is installed on Debian"
        : !Forms.Possible ? "A system of its own needs root and a machine that lets it mount"
        : !File.Exists("/usr/bin/sudo") ? "An ordinary user needs sudo"
        : !File.Exists("/usr/bin/systemd-sysusers") ? "The package needs systemd-sysusers"
        : !Forms.Succeeds(
            "unshare",
            [
                "-mpf",
                "sh",
                "-ec",
                "mount -t tmpfs tmpfs /mnt; mkdir /mnt/u /mnt/w /mnt/r; mount -t overlay -o lowerdir=/,upperdir=/mnt/u,workdir=/mnt/w overlay /mnt/r",
            ]
        )
            ? "A system of its own needs overlay mounts"
        : null;

    /// <param name="folder">A folder of the test's own; what lies in its <c>home/alice</c> is in her home.</param>
    public static DebianSystem Start(string folder)
    {
        var forms = Path.Combine(Repository.Root, "tests/QrMenuTelegram.Tests/Support/Forms");
        return new(
            Process.Start(
                new ProcessStartInfo(
                    "unshare",
                    ["-mpf", "--kill-child", Path.Combine(forms, "in-debian"), folder, Path.Combine(forms, "stubs")]
                )
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                }
            )!
        );
    }

    /// <summary>Runs commands of root's shell, each of which must succeed.</summary>
    /// <returns>What they said.</returns>
    public async Task<string> Root(string commands)
    {
        var (code, output) = await Try("", commands);
        code.ShouldBe(0, output);
        return output;
    }

    /// <summary>Runs commands that alice types in her home, each of which must succeed.</summary>
    /// <returns>What they said.</returns>
    public async Task<string> Alice(string commands)
    {
        var (code, output) = await TryAlice(commands);
        code.ShouldBe(0, output);
        return output;
    }

    public Task<(int Code, string Output)> TryAlice(string commands) =>
        Try("env -C /home/alice HOME=/home/alice USER=alice setpriv --reuid 12345 --regid 12345 --clear-groups ", commands);

    public async ValueTask DisposeAsync()
    {
        _shell.Kill();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private async Task<(int Code, string Output)> Try(string by, string commands)
    {
        var quoted = commands.Replace("'", @"'\''", StringComparison.Ordinal);
        await _shell.StandardInput.WriteLineAsync($"{by}sh -ec '{quoted}' </dev/null 2>&1; printf '\n{End}%s\n' $?");
        await _shell.StandardInput.FlushAsync();
        var output = new StringBuilder();
        while (true)
        {
            var line =
                await _shell.StandardOutput.ReadLineAsync().WaitAsync(Patience, TimeProvider.System)
                ?? throw new InvalidOperationException($"The system ended: {output}");
            if (line.StartsWith(End, StringComparison.Ordinal))
            {
                var code = int.Parse(line[End.Length..], CultureInfo.InvariantCulture);
                TestContext.Current.TestOutputHelper?.WriteLine($"$ {commands}\n{output}");
                return (code, output.ToString());
            }
            output.Append(line).Append('\n');
        }
    }
}

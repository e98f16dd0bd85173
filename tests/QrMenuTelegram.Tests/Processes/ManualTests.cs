using System.Diagnostics;
using System.Text.RegularExpressions;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>The commands of docs/operating.md, word for word, by an ordinary user on a system that has nothing of the bridge.</summary>
[Trait("Kind", "Process")]
public sealed partial class ManualTests
{
    private static readonly string Forms = Path.Combine(Repository.Root, "tests/QrMenuTelegram.Tests/Support/Forms");

    [Fact]
    public async Task The_commands_for_systemd_lead_from_the_archive_to_the_link_for_the_first_manager()
    {
        var program = Environment.GetEnvironmentVariable("QRMENU_TELEGRAM_PROGRAM");
        Assert.SkipWhen(program is null, "The archive holds the native program");
        Assert.SkipUnless(
            Support.Forms.Possible && File.Exists("/usr/bin/sudo"),
            "Another user and a system of its own need root and sudo"
        );
        await using var whole = await WholeProgram.Start();
        var home = Path.Combine(whole.Folder, "home/alice");
        Directory.CreateDirectory(home);
        Pack(Path.GetDirectoryName(program)!, whole.Folder, home);
        whole.Variables["Storage__Path"] = "/var/lib/qrmenu-telegram/qrmenu-telegram.db";
        File.WriteAllLines(
            Path.Combine(home, "settings"),
            [.. whole.Variables.Select(v => $"{v.Key}={v.Value}"), "QrMenu__Servers__NAME__Url=", "QrMenu__Servers__NAME__Token="]
        );
        var commands = Path.Combine(whole.Folder, "commands");
        var written = Commands().Match(Repository.Read("docs/operating.md")).Groups[1].Value;
        written.ShouldContain("sudo useradd");
        File.WriteAllText(
            commands,
            "set -x\n"
                + written
                + "\nsudo find /etc/qrmenu-telegram /var/lib/qrmenu-telegram -printf '%M %u %g %p\\n'\nsudo cat /run/pid | xargs sudo "
                + "kill\n"
        );

        var (code, output) = await Run(
            "unshare",
            "-m",
            Path.Combine(Forms, "in-new-system"),
            whole.Folder,
            Path.Combine(Forms, "stubs"),
            commands
        );
        code.ShouldBe(0, output);
        output.ShouldContain("All is well.");
        output.ShouldMatch(@"https://t\.me/\w+\?start=");
        output.ShouldContain("-rw-r----- root qrmenu-telegram /etc/qrmenu-telegram/.env");
        output.ShouldContain("-rw------- qrmenu-telegram qrmenu-telegram /var/lib/qrmenu-telegram/qrmenu-telegram.db");
    }

    // As ./publish does: its own lines that copy, with its variables.
    private static void Pack(string built, string folder, string into)
    {
        var copies = string.Join(
            '\n',
            File.ReadLines(Path.Combine(Repository.Root, "publish"))
                .Where(line => line.TrimStart().StartsWith("cp ", StringComparison.Ordinal))
        );
        copies.ShouldContain(".env.example");
        var name = "qrmenu-telegram-0-linux-x64";
        var shell =
            $"cd '{Repository.Root}'; built='{built}'; packed='{folder}/{name}'; mkdir \"$packed\"\n{copies}\ntar -C '{folder}' "
            + $"--owner=0 --group=0 -czf '{into}/{name}.tar.gz' {name}";
        Support.Forms.Succeeds("sh", ["-ec", shell]).ShouldBeTrue(shell);
    }

    private static async Task<(int Code, string Output)> Run(string program, params string[] words)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120), TimeProvider.System);
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex(@"```\n(tar -xzf .*?)```", RegexOptions.Singleline)]
    private static partial Regex Commands();
}

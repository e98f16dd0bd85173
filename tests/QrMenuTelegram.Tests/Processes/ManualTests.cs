using System.Text.RegularExpressions;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>
/// The commands of docs/operating.md for an archive, word for word, and what <c>install.sh</c> promises besides: by an ordinary
/// user on a system that has nothing of the bridge.
/// </summary>
[Trait("Kind", "Process")]
public sealed partial class ManualTests
{
    private static readonly string Forms = Path.Combine(Repository.Root, "tests/QrMenuTelegram.Tests/Support/Forms");

    [Fact]
    public async Task The_commands_for_an_archive_lead_to_the_link_for_the_first_manager()
    {
        SkipWhereImpossible();
        await using var whole = await WholeProgram.Start();
        var home = Directory.CreateDirectory(Path.Combine(whole.Folder, "home/alice")).FullName;
        await Packing.Archive(home);
        whole.Variables.Remove("Storage__Path");
        File.WriteAllLines(
            Path.Combine(home, "settings"),
            [.. whole.Variables.Select(v => $"{v.Key}={v.Value}"), "QrMenu__Servers__NAME__Url=", "QrMenu__Servers__NAME__Token="]
        );
        var written = Commands().Match(Repository.Read("docs/operating.md")).Groups[1].Value;
        written.ShouldContain("sudo qrmenu-telegram setup ");

        // What setup does is typed by hand, as the manual says that it may be.
        var (code, output) = await Type(
            whole.Folder,
            $"""
            {SetUp().Replace(written, "sudoedit /etc/qrmenu-telegram/.env; sudo qrmenu-telegram check").Replace(
                "linux-x64",
                Packing.Platform
            )}
            sudo find /etc/qrmenu-telegram /var/lib/qrmenu-telegram -printf '%M %u %g %p\n'
            for file in $(sed -n 's/^Documentation=//p' /etc/systemd/system/qrmenu-telegram.service); do
              case $file in file:*) test -s "${"{"}file#file:{"}"}" ;; man:*) test -s /usr/local/share/man/man1/qrmenu-telegram.1 ;; esac
            done
            qrmenu-telegram health && exit 9
            sudo qrmenu-telegram --version
            sudo cat /run/pid | xargs sudo kill
            """
        );
        code.ShouldBe(0, output);
        output.ShouldContain("All is well.");
        output.ShouldMatch(@"https://t\.me/\w+\?start=");
        output.ShouldContain("-rw-r----- root qrmenu-telegram /etc/qrmenu-telegram/.env");
        output.ShouldContain("-rw------- qrmenu-telegram qrmenu-telegram /var/lib/qrmenu-telegram/qrmenu-telegram.db");
    }

    [Fact]
    public async Task The_script_downloads_checks_installs_and_does_it_again_without_harm()
    {
        SkipWhereImpossible();
        using var folder = new TemporaryFolder();
        var home = Directory.CreateDirectory(folder.File("home/alice")).FullName;
        var release = Directory.CreateDirectory(Path.Combine(home, "release")).FullName;
        var archive = await Packing.Archive(release);
        var sums = await Packing.Run("sh", "-ec", $"cd '{release}'; sha256sum *");
        File.WriteAllText(Path.Combine(release, "SHA256SUMS"), sums);
        var damaged = Directory.CreateDirectory(Path.Combine(home, "damaged")).FullName;
        File.WriteAllText(Path.Combine(damaged, "SHA256SUMS"), sums);
        var bytes = File.ReadAllBytes(archive);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(Path.Combine(damaged, Path.GetFileName(archive)), bytes);
        File.Copy(Path.Combine(Repository.Root, "packaging/install.sh"), Path.Combine(home, "downloaded"));

        var (code, output) = await Type(
            folder.Path,
            """
            if sh downloaded --from "file://$HOME/damaged"; then exit 9; fi
            if sh <downloaded; then exit 9; fi
            if sh downloaded --from "file://$HOME/nowhere"; then exit 9; fi
            test ! -e /opt/qrmenu-telegram
            test -z "$(ls /tmp 2>/dev/null)"
            sh -s -- --from "file://$HOME/release" <downloaded
            sudo sh -c 'echo "# mine" >>/etc/qrmenu-telegram/.env; echo data >/var/lib/qrmenu-telegram/data'
            sudo sha256sum /etc/qrmenu-telegram/.env
            touch /opt/qrmenu-telegram/old && exit 9
            sudo touch /opt/qrmenu-telegram/of-an-older-version
            sh downloaded --from "file://$HOME/release"
            test ! -e /opt/qrmenu-telegram/of-an-older-version
            sudo sha256sum /etc/qrmenu-telegram/.env
            sudo grep '^Storage__Path=/var/lib/qrmenu-telegram/' /etc/qrmenu-telegram/.env
            sudo stat -c '%A %U %G %n' /etc/qrmenu-telegram/.env /opt/qrmenu-telegram/QrMenuTelegram
            qrmenu-telegram --version
            /opt/qrmenu-telegram/install.sh --remove
            test ! -e /opt/qrmenu-telegram
            test ! -L /usr/local/bin/qrmenu-telegram
            test ! -e /etc/systemd/system/qrmenu-telegram.service
            sudo test -e /etc/qrmenu-telegram/.env && sudo test -e /var/lib/qrmenu-telegram/data
            """
        );
        code.ShouldBe(0, output);
        output.ShouldContain($"the sum of {Path.GetFileName(archive)} is not that of SHA256SUMS");
        output.ShouldContain("install.sh: say where to download from");
        output.ShouldContain("nowhere/SHA256SUMS can't be downloaded");
        output.ShouldContain("-rw-r----- root qrmenu-telegram /etc/qrmenu-telegram/.env");
        output.ShouldContain("-rwxr-xr-x root root /opt/qrmenu-telegram/QrMenuTelegram");
        Sum().Matches(output).Select(match => match.Value).Distinct().Count().ShouldBe(1, output);
        Sum().Count(output).ShouldBe(2, output);
        NextStep().Count(output).ShouldBe(1, "after the first time there is nothing to set up");
        RootsRights().Count(output).ShouldBe(3, "asked for twice to install and once to remove, never for a bad download");
    }

    private static void SkipWhereImpossible()
    {
        Assert.SkipWhen(Packing.Lacks is not null, Packing.Lacks ?? "");
        Assert.SkipUnless(
            Support.Forms.Possible && File.Exists("/usr/bin/sudo"),
            "Another user and a system of its own need root and sudo"
        );
    }

    private static Task<(int Code, string Output)> Type(string folder, string commands)
    {
        var file = Path.Combine(folder, "commands");
        File.WriteAllText(file, "exec 2>&1\nset -x\n" + commands + "\n");
        return Packing.Try("unshare", "-m", Path.Combine(Forms, "in-new-system"), folder, Path.Combine(Forms, "stubs"), file);
    }

    [GeneratedRegex(@"```\n(tar -xzf .*?)```", RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex("sudo qrmenu-telegram setup.*")]
    private static partial Regex SetUp();

    [GeneratedRegex("^[0-9a-f]{64}(?=  /etc/qrmenu-telegram/.env$)", RegexOptions.Multiline)]
    private static partial Regex Sum();

    [GeneratedRegex("^Root's rights are needed now", RegexOptions.Multiline)]
    private static partial Regex RootsRights();

    [GeneratedRegex("^Now run: sudo /usr/local/bin/qrmenu-telegram setup$", RegexOptions.Multiline)]
    private static partial Regex NextStep();
}

using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>The Debian package, as apt and people deal with it.</summary>
[Trait("Kind", "Process")]
public sealed class PackageTests
{
    private const string Service = "sudo systemctl enable --now qrmenu-telegram";
    private const string Program = "/usr/lib/qrmenu-telegram/QrMenuTelegram";

    // Says as whom, where and with what it was run, and writes settings as an administrator would: for himself alone.
    private const string StandIn = """
        #!/bin/sh
        echo "$(id -un) in $(pwd): $*"
        if [ "$1" = setup ]; then cp .env .env.new && chmod 600 .env.new && mv .env.new .env; fi
        if [ "$1" = restore ]; then cp "$2" /var/lib/qrmenu-telegram/restored.db; fi
        [ "$1" != backup ]
        """;

    [Fact]
    public async Task It_is_installed_works_is_upgraded_and_goes_again()
    {
        Assert.SkipWhen(Packing.LacksForDebian is not null, Packing.LacksForDebian ?? "");
        Assert.SkipWhen(DebianSystem.Lacks is not null, DebianSystem.Lacks ?? "");
        await using var whole = await WholeProgram.Start();
        var home = Directory.CreateDirectory(Path.Combine(whole.Folder, "home/alice")).FullName;
        await Packing.DebianPackage(home, "0.0.1");
        await Packing.DebianPackage(home);
        whole.Variables.Remove("Storage__Path");
        File.WriteAllLines(
            Path.Combine(home, "settings"),
            [.. whole.Variables.Select(v => $"{v.Key}={v.Value}"), "QrMenu__Servers__NAME__Url=", "QrMenu__Servers__NAME__Token="]
        );
        await using var debian = DebianSystem.Start(whole.Folder);

        var installed = await debian.Alice(Install("0.0.1"));
        installed.ShouldContain("Now run: sudo qrmenu-telegram setup");
        (await debian.Root("ls -l /run/pid 2>&1 || true")).ShouldContain("No such file");
        (await debian.Root("find /etc/qrmenu-telegram /var/lib/qrmenu-telegram -printf '%M %u %g %p\\n'")).ShouldBe(
            """
            drwxr-x--- root qrmenu-telegram /etc/qrmenu-telegram
            -rw-r----- root qrmenu-telegram /etc/qrmenu-telegram/.env
            drwxr-x--- qrmenu-telegram qrmenu-telegram /var/lib/qrmenu-telegram


            """.ReplaceLineEndings("\n")
        );
        await debian.Root(
            "for file in $(sed -n 's/^Documentation=//p' /lib/systemd/system/qrmenu-telegram.service); do"
                + " case $file in file:*) test -s ${file#file:} ;; man:*) test -s /usr/share/man/man1/qrmenu-telegram.1.gz ;; esac; done"
        );
        var (code, refused) = await debian.TryAlice("qrmenu-telegram check");
        (code, refused.Trim()).ShouldBe((1, "This needs root: sudo qrmenu-telegram check"));
        (await debian.Alice("qrmenu-telegram --version")).Trim().ShouldBe(Packing.Version);

        await debian.Alice("sudoedit /etc/qrmenu-telegram/.env");
        (await debian.Alice("sudo qrmenu-telegram check")).ShouldContain("All is well.");
        var journal = await debian.Alice(Service + "; journalctl -u qrmenu-telegram -f");
        var manager = await whole.BecomeManager(journal);
        var hall = whole.Telegram.World.AddGroup("Зал").AddBot(manager);
        manager.Say(hall, "/subscribe manager");
        await hall.WaitForMessage(message => message.Text.StartsWith('✅'));
        whole.Menu.Table("6").CallWaiter();
        await hall.WaitForMessage(message => message.Text.Contains("Стол 6", StringComparison.Ordinal));
        await debian.Alice("for n in $(seq 50); do ! sudo qrmenu-telegram health || exit 0; sleep 0.2; done; exit 1");

        var before = await debian.Root("cat /run/pid; sha256sum /etc/qrmenu-telegram/.env");
        var upgraded = await debian.Alice(Install(Packing.Version));
        upgraded.ShouldNotContain("setup");
        var after = await debian.Root("cat /run/pid; sha256sum /etc/qrmenu-telegram/.env");
        after.Split('\n')[0].ShouldNotBe(before.Split('\n')[0]);
        after.Split('\n')[1].ShouldBe(before.Split('\n')[1]);
        whole.Menu.Table("7").CallWaiter();
        await hall.WaitForMessage(message => message.Text.Contains("Стол 7", StringComparison.Ordinal));

        (await debian.Alice("sudo apt remove -y qrmenu-telegram")).ShouldNotContain("rror");
        await debian.Root($"test ! -e {Program} && test ! -e /usr/bin/qrmenu-telegram && ! kill -0 $(cat /run/pid) 2>/dev/null");
        await debian.Root("test -s /etc/qrmenu-telegram/.env && test -s /var/lib/qrmenu-telegram/qrmenu-telegram.db");
        await debian.Alice("sudo apt purge -y qrmenu-telegram");
        (await debian.Root("find /etc /lib /usr /var /opt -name '*qrmenu-telegram*'")).Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_people_type_runs_as_the_right_user_in_the_right_folder()
    {
        Assert.SkipWhen(Packing.LacksForDebian is not null, Packing.LacksForDebian ?? "");
        Assert.SkipWhen(DebianSystem.Lacks is not null, DebianSystem.Lacks ?? "");
        using var folder = new TemporaryFolder();
        var home = Directory.CreateDirectory(folder.File("home/alice")).FullName;
        await Packing.DebianPackage(home);
        File.WriteAllText(Path.Combine(home, "stand-in"), StandIn);
        await using var debian = DebianSystem.Start(folder.Path);
        await debian.Alice(Install(Packing.Version));
        await debian.Root($"install -m 755 /home/alice/stand-in {Program}");

        (await debian.Alice("sudo qrmenu-telegram check --alarm"))
            .Trim()
            .ShouldBe("qrmenu-telegram in /etc/qrmenu-telegram: check --alarm");
        (await debian.Alice("sudo qrmenu-telegram invite")).Trim().ShouldBe("qrmenu-telegram in /etc/qrmenu-telegram: invite");
        (await debian.Alice("sudo qrmenu-telegram setup --language ru"))
            .Trim()
            .ShouldBe("root in /etc/qrmenu-telegram: setup --language ru");
        (await debian.Root("stat -c '%A %U %G' /etc/qrmenu-telegram/.env")).Trim().ShouldBe("-rw-r----- root qrmenu-telegram");
        await debian.Alice("touch old.db; sudo qrmenu-telegram restore old.db");
        (await debian.Root("stat -c '%U' /var/lib/qrmenu-telegram/restored.db")).Trim().ShouldBe("qrmenu-telegram");
        var (code, output) = await debian.TryAlice("sudo qrmenu-telegram backup 'new one.db' --again /var/x.db");
        (code, output.Trim()).ShouldBe((1, "root in /etc/qrmenu-telegram: backup /home/alice/new one.db --again /var/x.db"));
    }

    [Fact]
    public async Task Lintian_finds_no_error()
    {
        Assert.SkipWhen(Packing.LacksForDebian is not null, Packing.LacksForDebian ?? "");
        Assert.SkipUnless(Forms.Succeeds("lintian", ["--version"]), "There is no lintian");
        using var folder = new TemporaryFolder();
        await Packing.Run("lintian", "--allow-root", "--fail-on", "error", await Packing.DebianPackage(folder.Path));
    }

    [Theory]
    [InlineData("amd64", "linux-x64", "Advanced Micro Devices X86-64")]
    [InlineData("arm64", "linux-arm64", "AArch64")]
    public async Task It_holds_a_program_for_its_architecture_and_documents_whose_links_work(
        string architecture,
        string platform,
        string machine
    )
    {
        Assert.SkipWhen(Packing.LacksForDebian is not null, Packing.LacksForDebian ?? "");
        var built = architecture == Packing.DebianArchitecture ? null : Path.Combine(Repository.Root, "artifacts", platform);
        Assert.SkipWhen(built is not null && !File.Exists(Path.Combine(built, "QrMenuTelegram")), $"Not built here: ./publish {platform}");
        using var folder = new TemporaryFolder();
        var package = await Packing.DebianPackage(folder.Path, built: built, architecture: architecture);

        var root = folder.File("root");
        await Packing.Run("dpkg-deb", "-x", package, root);
        (await Packing.Run("dpkg-deb", "-f", package, "Architecture")).Trim().ShouldBe(architecture);
        (await Packing.Run("dpkg-deb", "-f", package, "Depends")).ShouldMatch(@"libc6 \(>= 2\.\d+\), libssl3,");
        foreach (var file in new[] { "QrMenuTelegram", "libe_sqlite3.so", "libSkiaSharp.so" })
        {
            (await Packing.Run("readelf", "-h", Path.Combine(root, "usr/lib/qrmenu-telegram", file))).ShouldContain(machine);
        }
        var documents = Path.Combine(root, "usr/share/doc/qrmenu-telegram");
        DocumentLinks.Broken(documents, DocumentLinks.Documents(documents)).ShouldBeEmpty();
        File.ReadAllText(Path.Combine(documents, "copyright")).ShouldContain("MIT License");
        File.Exists(Path.Combine(documents, "THIRD-PARTY-NOTICES.txt.gz")).ShouldBeTrue();
    }

    private static string Install(string version) => $"sudo apt install ./qrmenu-telegram_{version}_{Packing.DebianArchitecture}.deb";
}

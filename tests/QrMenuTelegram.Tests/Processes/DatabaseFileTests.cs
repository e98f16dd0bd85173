using System.Runtime.Versioning;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>The database as a file among others: named twice, another user's, on a volume that takes nothing, readable for whom.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Kind", "Process")]
public sealed class DatabaseFileTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Taken = "another instance of the bridge already works with";

    [Theory]
    [InlineData("ln -s {real} {other}")]
    [InlineData("ln -s {folder} {link} ; true {other}")]
    [InlineData("ln -s {link}.2 {other} ; ln -s {real} {link}.2")]
    [InlineData("ln {real} {other}")]
    [InlineData("rm {real}.lock ; ln -s {real} {other}")]
    [InlineData("rm {real}.lock ; ln {real} {other}")]
    public async Task One_database_has_one_instance_by_whatever_name(string makeTheName)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links of Linux");
        await using var whole = await WholeProgram.Start();
        await using var first = whole.Run();
        await whole.BecomeManager(first);
        var real = whole.Variables["Storage__Path"];
        var link = Path.Combine(whole.Folder, "link");
        var other = makeTheName.Contains("{folder}", StringComparison.Ordinal)
            ? Path.Combine(link, "bridge.db")
            : Path.Combine(whole.Folder, "other.db");
        OtherUser.Run(
            "sh",
            "-ec",
            makeTheName
                .Replace("{real}", real, StringComparison.Ordinal)
                .Replace("{other}", other, StringComparison.Ordinal)
                .Replace("{folder}", Path.GetDirectoryName(real)!, StringComparison.Ordinal)
                .Replace("{link}", link, StringComparison.Ordinal)
        );

        whole.Variables["Storage__Path"] = other;
        var (code, output) = await whole.RunToEnd("run");
        (code, output.Split('\n').Length).ShouldBe((1, 1), output);
        output.ShouldContain(Taken);
        (await whole.RunToEnd("check")).Output.ShouldContain("the bridge is running with it");
        (await first.Stop()).Code.ShouldBe(0, first.Output);

        await using var next = whole.Run();
        await next.Line(line => line.Contains("starts:", StringComparison.Ordinal));
        (await next.Stop()).Code.ShouldBe(0, next.Output);
    }

    [Theory]
    [InlineData("cp {db} $(dirname {db})/kept; rm {db}*; cp $(dirname {db})/kept {db}; chmod 644 {db}", "chown 1654 {db}")]
    [InlineData("touch {db}-wal; chmod 644 {db}-wal", "chown 1654 {db}-wal")]
    [InlineData("rm -f {db}.lock; touch {db}.lock; chmod 600 {db}.lock", "chown 1654 {db}.lock")]
    [InlineData("chmod 444 {db}; chown 1654 {db}", "chmod u+rw {db}")]
    [InlineData("chown 0 $(dirname {db}); chmod 755 $(dirname {db})", "chown 1654 ")]
    public async Task What_this_user_can_not_write_ends_check_and_start_with_what_to_do(string spoil, string fix)
    {
        Assert.SkipUnless(OtherUser.CanStart, OtherUser.NeedsRoot);
        await using var whole = await WholeProgram.Start();
        OtherUser.Own(whole.Folder);
        var path = whole.Variables["Storage__Path"];
        await using (var first = RunAsOther(whole))
        {
            await whole.BecomeManager(first);
            (await first.Stop()).Code.ShouldBe(0, first.Output);
        }
        whole.Variables["Telegram__Managers"] = "501";
        OtherUser.Run("sh", "-ec", spoil.Replace("{db}", path, StringComparison.Ordinal));
        fix = fix.Replace("{db}", path, StringComparison.Ordinal);

        await using (var check = RunAsOther(whole, "check"))
        {
            (await check.End()).ShouldBe(1, check.Output);
            check.Output.ShouldContain(fix);
        }
        await using (var start = RunAsOther(whole))
        {
            (await start.End(), start.Output.Split('\n').Length).ShouldBe((1, 1), start.Output);
            start.Output.ShouldContain(fix);
            start.Output.ShouldContain("user 1654");
        }

        OtherUser.Own(Path.GetDirectoryName(path)!);
        File.SetUnixFileMode(path, OwnerOnly);
        await using var again = RunAsOther(whole);
        await again.Line(line => line.Contains("starts:", StringComparison.Ordinal));
        (await again.Stop()).Code.ShouldBe(0, again.Output);
    }

    [Fact]
    public async Task Check_leaves_nothing_behind_for_the_user_that_comes_after()
    {
        await using var whole = await WholeProgram.Start();
        (await whole.RunToEnd("check")).Code.ShouldBe(0);
        Directory.Exists(Path.GetDirectoryName(whole.Variables["Storage__Path"])).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_system_that_can_only_be_read_is_named()
    {
        Assert.SkipUnless(BridgeProcess.CanMount, "No mounts of one process on this machine");
        await using var whole = await WholeProgram.Start();
        var data = Path.GetDirectoryName(whole.Variables["Storage__Path"])!;
        await using (var first = whole.Run())
        {
            await whole.BecomeManager(first);
            (await first.Stop()).Code.ShouldBe(0, first.Output);
        }
        await using var bridge = whole.RunWithMounts($"mount --bind '{data}' '{data}'; mount -o remount,bind,ro '{data}'");
        (await bridge.End(), bridge.Output.Split('\n').Length).ShouldBe((1, 1), bridge.Output);
        bridge.Output.ShouldContain("lies on a file system that can only be read");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_start_without_room_ends_with_a_sentence(bool hasDatabase)
    {
        Assert.SkipUnless(BridgeProcess.CanMount, "No mounts of one process on this machine");
        await using var whole = await WholeProgram.Start();
        var path = whole.Variables["Storage__Path"];
        var data = Path.GetDirectoryName(path)!;
        var kept = Path.Combine(whole.Folder, "kept");
        whole.Variables["Telegram__Managers"] = "501";
        await using (var first = whole.Run())
        {
            await first.Line(line => line.Contains("starts:", StringComparison.Ordinal));
            (await first.Stop()).Code.ShouldBe(0, first.Output);
            File.Copy(path, kept);
        }
        whole.Variables["Telegram__Managers"] = "501,502";
        await using var bridge = whole.RunWithMounts(
            $"mount -t tmpfs -o size=1m tmpfs '{data}'\n"
                + (hasDatabase ? $"cp '{kept}' '{path}'\n" : "")
                + $"dd if=/dev/zero of='{data}/filler' bs=4096 2>/dev/null || true"
        );
        (await bridge.End(), bridge.Output.Split('\n').Length).ShouldBe((1, 1), bridge.Output);
        bridge.Output.ShouldContain("no room left on the disk of");
    }

    [Fact]
    public async Task All_that_it_makes_is_for_its_owner_alone_whatever_the_umask_and_what_was_wider_is_narrowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of Unix");
        await using var whole = await WholeProgram.Start();
        var path = whole.Variables["Storage__Path"];
        var data = Path.GetDirectoryName(path)!;
        for (var run = 0; run < 2; run++)
        {
            await using var bridge = BridgeProcess.StartBy(["sh", "-c", "umask 000; exec \"$@\"", "sh"], whole.Folder, whole.Variables);
            await bridge.Line(line => line.Contains("https://t.me/", StringComparison.Ordinal));
            await whole.Telegram.WaitFor(() => File.Exists(path + ".health"), what: "a sign of life");
            var files = Directory.GetFiles(data).Where(file => !file.EndsWith(".new", StringComparison.Ordinal)).ToList();
            files.Count.ShouldBe(5, string.Join(", ", files));
            files.ShouldAllBe(file => File.GetUnixFileMode(file) == OwnerOnly);
            File.GetUnixFileMode(data).ShouldBe(OwnerOnly | UnixFileMode.UserExecute);
            await bridge.Kill();

            // As earlier versions left them.
            foreach (var file in Directory.GetFiles(data))
            {
                File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }
        }
    }

    [Fact]
    public async Task Health_by_a_user_who_may_not_read_it_says_so()
    {
        Assert.SkipUnless(OtherUser.CanStart, OtherUser.NeedsRoot);
        await using var whole = await WholeProgram.Start();
        await using var bridge = whole.Run();
        await whole.BecomeManager(bridge);
        OtherUser.Run("chmod", "755", whole.Folder);
        await using var health = RunAsOther(whole, "health");
        (await health.End()).ShouldBe(1);
        health.Output.ShouldContain("run this as that user");
    }

    private static BridgeProcess RunAsOther(WholeProgram whole, params string[] words) =>
        BridgeProcess.StartBy(OtherUser.Launcher, whole.Folder, whole.Variables, words);
}

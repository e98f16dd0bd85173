using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>
/// What a start does not need must not end it; what it needs is named in a sentence. By the program itself, in a shell that
/// takes things away.
/// </summary>
[Trait("Kind", "Process")]
public sealed class OddStartTests
{
    private const string NoMounts = "No mounts of one process on this machine";

    [Theory]
    [InlineData("touch unreadable; chmod 000 unreadable; mount --bind unreadable /proc/sys/kernel/random/boot_id")]
    [InlineData("touch empty; mount --bind empty /proc/sys/kernel/random/boot_id")]
    [InlineData("mount -t tmpfs -o mode=000 tmpfs /proc/sys")]
    [InlineData("touch unreadable; chmod 000 unreadable; mount --bind unreadable /etc/localtime")]
    public async Task Without_a_file_of_the_system_it_works(string mounts)
    {
        Assert.SkipUnless(BridgeProcess.CanMount, NoMounts);
        await using var whole = await WholeProgram.Start();
        await using var bridge = whole.RunWithMounts(mounts + "\nchmod 755 .; mkdir -p data; chmod 777 data\n" + DropRights);
        await Works(whole, bridge);
    }

    [Theory]
    [InlineData("unset HOME TMPDIR PATH LANG TZ USER")]
    [InlineData("export HOME=/nowhere TMPDIR=/nowhere TZ=Nowhere/Nothing LANG=xx_YY TERM=nonsense TERMINFO=/root")]
    [InlineData("export NOTIFY_SOCKET=/nowhere/notify SYSTEMD_EXEC_PID=$$ INVOCATION_ID=1 WATCHDOG_USEC=1000000 LISTEN_FDS=x")]
    [InlineData("exec <&-")]
    [InlineData("mkdir gone; cd gone; rmdir ../gone")]
    [InlineData("export DOTNET_EnableDiagnostics=1 DOTNET_BUNDLE_EXTRACT_BASE_DIR=/nowhere DOTNET_gcServer=0")]
    public async Task In_an_odd_environment_it_works(string shell)
    {
        await using var whole = await WholeProgram.Start();
        await using var bridge = whole.RunInShell(shell);
        await Works(whole, bridge);
    }

    [Theory]
    [InlineData("exec >&-")]
    [InlineData("exec 2>&-")]
    [InlineData("exec >&- 2>&- <&-")]
    [InlineData("exec >/dev/full 2>&1")]
    public async Task Where_nobody_reads_what_it_says_it_works_and_writes_nothing_elsewhere(string shell)
    {
        await using var whole = await WholeProgram.Start();
        whole.Variables["Telegram__Managers"] = "501";
        var manager = whole.Telegram.AddPerson("Анна", id: 501);
        manager.Start();
        await using var bridge = whole.RunInShell(shell);
        await manager.PrivateChat.WaitForMessages(1);
        whole.Menu.Table("7").CallWaiter();
        await manager.PrivateChat.WaitForMessage(message => message.Text.Contains("Стол 7", StringComparison.Ordinal));
        (await bridge.Stop()).Code.ShouldBe(0);
        File.ReadAllText(whole.Variables["Storage__Path"])
            .ShouldNotContain("QR Menu Telegram " + typeof(Bridge).Assembly.GetName().Version!.ToString(3));
        await using var check = whole.RunInShell(shell, "check");
        (await check.End()).ShouldBe(0);
    }

    [Fact]
    public async Task In_a_folder_that_it_may_not_look_into_it_says_that_no_env_file_is_read_and_works()
    {
        Assert.SkipUnless(Forms.Possible, "Another user needs root");
        await using var whole = await WholeProgram.Start();
        await using var bridge = whole.RunInShell("mkdir -m 700 closed; mkdir -m 777 data; chmod 755 .; cd closed\n" + DropRights);
        await bridge.Line(line =>
            line.Contains("can't be looked into by this user: no .env and no appsettings.json is read", StringComparison.Ordinal)
        );
        await Works(whole, bridge);
    }

    private static string DropRights =>
        Environment.UserName == "root" && Forms.Possible ? "set -- setpriv --reuid 1654 --regid 1654 --clear-groups \"$@\"" : "";

    private static async Task Works(WholeProgram whole, BridgeProcess bridge)
    {
        var manager = await whole.BecomeManager(bridge);
        whole.Menu.Table("7").CallWaiter();
        await manager.PrivateChat.WaitForMessage(message => message.Text.Contains("Стол 7", StringComparison.Ordinal));
        (await bridge.Stop()).Code.ShouldBe(0, bridge.Output);
        bridge.Output.ShouldNotContain("   at ", customMessage: "a stack trace");
    }
}

using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>The database is deleted or replaced while the bridge runs.</summary>
[Trait("Kind", "Process")]
public sealed class LostDatabaseTests
{
    [Theory]
    [InlineData("rm {db}", "deleted or moved")]
    [InlineData("rm {db} {db}-wal {db}-shm {db}.lock", "deleted or moved")]
    [InlineData("cp {db} {db}.bk; mv {db}.bk {db}", "replaced")]
    [InlineData("mkdir {db}.away; mv {db} {db}.away/; : > {db}", "replaced")]
    public async Task It_stores_nothing_more_says_so_everywhere_and_goes_on_with_what_was_saved(string spoil, string what)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "An open file can be deleted on Linux");
        await using var whole = await WholeProgram.Start();
        var path = whole.Variables["Storage__Path"];
        TelegramChat hall;
        Person manager;
        await using (var bridge = whole.Run())
        {
            (hall, manager) = await Hall(whole, bridge);
            whole.Menu.Table("1").CallWaiter();
            await whole.Telegram.WaitFor(() => Times(hall, 1) == 1, what: "the call before");
            // What is sent later is written down together with what became of the call.
            manager.Say(manager.PrivateChat, "/help");
            await manager.PrivateChat.WaitForMessage(message => message.Text.Contains("/status", StringComparison.Ordinal));
            OtherUser.Run("sh", "-ec", spoil.Replace("{db}", path, StringComparison.Ordinal));
            whole.Menu.Table("2").CallWaiter();

            (await bridge.Line(line => line.Contains(what + " while the bridge runs", StringComparison.Ordinal))).ShouldContain(
                "put the file back"
            );
            await manager.PrivateChat.WaitForMessage(message =>
                message.Text.Contains("базы данных удалён или заменён", StringComparison.Ordinal)
            );
            var (code, output) = await whole.RunToEnd("health");
            (code, output.Contains(what, StringComparison.Ordinal)).ShouldBe((1, true), output);
            Times(hall, 2).ShouldBe(0);
            await bridge.Kill();
        }

        File.Move(path + ".rescued", path, overwrite: true);
        await using var again = whole.Run();
        await whole.Telegram.WaitFor(() => Times(hall, 2) == 1, TimeSpan.FromSeconds(90), "the call of meanwhile");
        Times(hall, 1).ShouldBe(1);
        (await again.Stop()).Code.ShouldBe(0, again.Output);
    }

    [Fact]
    public async Task A_file_that_is_put_back_while_it_runs_is_gone_on_with()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "An open file can be moved on Linux");
        await using var whole = await WholeProgram.Start();
        var path = whole.Variables["Storage__Path"];
        await using var bridge = whole.Run();
        var (hall, manager) = await Hall(whole, bridge);
        File.Move(path, path + ".away");
        whole.Menu.Table("2").CallWaiter();
        await manager.PrivateChat.WaitForMessage(message =>
            message.Text.Contains("базы данных удалён или заменён", StringComparison.Ordinal)
        );
        File.Move(path + ".away", path);
        await whole.Telegram.WaitFor(() => Times(hall, 2) == 1, TimeSpan.FromSeconds(40), "the call of meanwhile");
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith("✅ Мост снова записывает", StringComparison.Ordinal));
        (await bridge.Stop()).Code.ShouldBe(0, bridge.Output);
    }

    [Theory]
    [InlineData("rm {db}-wal")]
    [InlineData("rm {db}-wal {db}-shm")]
    public async Task Without_its_log_a_start_is_enough_and_nothing_is_lost(string spoil)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "An open file can be deleted on Linux");
        await using var whole = await WholeProgram.Start();
        var path = whole.Variables["Storage__Path"];
        TelegramChat hall;
        await using (var bridge = whole.Run())
        {
            (hall, _) = await Hall(whole, bridge);
            OtherUser.Run("sh", "-ec", spoil.Replace("{db}", path, StringComparison.Ordinal));
            whole.Menu.Table("2").CallWaiter();
            await bridge.Line(line => line.Contains("nothing that was stored is lost", StringComparison.Ordinal));
            await bridge.Kill();
        }
        await using var again = whole.Run();
        await whole.Telegram.WaitFor(() => Times(hall, 2) == 1, TimeSpan.FromSeconds(90), "the call of meanwhile");
        (await again.Stop()).Code.ShouldBe(0, again.Output);
    }

    private static async Task<(TelegramChat Hall, Person Manager)> Hall(WholeProgram whole, BridgeProcess bridge)
    {
        var manager = await whole.BecomeManager(bridge);
        var hall = whole.Telegram.World.AddGroup("Зал").AddBot(manager);
        manager.Say(hall, "/subscribe waiter");
        await hall.WaitForMessage(message => message.Text.StartsWith('✅'));
        return (hall, manager);
    }

    private static int Times(TelegramChat chat, int table) =>
        chat.FromBot.Sum(message => message.Text.Split('\n').Count(line => line == $"Стол {table}"));
}

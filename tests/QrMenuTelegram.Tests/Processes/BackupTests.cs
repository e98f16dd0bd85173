using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>Backups by the program as it is shipped, to a new machine.</summary>
[Trait("Kind", "Process")]
public sealed class BackupTests
{
    [Theory]
    [InlineData(Form.Plain)]
    [InlineData(Form.Container)]
    public async Task What_was_backed_up_while_it_ran_works_on_another_machine(Form form)
    {
        await using var whole = await WholeProgram.Start(form);
        var path = whole.Variables["Storage__Path"];
        var copy = Path.Combine(Path.GetDirectoryName(path)!, "copy.db");
        TelegramChat hall;
        await using (var bridge = whole.Run())
        {
            var manager = await whole.BecomeManager(bridge);
            hall = whole.Telegram.World.AddGroup("Зал").AddBot(manager);
            manager.Say(hall, "/subscribe waiter");
            await hall.WaitForMessage(message => message.Text.StartsWith('✅'));
            var (code, output) = await whole.RunToEnd("backup", copy);
            code.ShouldBe(0, output);
            (await whole.RunToEnd("restore", copy)).ShouldSatisfyAllConditions(
                ended => ended.Code.ShouldBe(1),
                ended => ended.Output.ShouldContain("Stop it")
            );
            (await bridge.Stop()).Code.ShouldBe(0, bridge.Output);
        }
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!).Where(file => file != copy))
        {
            File.Delete(file);
        }
        (await whole.RunToEnd("restore", copy)).Code.ShouldBe(0);
        await using var again = whole.Run();
        whole.Menu.Table("5").CallWaiter();
        await hall.WaitForMessage(message => message.Text.StartsWith("Стол 5\n", StringComparison.Ordinal));
        (await again.Stop()).Code.ShouldBe(0, again.Output);
    }
}

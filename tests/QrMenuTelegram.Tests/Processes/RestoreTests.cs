using QrMenuTelegram.Tests.Storage;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>A backup is put in the place of the database, by the book.</summary>
[Trait("Kind", "Process")]
public sealed class RestoreTests
{
    private const string Repeat = "Возможен повтор";

    /// <summary>A start on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_backup_does_not_know_comes_again_and_says_so(bool onAnotherMachine)
    {
        await using var whole = await WholeProgram.Start();
        whole.Variables["Calls__Steps__1__After"] = "01:00:00"; // a reminder is no repeat
        var path = whole.Variables["Storage__Path"];
        var backup = Path.Combine(whole.Folder, "backup.db");
        await using var first = whole.Run();
        var manager = await whole.BecomeManager(first);
        var hall = whole.Telegram.World.AddGroup("Зал").AddBot(manager);
        manager.Say(hall, "/subscribe waiter");
        await hall.WaitForMessage(message => message.Text.StartsWith('✅'));
        whole.Menu.Table("1").CallWaiter();
        await whole.Telegram.WaitFor(() => Count("Стол 1") == 1, what: "the call before the backup");

        // Once it can be taken, the bridge knows that it was shown, and the backup too.
        var known = hall.FromBot[^1];
        manager.PressData(known, known.Buttons[0][0].Data!);
        await hall.WaitForMessage(message => message.Text.Contains("Анна", StringComparison.Ordinal));
        using (var tool = DatabaseTests.Foreign(path))
        {
            DatabaseTests.Run(tool, $"VACUUM INTO '{backup}'");
        }
        whole.Menu.Table("2").CallWaiter();
        whole.Menu.Table("3").AskForBill();
        await whole.Telegram.WaitFor(() => Count("Стол 2") == 1 && Count("Стол 3") == 1, what: "what came after the backup");
        var old = hall.FromBot.Last(message => message.Text.Contains("Стол 2", StringComparison.Ordinal));
        (await first.Stop()).Code.ShouldBe(0, first.Output);

        foreach (var file in new[] { path, path + "-wal", path + "-shm" }.Concat(onAnotherMachine ? [path + ".lock"] : []))
        {
            File.Delete(file);
        }
        File.Move(backup, path);
        await using var again = whole.Run();
        await whole.Telegram.WaitFor(() => Count("Стол 2") == 2 && Count("Стол 3") == 2, Patience, "what the backup does not know");
        whole.Menu.Table("4").CallWaiter();
        await whole.Telegram.WaitFor(() => Count("Стол 4") == 1, Patience, "a call after the restore");

        Count("Стол 1").ShouldBe(1);
        Count(Repeat).ShouldBe(2);
        hall.FromBot.Last(message => message.Text.Contains("Стол 2", StringComparison.Ordinal)).Text.ShouldContain(Repeat);
        hall.FromBot.Last(message => message.Text.Contains("Стол 4", StringComparison.Ordinal)).Text.ShouldNotContain(Repeat);
        await manager.PrivateChat.WaitForMessage(message => message.Text.Contains("более старой копией", StringComparison.Ordinal));

        // The button of a message that nobody knows any more takes no other call.
        var press = manager.PressData(old, old.Buttons[0][0].Data!);
        await press.Answer;
        hall.FromBot.Count(message => message.Text.Contains("Анна", StringComparison.Ordinal)).ShouldBe(1);
        (await again.Stop()).Code.ShouldBe(0, again.Output);

        int Count(string text) =>
            hall.FromBot.Sum(message => message.Text.Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_restart_with_the_same_database_marks_nothing()
    {
        await using var whole = await WholeProgram.Start();
        await using var first = whole.Run();
        var manager = await whole.BecomeManager(first);
        var hall = whole.Telegram.World.AddGroup("Зал").AddBot(manager);
        manager.Say(hall, "/subscribe waiter");
        await hall.WaitForMessage(message => message.Text.StartsWith('✅'));
        await first.Kill();
        whole.Menu.Table("2").CallWaiter();
        await using var again = whole.Run();
        await whole.Telegram.WaitFor(
            () => hall.FromBot[^1].Text.Contains("Стол 2", StringComparison.Ordinal),
            Patience,
            "the call of meanwhile"
        );
        hall.FromBot[^1].Text.ShouldNotContain(Repeat);
        (await again.Stop()).Code.ShouldBe(0, again.Output);
    }
}

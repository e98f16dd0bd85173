using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Tests.Processes;

[Trait("Kind", "Process")]
public sealed class RunTests
{
    [Fact]
    public async Task What_the_only_manager_who_blocked_the_bot_did_not_hear_reaches_who_hears_next_at_once()
    {
        await using var whole = await WholeProgram.Start();
        await using var bridge = whole.Run();
        var manager = await whole.BecomeManager(bridge);
        manager.Block();
        whole.Menu.Table("1").CallWaiter();
        await whole.Menu.WaitForRequests(3);
        var managers = whole.Telegram.World.AddGroup("Менеджеры").AddBot(manager);
        manager.Say(managers, "/subscribe manager");
        var told = await managers.WaitForMessage(message => message.Text.Contains("Стол 1\n", StringComparison.Ordinal));
        told.Text.ShouldStartWith("↪️ Не дошло в Анна:");
        await managers.WaitForMessage(message => message.Text.StartsWith("🚫 Чат Анна не принимает сообщения", StringComparison.Ordinal));
        (await bridge.Stop()).Code.ShouldBe(0);
        bridge.Output.ShouldNotContain(" error ");
    }

    [Fact]
    public async Task From_the_first_start_to_five_messages_in_the_right_chats_and_nothing_twice_after_a_restart()
    {
        await using var whole = await WholeProgram.Start();
        TelegramChat waiters,
            kitchen;
        await using (var bridge = whole.Run())
        {
            var manager = await whole.BecomeManager(bridge);
            waiters = whole.Telegram.World.AddGroup("Зал").AddBot(manager);
            kitchen = whole.Telegram.World.AddGroup("Кухня").AddBot(manager);
            manager.Say(waiters, "/subscribe waiter");
            manager.Say(kitchen, "/subscribe kitchen");
            var (atWaiters, atKitchen) = (await Settled(waiters), await Settled(kitchen));

            foreach (var code in MenuSamples.Codes)
            {
                whole.Menu.AddSample(code);
            }
            await waiters.WaitForMessages(atWaiters + 5);
            await kitchen.WaitForMessages(atKitchen + 2);
            kitchen.FromBot.Count.ShouldBe(atKitchen + 2);
            waiters.FromBot.Skip(atWaiters).ShouldAllBe(message => message.Text.StartsWith("Стол 6\n"));

            var (code2, took) = await bridge.Stop();
            code2.ShouldBe(0, bridge.Output);
            took.ShouldBeLessThan(TimeSpan.FromSeconds(10));
            bridge.Output.ShouldNotContain(whole.Telegram.Token);
            bridge.Output.ShouldNotContain(whole.Menu.Token);
        }

        var shown = (waiters.FromBot.Count, kitchen.FromBot.Count);
        await using var again = whole.Run("run");
        await whole.Menu.WaitForRequests(3);
        whole.Menu.Table("7").CallWaiter();
        await waiters.WaitForMessage(message => message.Text.StartsWith("Стол 7\n", StringComparison.Ordinal));
        (waiters.FromBot.Count, kitchen.FromBot.Count).ShouldBe((shown.Item1 + 1, shown.Item2));
        (await again.Stop()).Code.ShouldBe(0);
    }

    [Fact]
    public async Task After_a_kill_what_was_on_its_way_comes_and_what_was_shown_does_not_come_again()
    {
        await using var whole = await WholeProgram.Start();
        TelegramChat waiters;
        await using (var bridge = whole.Run())
        {
            var manager = await whole.BecomeManager(bridge);
            waiters = whole.Telegram.World.AddGroup("Зал").AddBot(manager);
            manager.Say(waiters, "/subscribe waiter");
            await Settled(waiters);
            whole.Menu.Table("1").CallWaiter();
            await waiters.WaitForMessage(message => message.Text.StartsWith("Стол 1\n", StringComparison.Ordinal));
            // A chat's next message goes when it is recorded that the one before it was shown.
            whole.Menu.Table("2").CallWaiter();
            await waiters.WaitForMessage(message => message.Text.StartsWith("Стол 2\n", StringComparison.Ordinal));
            await whole.Telegram.GoDown();
            whole.Menu.Table("12").CallWaiter();
            await whole.Menu.WaitForRequests(3);
            await bridge.Kill();
        }
        await whole.Telegram.GoUp();
        await using var again = whole.Run();
        await waiters.WaitForMessage(message => message.Text.Contains("Стол 12\n"));
        waiters.FromBot.Count(message => message.Text.Contains("Стол 1\n", StringComparison.Ordinal)).ShouldBe(1);
        (await again.Stop()).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_second_instance_says_so_and_ends()
    {
        await using var whole = await WholeProgram.Start();
        await using var first = whole.Run();
        await whole.Menu.WaitForRequests(1);
        var (code, output) = await whole.RunToEnd("run");
        code.ShouldBe(1);
        output.ShouldContain("another instance of the bridge already works with");
        (await first.Stop()).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_configuration_that_can_not_be_used_is_told_line_by_line()
    {
        await using var whole = await WholeProgram.Start();
        whole.Variables["QrMenu__Timeout"] = "10";
        whole.Variables["Telegram__Token"] = "wrong";
        var (code, output) = await whole.RunToEnd();
        code.ShouldBe(1);
        output.ShouldContain("Telegram__Token is not a bot token");
        output.ShouldContain("QrMenu__Timeout is 10.00:00:00 (a bare number means days)");
    }

    [Fact]
    public async Task The_log_is_json_when_asked_for()
    {
        await using var whole = await WholeProgram.Start();
        whole.Variables["Logging__Console__FormatterName"] = "json";
        await using var bridge = whole.Run();
        var line = await bridge.Line(line => line.StartsWith('{'));
        System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("LogLevel").GetString().ShouldNotBeNull();
        (await bridge.Stop()).Code.ShouldBe(0);
    }

    [Fact]
    public async Task The_env_file_of_the_working_directory_is_read_and_arguments_win_over_it()
    {
        await using var whole = await WholeProgram.Start();
        await File.WriteAllLinesAsync(
            Path.Combine(whole.Folder, ".env"),
            whole.Variables.Select(v => $"{v.Key}='{v.Value}'").Append("Storage__Path=nowhere.db"),
            TestContext.Current.CancellationToken
        );
        var path = whole.Variables["Storage__Path"];
        whole.Variables.Clear();
        await using var bridge = whole.Run("--Storage:Path=" + path);
        await whole.Menu.WaitForRequests(1);
        File.Exists(path).ShouldBeTrue();
        File.Exists(Path.Combine(whole.Folder, "nowhere.db")).ShouldBeFalse();
        (await bridge.Stop()).Code.ShouldBe(0);
    }

    // The answer to /subscribe comes last, after the greeting.
    private static async Task<int> Settled(TelegramChat chat)
    {
        await chat.WaitForMessage(message => message.Text.StartsWith('✅'));
        return chat.FromBot.Count;
    }
}

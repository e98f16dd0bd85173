using QrMenuTelegram.Playground.Simulation.Chats;
using QrMenuTelegram.Playground.Simulation.Menu;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>Each command in each of its forms, each event and each button, by the program as it is shipped.</summary>
public sealed class CommandTests
{
    // A chat each; what stands above prepares what stands below it.
    private static readonly string[][] InGroups =
    [
        ["/subscribe waiter", "/open", "/board", "/claim", "/claim 6", "/test", "/board off"],
        ["/subscribe kitchen 1-20", "/subscribe waiter_call,bill_request 5", "/subscriptions", "/mute 30m", "/unmute", "/unsubscribe 2", "/unsubscribe all"],
        ["/hall Терраса 1-5 7", "/halls", "/subscribe manager Терраса", "/mute 1h waiter_call Терраса", "/tables", "/why 6", "/why 6 waiter_call", "/hall Терраса -"],
        ["/subscribe", "/unsubscribe", "/take", "/staff", "/staff add"],
        ["/language en", "/help", "/start", "/report", "/report yesterday", "/report week", "/report 24.11", "/report at 23:30", "/report at", "/report at off", "/export week"],
        [.. MenuSamples.Codes.Select(code => "/test " + code)],
    ];

    private static readonly string[] InPrivate =
    [
        "/help", "/take 6", "/pause 30m", "/release all", "/me", "/staff", "/invite", "/invite waiter", "/managers", "/status", "/report month", "/export", "/subsribe",
    ];

    [Fact]
    public async Task Every_command_and_every_button_is_answered_and_nothing_fails()
    {
        await using var whole = await WholeProgram.Start();
        await using var bridge = whole.Run();
        var manager = await whole.BecomeManager(bridge);
        foreach (var code in MenuSamples.Codes)
        {
            whole.Menu.AddSample(code);
        }
        var groups = InGroups.Select((_, n) => whole.Telegram.World.AddGroup($"Группа {n + 1}").AddBot(manager)).ToList();
        await Task.WhenAll(groups.Select(group => group.WaitForMessages(1)));

        await Task.WhenAll([.. groups.Zip(InGroups, (group, said) => Say(manager, group, said)), Say(manager, manager.PrivateChat, InPrivate)]);
        await PressEverything(manager, [.. groups, manager.PrivateChat]);

        var menu = whole.Telegram.MenuFor(manager.PrivateChat, "ru").Select(command => "/" + command.Command);
        menu.ShouldBeSubsetOf(InGroups.SelectMany(said => said).Concat(InPrivate).Select(said => said.Split(' ')[0]));
        menu.ShouldNotBeEmpty();
        (await bridge.Stop()).Code.ShouldBe(0);
        bridge.Output.Split('\n').Where(line => !line.Contains(" info ", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("There is no manager yet");
    }

    private static async Task Say(Person manager, TelegramChat chat, string[] said)
    {
        foreach (var text in said)
        {
            var before = chat.FromBot.Count;
            manager.Say(chat, text);
            await chat.WaitForMessages(before + 1);
        }
    }

    // Pressed buttons show others, and those again others, without an end: a few rounds.
    private static async Task PressEverything(Person manager, IReadOnlyList<TelegramChat> chats)
    {
        var pressed = new HashSet<(ShownMessage, string)>();
        for (var round = 0; round < 3; round++)
        {
            var presses = from chat in chats
                          from message in chat.FromBot
                          from button in message.Buttons.SelectMany(row => row)
                          where button.Data is not null && pressed.Add((message, button.Data))
                          select manager.PressData(message, button.Data!).Answer;
            await Task.WhenAll(presses.ToList()).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            await Say(manager, manager.PrivateChat, ["/status"]);
        }
        pressed.Count.ShouldBeGreaterThan(10);
    }
}

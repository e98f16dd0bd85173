using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Calls;

/// <summary>Boards and staff through the whole bridge, between the simulators.</summary>
public sealed class BoardOverHttpTests
{
    [Fact]
    public async Task A_board_is_pinned_where_the_bot_may_and_lives_unpinned_where_it_may_not()
    {
        await using var bridge = await BridgeHost.Prepare();
        await bridge.Start();
        var manager = await bridge.BecomeManager();
        var group = bridge.Telegram.World.AddSupergroup("Зал").AddBot(manager);
        var strict = bridge.Telegram.World.AddSupergroup("Кухня").AddBot(manager);
        strict.MembersMayPin = false;
        manager.Say(group, "/board");
        manager.Say(strict, "/board");
        var board = await group.WaitForMessage(message => message.Text.StartsWith("✅ Никто не ждёт", StringComparison.Ordinal));
        await bridge.Telegram.WaitFor(() => group.PinnedMessageId == board.Id, what: "the board to be pinned");
        await strict.WaitForMessage(message => message.Text.StartsWith("ℹ️ Не могу закрепить доску", StringComparison.Ordinal));
        strict.PinnedMessageId.ShouldBeNull();

        manager.Say(strict, "/board off");
        await strict.WaitForMessage(message => message.Text == "Доску убрали.");
    }

    [Fact]
    public async Task A_reply_in_a_group_makes_staff_who_get_their_tables_calls_in_private()
    {
        await using var bridge = await BridgeHost.Prepare();
        await bridge.Start();
        var manager = await bridge.BecomeManager();
        var boris = bridge.Telegram.AddPerson("Борис");
        boris.Start();
        await boris.PrivateChat.WaitForMessages(1);
        var group = bridge.Telegram.World.AddSupergroup("Зал").AddBot(manager);
        var said = boris.Say(group, "Всем привет");
        manager.Say(group, "/staff add", new SayOptions { ReplyTo = said });
        await boris.PrivateChat.WaitForMessage(message =>
            message.Text.StartsWith("Борис, теперь вы в персонале", StringComparison.Ordinal)
        );
        boris.Say("/take 6");
        await boris.PrivateChat.WaitForMessage(message => message.Text.StartsWith("✅ Ваши столы — 6", StringComparison.Ordinal));
        bridge.Menu.Table("6").CallWaiter();
        await boris.PrivateChat.WaitForMessage(message =>
            message.Text.StartsWith("Стол 6", StringComparison.Ordinal) && message.HasButton("Принять")
        );
    }
}

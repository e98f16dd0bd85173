using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Tests.Faults;

/// <summary>What people do to chats, the whole bridge on real sockets: told once, kept, shown when the chat is back.</summary>
[Trait("Kind", "Network")]
public sealed class ChatFaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string, Action<TelegramChat, Person>, Action<TelegramChat, Person>> Shut { get; } =
        new()
        {
            { "thrown out", (chat, by) => chat.KickBot(by), (chat, by) => chat.AddBot(by) },
            { "taken out", (chat, by) => chat.RemoveBot(by), (chat, by) => chat.AddBot(by) },
            {
                "silenced",
                (chat, by) => chat.SetBotStatus(by, BotStatus.Restricted),
                (chat, by) => chat.SetBotStatus(by, BotStatus.Member)
            },
            {
                "nobody may write",
                (chat, _) => chat.RefuseWriting(),
                (chat, by) =>
                {
                    chat.RefuseWriting(null);
                    by.Say(chat, "/help");
                }
            },
            {
                "nobody may write, by another word",
                (chat, _) => chat.RefuseWriting("CHAT_RESTRICTED"),
                (chat, by) =>
                {
                    chat.RefuseWriting(null);
                    by.Say(chat, "/help");
                }
            },
        };

    [Theory]
    [MemberData(nameof(Shut), DisableDiscoveryEnumeration = true)]
    public async Task A_group_that_shuts_us_out_is_told_once_kept_in_the_status_and_gets_all_late_when_it_is_back(
        string how,
        Action<TelegramChat, Person> shut,
        Action<TelegramChat, Person> fix
    )
    {
        await using var rig = await FaultRig.Start();
        var (hall, bar) = (await rig.Group("Зал", super: true), await rig.Group("Бар"));
        shut(hall, rig.Manager);
        rig.Bridge.Menu.Table("1").CallWaiter();
        await rig.Until(() => bar.Times("Стол 1\n") == 1, how);
        await rig.Until(() => rig.Manager.PrivateChat.Times("Не дошло в Зал") == 1, "what was forwarded");
        rig.Bridge.Menu.Table("2").CallWaiter();
        await rig.Pass(5 * Second);
        rig.Manager.PrivateChat.Times("Чат Зал не принимает сообщения").ShouldBe(1);
        rig.Manager.PrivateChat.Times("Стол 2\n").ShouldBe(1);
        var status = await rig.Status();
        status.ShouldContain("🚫 Зал не принимает сообщения");
        status.ShouldContain("ждут: 2");

        await rig.Pass(TimeSpan.FromMinutes(30), step: TimeSpan.FromMinutes(1));
        fix(hall, rig.Manager);
        await rig.Until(() => hall.Times("Стол 1\n") == 1 && hall.Times("Стол 2\n") == 1, "what had waited");
        hall.FromBot.Last(message => message.Text.Contains("Стол 1\n")).Text.ShouldContain("Задержка доставки: 30");
        await rig.Until(() => rig.Manager.PrivateChat.Times("снова принимает") == 1, "the good news");
        rig.Manager.PrivateChat.Times("Чат Зал не принимает сообщения").ShouldBe(1);
        (await rig.Status()).ShouldNotContain("🚫");
    }

    [Fact]
    public async Task A_waiter_who_blocks_the_bot_gets_all_when_he_unblocks_it()
    {
        await using var rig = await FaultRig.Start();
        var boris = rig.Manager;
        var hall = await rig.Group("Менеджеры", "manager");
        boris.Say("/subscribe waiter");
        await rig.Until(() => boris.PrivateChat.Times("✅") == 1, "the subscription");
        boris.Block();
        rig.Bridge.Menu.Table("1").CallWaiter();
        await rig.Until(() => hall.Times("бота заблокировали") == 1, "the alert");
        await rig.Pass(TimeSpan.FromMinutes(5), step: 5 * Second);
        boris.PrivateChat.Times("Стол 1\n").ShouldBe(0);
        hall.Times("бота заблокировали").ShouldBe(1);
        boris.Unblock();
        await rig.Until(() => boris.PrivateChat.Times("Стол 1\n") == 1, "what had waited");
    }

    [Fact]
    public async Task What_the_only_manager_who_blocked_the_bot_did_not_hear_is_told_once_to_who_hears_next()
    {
        await using var rig = await FaultRig.Start();
        rig.Manager.Block();
        rig.Bridge.Menu.Table("1").CallWaiter();
        await rig.Pass(15 * Second);
        var managers = await rig.Group("Менеджеры", "manager");
        await rig.Until(() => managers.Times("Стол 1\n") == 1, "what nobody knew of", step: 5 * Second);
        managers.Times("бота заблокировали").ShouldBe(1);
        await rig.Pass(TimeSpan.FromMinutes(25), step: 5 * Second);
        managers.Times("Стол 1\n").ShouldBe(1);
        managers.Times("бота заблокировали").ShouldBe(1);
        rig.Manager.PrivateChat.Times("Стол 1\n").ShouldBe(0);
        rig.Manager.Unblock();
        await rig.Until(() => rig.Manager.PrivateChat.Times("Стол 1\n") == 1, "what had waited");
        managers.Times("снова принимает").ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_for_a_deleted_group_ends_after_12_hours_and_was_shown_to_the_managers_at_once()
    {
        await using var rig = await FaultRig.Start();
        var hall = await rig.Group("Зал");
        hall.Delete();
        rig.Bridge.Menu.Table("1").CallWaiter();
        await rig.Until(() => rig.Manager.PrivateChat.Times("Стол 1\n") == 1, "what was forwarded", step: Second);
        await rig.Until(() => rig.Manager.PrivateChat.Times("чат удалён") == 1, "why", step: Second);
        (await rig.Status()).ShouldContain("ждут: 1");
        await rig.Pass(TimeSpan.FromHours(12.2), step: TimeSpan.FromMinutes(4));
        rig.Manager.PrivateChat.Times("чат удалён").ShouldBe(1);
        var status = await rig.Status();
        status.ShouldContain("🚫 Зал");
        status.ShouldNotContain("ждут: 1");
    }

    [Theory]
    [InlineData("before", MigrationNews.First)]
    [InlineData("before", MigrationNews.AfterRefusal)]
    [InlineData("before", MigrationNews.Never)]
    [InlineData("during", MigrationNews.First)]
    [InlineData("during", MigrationNews.AfterRefusal)]
    [InlineData("during", MigrationNews.Never)]
    [InlineData("after", MigrationNews.First)]
    [InlineData("after", MigrationNews.AfterRefusal)]
    [InlineData("after", MigrationNews.Never)]
    public async Task A_group_upgraded_at_any_moment_shows_each_event_once_and_keeps_its_subscription(string when, MigrationNews news)
    {
        await using var rig = await FaultRig.Start();
        var hall = await rig.Group("Зал");
        TelegramChat upgraded;
        switch (when)
        {
            case "before":
                upgraded = hall.Upgrade(rig.Manager, news);
                await rig.Pass(Second);
                rig.Bridge.Menu.Table("1").CallWaiter();
                break;
            case "during":
                using (rig.Bridge.Telegram.Faults.Always(new Fault.Delay(3 * Second), "sendMessage"))
                {
                    rig.Bridge.Menu.Table("1").CallWaiter();
                    await rig.Until(() => rig.Bridge.Telegram.UnderWay >= 2, "the send", step: TimeSpan.FromMilliseconds(100));
                    upgraded = hall.Upgrade(rig.Manager, news);
                    await rig.Pass(5 * Second);
                }
                break;
            default:
                rig.Bridge.Menu.Table("1").CallWaiter();
                await rig.Until(() => hall.Times("Стол 1\n") == 1, "the first event");
                upgraded = hall.Upgrade(rig.Manager, news);
                break;
        }
        rig.Bridge.Menu.Table("2").CallWaiter();
        await rig.Until(() => upgraded.Times("Стол 2\n") == 1, "the second event");
        await rig.Pass(TimeSpan.FromMinutes(1), step: Second);
        (hall.Times("Стол 1\n") + upgraded.Times("Стол 1\n"), hall.Times("Стол 2\n") + upgraded.Times("Стол 2\n")).ShouldBe((1, 1));
        rig.Manager.PrivateChat.Times("не принимает").ShouldBe(0);
        rig.Manager.Say(upgraded, "/subscriptions");
        await rig.Until(() => upgraded.Times("Подписки этого чата") == 1, "the subscription");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_for_a_topic_that_is_deleted_or_closed_is_shown_in_the_chat_and_told_once(bool deleted)
    {
        await using var rig = await FaultRig.Start();
        var hall = await rig.Group("Зал", topic: "Веранда");
        if (deleted)
        {
            hall.DeleteTopic(hall.Topics[0].Id);
        }
        else
        {
            hall.CloseTopic(hall.Topics[0].Id);
        }
        rig.Bridge.Menu.Table("1").CallWaiter();
        rig.Bridge.Menu.Table("2").CallWaiter();
        await rig.Until(() => hall.Times("Стол 1\n") == 1 && hall.Times("Стол 2\n") == 1, "the events");
        hall.FromBot.Where(message => message.Text.Contains("Стол ")).ShouldAllBe(message => message.TopicId == 0);
        rig.Bridge.Menu.Table("3").CallWaiter();
        await rig.Until(() => hall.Times("Стол 3\n") == 1, "the next event");
        await rig.Pass(10 * Second);
        rig.Manager.PrivateChat.FromBot.Count(message =>
                message.Text.Contains("Зал") && message.Text.Contains("тем", StringComparison.OrdinalIgnoreCase)
            )
            .ShouldBe(1);
    }

    [Fact]
    public async Task What_telegram_can_not_parse_is_shown_plain_and_told_once()
    {
        await using var rig = await FaultRig.Start();
        var hall = await rig.Group("Зал");
        rig.Bridge.Telegram.Faults.While(
            call => call.Method == "sendmessage" && call.ChatId == hall.Id && call.Text("parse_mode") is not null,
            Fault.BadRequest("can't parse entities: Unsupported start tag \"x\" at byte offset 0")
        );
        rig.Bridge.Menu.Table("1").CallWaiter();
        rig.Bridge.Menu.Table("2").CallWaiter();
        await rig.Until(() => hall.Times("Стол 1\n") == 1 && hall.Times("Стол 2\n") == 1, "both events, plain");
        await rig.Pass(5 * Second);
        rig.Manager.PrivateChat.Times("не принял оформление").ShouldBe(1);
    }
}

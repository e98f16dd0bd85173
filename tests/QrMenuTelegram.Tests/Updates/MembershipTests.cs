using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Updates;

public sealed class MembershipTests : IDisposable
{
    private readonly UpdateRig _rig = new UpdateRig("1").Arrive();

    [Fact]
    public void Added_to_a_group_by_a_manager_the_bot_asks_whom_it_is_for() =>
        Became(UpdateRig.Hall, UpdateRig.Anna, BotStanding.Outside, BotStanding.MayWrite)
            .ShouldBe(
                """
                Здравствуйте! Я присылаю вызовы гостей из QR-меню. Для кого эта группа?
                [Официанты — все события]
                [Кухня — заказы и дозаказы]
                [Касса — счета и оплаты]
                [Менеджеры — всё и предупреждения]
                """
            );

    [Fact]
    public void By_a_link_that_says_Start_there_too_it_asks_once()
    {
        Became(UpdateRig.Hall, UpdateRig.Anna, BotStanding.Outside, BotStanding.MayWrite).ShouldContain("Для кого эта группа?");
        _rig.Say(UpdateRig.Anna, "/start@Hall_Bot setup", UpdateRig.Hall).ShouldBeEmpty();
    }

    [Fact]
    public void Put_back_by_anybody_of_the_staff_it_says_what_the_group_gets()
    {
        _rig.Say(UpdateRig.Anna, "/subscribe кухня", UpdateRig.Hall);
        _rig.Hire(UpdateRig.Boris);
        Became(UpdateRig.Hall, UpdateRig.Boris, BotStanding.MayWrite, BotStanding.Outside);
        Became(UpdateRig.Hall, UpdateRig.Boris, BotStanding.Outside, BotStanding.MayWrite)
            .ShouldContain("👋 Я снова здесь. Эта группа получает:\n№1 кухня · все столы");
    }

    [Fact]
    public void A_channel_is_no_place_for_it_and_whoever_put_it_there_hears_so()
    {
        _rig.Say(UpdateRig.Anna, "/start");
        Became(new ChatInfo(-500, ChatKind.Channel, "Новости"), UpdateRig.Anna, BotStanding.Outside, BotStanding.MayWrite)
            .ShouldBe("Канал «Новости»: в каналах я не работаю. Добавьте меня в группу.");
        _rig.Chat(-500).ShouldBeNull();
    }

    [Fact]
    public void Added_by_a_stranger_it_says_nothing_of_use_to_him() =>
        Became(UpdateRig.Hall, UpdateRig.Stranger, BotStanding.Outside, BotStanding.MayWrite)
            .ShouldBe("Здравствуйте! Я бот для персонала ресторана. Чтобы я заработал здесь, менеджер должен меня настроить.");

    [Theory]
    [InlineData(BotStanding.MayWrite)]
    [InlineData(BotStanding.Silenced)]
    public void A_promotion_or_a_new_right_is_no_reason_to_greet(BotStanding before) =>
        Became(UpdateRig.Hall, UpdateRig.Anna, before, BotStanding.MayWrite).ShouldBeEmpty();

    [Fact]
    public void A_person_who_unblocks_the_bot_is_not_greeted_and_gets_what_waits()
    {
        _rig.Say(UpdateRig.Anna, "/start");
        _rig.Refuse(UpdateRig.Anna.Id);
        _rig.Outbox.Touched.Clear();
        Became(UpdateRig.Private(UpdateRig.Anna), UpdateRig.Anna, BotStanding.Outside, BotStanding.MayWrite).ShouldBeEmpty();
        _rig.Outbox.Touched.ShouldBe([UpdateRig.Anna.Id]);
    }

    [Theory]
    [InlineData(BotStanding.Outside, RefusalReason.Kicked)]
    [InlineData(BotStanding.Silenced, RefusalReason.NoRightToWrite)]
    public void A_subscribed_group_that_shuts_us_out_is_marked_at_once_and_told_to_the_managers(BotStanding now, RefusalReason reason)
    {
        var told = new List<string?>();
        _rig.Facts.On<DeliveryFact.ChatRefused>(fact => told.Add(fact.Chat.RefusedReason));
        _rig.Say(UpdateRig.Anna, "/start", UpdateRig.Hall);
        _rig.Subscribe(UpdateRig.Hall);
        Became(UpdateRig.Hall, UpdateRig.Stranger, BotStanding.MayWrite, now);
        told.ShouldBe([reason.ToString()]);
        _rig.Chat(UpdateRig.Hall.Id)!.RefusedReason.ShouldBe(reason.ToString());
    }

    [Fact]
    public void A_group_that_gets_no_messages_may_go_without_a_word()
    {
        var told = new List<string>();
        _rig.Facts.On<DeliveryFact.ChatRefused>(fact => told.Add(fact.Chat.Title));
        Became(UpdateRig.Hall, UpdateRig.Stranger, BotStanding.MayWrite, BotStanding.Outside).ShouldBeEmpty();
        Became(UpdateRig.Private(UpdateRig.Stranger), UpdateRig.Stranger, BotStanding.MayWrite, BotStanding.Outside).ShouldBeEmpty();
        told.ShouldBeEmpty();
    }

    [Fact]
    public void Removed_and_added_again_the_group_still_has_its_subscriptions()
    {
        _rig.Say(UpdateRig.Anna, "/start", UpdateRig.Hall);
        _rig.Subscribe(UpdateRig.Hall);
        Became(UpdateRig.Hall, UpdateRig.Anna, BotStanding.MayWrite, BotStanding.Outside);
        Became(UpdateRig.Hall, UpdateRig.Anna, BotStanding.Outside, BotStanding.MayWrite).ShouldNotBeEmpty();
        _rig.Write(QrMenuTelegram.Routing.SubscriptionStore.All).ShouldHaveSingleItem().To.ShouldBe(new Destination(UpdateRig.Hall.Id));
    }

    [Fact]
    public void A_group_that_became_a_supergroup_keeps_its_subscriptions_told_once_or_twice()
    {
        var group = new ChatInfo(-7, ChatKind.Group, "Кухня");
        _rig.Say(UpdateRig.Anna, "/language en", group);
        _rig.Subscribe(group);
        for (var i = 0; i < 2; i++)
        {
            _rig.Handle(new IncomingUpdate.ChatMigrated(_rig.NextId, group.Id, -1007)).ShouldBeEmpty();
        }
        _rig.Write(QrMenuTelegram.Routing.SubscriptionStore.All).ShouldHaveSingleItem().To.ShouldBe(new Destination(-1007));
        _rig.Say(UpdateRig.Stranger, "/secret", new ChatInfo(-1007, ChatKind.Supergroup, "Кухня"))
            .ShouldBe("Sorry, this command is for managers only.");
    }

    public void Dispose() => _rig.Dispose();

    private string Became(ChatInfo chat, Sender by, BotStanding before, BotStanding now) =>
        _rig.Handle(new IncomingUpdate.BotStatusChanged(_rig.NextId, chat, by, before, now));
}

using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Updates;

public sealed class MembershipTests : IDisposable
{
    private readonly UpdateRig _rig = new UpdateRig("1").Arrive();

    [Fact]
    public void Added_to_a_group_by_a_manager_the_bot_names_the_next_step() =>
        Became(UpdateRig.Hall, UpdateRig.Anna, BotStanding.Outside, BotStanding.MayWrite)
            .ShouldBe("Здравствуйте! Чтобы присылать сюда вызовы гостей, напишите /subscribe");

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

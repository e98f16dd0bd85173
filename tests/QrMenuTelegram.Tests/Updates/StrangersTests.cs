using Dapper;
using QrMenuTelegram.People;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Updates;

/// <summary>People who have nothing to do with the restaurant: how much they are answered, and what they cost.</summary>
public sealed class StrangersTests : IDisposable
{
    private static readonly ChatInfo TheirGroup = new(-900, ChatKind.Supergroup, new string('t', 200));
    private readonly UpdateRig _rig = new UpdateRig("1").Arrive();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("/help")]
    [InlineData("/start")]
    [InlineData("/start wrong")]
    [InlineData("/language en")]
    [InlineData("/secret")]
    [InlineData("/nonsense")]
    [InlineData("hello")]
    public void All_of_them_together_are_answered_once_a_second_and_one_of_them_once_a_minute(string text)
    {
        Said(text, strangers: 500).ShouldBe(1);
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        _rig.Say(Person(0), text).ShouldBeEmpty();
        Said(text, strangers: 500).ShouldBe(1);
        _rig.Time.Advance(TimeSpan.FromSeconds(60));
        _rig.Say(Person(0), text).ShouldNotBeEmpty();
    }

    [Fact]
    public void Nothing_is_stored_of_them()
    {
        var before = Rows();
        foreach (
            var text in new[] { "/help", "/secret", "/me", "/language", "/claim 1", "hello", "/start " + new string('x', 32), "/subscribe" }
        )
        {
            Said(text, strangers: 50);
            for (var i = 0; i < 50; i++)
            {
                _rig.Say(Person(i), text, TheirGroup with { Id = TheirGroup.Id - i });
                _rig.Say(UpdateRig.AnonymousAdmin, text, TheirGroup with { Id = TheirGroup.Id - i }, anonymous: true);
                _rig.Handle(new IncomingUpdate.ButtonPress(_rig.NextId, "q", Person(i), TheirGroup, 0, 7, "claim:t:1"));
                _rig.Handle(
                    new IncomingUpdate.BotStatusChanged(
                        _rig.NextId,
                        TheirGroup with
                        {
                            Id = TheirGroup.Id - i,
                        },
                        Person(i),
                        BotStanding.Outside,
                        BotStanding.MayWrite
                    )
                );
                _rig.Handle(
                    new IncomingUpdate.BotStatusChanged(
                        _rig.NextId,
                        TheirGroup with
                        {
                            Id = TheirGroup.Id - i,
                        },
                        Person(i),
                        BotStanding.MayWrite,
                        BotStanding.Silenced
                    )
                );
                _rig.Time.Advance(TimeSpan.FromSeconds(2));
            }
        }
        Rows().ShouldBe(before);
    }

    [Fact]
    public void Whoever_pressed_start_is_remembered_by_number_and_no_more_than_a_thousand_are()
    {
        for (var i = 0; i < StarterStore.Most + 50; i++)
        {
            _rig.Say(Person(i), "/start");
            _rig.Time.Advance(TimeSpan.FromSeconds(1));
        }
        _rig.Write(t => t.Connection.ExecuteScalar<long>("SELECT count(*) FROM starters")).ShouldBe(StarterStore.Most);
        _rig.Write(t => t.Connection.ExecuteScalar<long>("SELECT min(person_id) FROM starters")).ShouldBe(Person(50).Id);
    }

    [Fact]
    public void A_group_of_theirs_is_answered_once_an_hour()
    {
        var answers = 0;
        for (var second = 0; second < 3600; second++)
        {
            answers += _rig.Say(Person(second % 100), "/help", TheirGroup).Length > 0 ? 1 : 0;
            _rig.Time.Advance(TimeSpan.FromSeconds(1));
        }
        answers.ShouldBe(1);
    }

    [Fact]
    public void Whoever_was_invited_is_let_in_however_many_of_them_talk()
    {
        var invitation = _rig.Write(t => _rig.Codes.Invite(t, InvitationRoles.Waiter, 1));
        Said("/help", strangers: 100);
        _rig.Say(UpdateRig.Boris, "/start " + invitation.Code).ShouldContain("персонал");
        _rig.Write(t => PeopleStore.IsStaff(t, UpdateRig.Boris.Id)).ShouldBeTrue();
    }

    [Fact]
    public void Who_speaks_in_a_group_of_the_restaurant_is_not_silenced_by_strangers_elsewhere()
    {
        _rig.Know(UpdateRig.Hall);
        Said("/help", strangers: 100);
        _rig.Say(UpdateRig.Boris, "/help", UpdateRig.Hall).ShouldNotBeEmpty();
    }

    [Fact]
    public void In_a_group_of_the_restaurant_those_without_rights_have_six_answers_a_minute_together()
    {
        _rig.Know(UpdateRig.Hall);
        Enumerable.Range(0, 100).Count(i => _rig.Say(Person(i), "/help", UpdateRig.Hall).Length > 0).ShouldBe(6);
    }

    [Fact]
    public void A_manager_of_the_settings_who_pressed_start_as_a_stranger_can_be_written_to()
    {
        _rig.Say(UpdateRig.Boris, "/start");
        _rig.Write(t =>
        {
            new ConfiguredManagers(new TelegramOptions { Managers = new HashSet<long> { 2 } }).Settle(t, new(1), PeopleStore.RemoveManager);
            return 0;
        });
        _rig.Chat(UpdateRig.Boris.Id)!.RefusedAt.ShouldBeNull();
    }

    [Fact]
    public void A_bot_is_told_that_it_is_one_and_does_nothing()
    {
        _rig.Know(UpdateRig.Hall);
        var bot = UpdateRig.Anna with { IsBot = true };
        _rig.Say(bot, "/secret x", UpdateRig.Hall).ShouldStartWith("Это может сделать только человек");
        _rig.Say(bot, "/claim 6", UpdateRig.Hall).ShouldBeEmpty("once a minute, or two bots would talk to each other without end");
        _rig.Say(UpdateRig.Anna, "/secret", UpdateRig.Hall);
        _rig.Press(bot, "Again", UpdateRig.Hall).ShouldStartWith("(Это может сделать только человек");
    }

    [Fact]
    public void Whoever_presses_more_than_a_finger_can_is_not_heard_for_a_while()
    {
        _rig.Know(UpdateRig.Hall);
        Enumerable.Range(0, 100).Count(_ => Press(UpdateRig.Boris) is not null).ShouldBe(ReplyBudget.PressesAtOnce);
        Press(UpdateRig.Stranger).ShouldNotBeNull();
        _rig.Time.Advance(TimeSpan.FromSeconds(10));
        Press(UpdateRig.Boris).ShouldNotBeNull();
        Enumerable.Range(0, 100).Count(_ => Press(UpdateRig.Anna) is not null).ShouldBe(100, "managers set up what needs many presses");
    }

    private PressAnswer? Press(Sender person) =>
        _rig.Write(t => _rig.Handler.Handle(t, new IncomingUpdate.ButtonPress(_rig.NextId, "q", person, UpdateRig.Hall, 0, 7, "gone:1")));

    private int Said(string text, int strangers) => Enumerable.Range(0, strangers).Count(i => _rig.Say(Person(i), text).Length > 0);

    private static Sender Person(int number) => new(5000 + number, $"Stranger {number}", null, "en");

    private string Rows() =>
        string.Join(
            ", ",
            new[] { "people", "chats", "notices", "messages", "dialogs", "state" }.Select(table =>
                $"{table} {_rig.Write(t => t.Connection.ExecuteScalar<long>("SELECT count(*) FROM " + table))}"
            )
        );
}

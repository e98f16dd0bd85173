using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Updates;

public sealed class DispatchTests : IDisposable
{
    private const string ManagersOnly = "Извините, эта команда только для менеджеров.";

    private readonly UpdateRig _rig = new UpdateRig("1").Arrive();

    [Fact]
    public void A_managers_command_runs_with_its_words() =>
        _rig.Say(UpdateRig.Anna, "/SECRET  one\ntwo ").ShouldBe("heard [one\ntwo]\n[Again]");

    [Fact]
    public void A_command_in_a_group_is_answered_in_its_topic()
    {
        _rig.Say(UpdateRig.Anna, "/secret@hall_bot x", UpdateRig.Hall, topic: 77).ShouldBe("heard [x]\n[Again]");
        _rig.Notices[^1]
            .ShouldSatisfyAllConditions(notice => notice.ChatId.ShouldBe(UpdateRig.Hall.Id), notice => notice.TopicId.ShouldBe(77));
    }

    [Theory]
    [InlineData("/secret@other_bot x")]
    [InlineData("hello")]
    [InlineData("/unknown")]
    public void A_group_hears_nothing_on_what_is_not_for_the_bot(string text) =>
        _rig.Say(UpdateRig.Anna, text, UpdateRig.Hall).ShouldBeEmpty();

    [Fact]
    public void An_unknown_command_that_names_the_bot_is_answered_in_a_group() =>
        _rig.Say(UpdateRig.Anna, "/unknown@Hall_Bot", UpdateRig.Hall).ShouldBe("Нет команды /unknown. Все команды: /help");

    [Fact]
    public void An_unknown_command_in_private_gets_the_nearest_one_that_the_person_may_use()
    {
        _rig.Say(UpdateRig.Anna, "/secert").ShouldBe("Нет команды /secert. Может быть, /secret? Все команды: /help");
        _rig.Say(UpdateRig.Stranger, "/secert").ShouldBe("Нет команды /secert. Все команды: /help");
    }

    [Theory]
    [InlineData("/помощь", "/help")]
    [InlineData("/ореn", "/open")]
    [InlineData("/пауза 30м", "/pause")]
    public void A_command_in_letters_that_no_command_has_is_answered_with_the_one_that_is_meant(string typed, string meant)
    {
        _rig.Hire(UpdateRig.Boris);
        var command = typed[1..].Split(' ')[0];
        for (var times = 0; times < 2; times++)
        {
            _rig.Say(UpdateRig.Boris, typed).ShouldBe($"Нет команды /{command}. Может быть, {meant}? Все команды: /help");
        }
    }

    [Fact]
    public void Free_text_in_private_gets_a_hint_once_a_minute()
    {
        _rig.Say(UpdateRig.Anna, "привет").ShouldBe("Я понимаю только команды и кнопки. Что я умею: /help");
        _rig.Say(UpdateRig.Anna, "ау").ShouldBeEmpty();
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        _rig.Say(UpdateRig.Anna, "ау").ShouldNotBeEmpty();
    }

    [Fact]
    public void A_stranger_gets_one_polite_line_and_nothing_is_done() => _rig.Say(UpdateRig.Stranger, "/secret x").ShouldBe(ManagersOnly);

    [Fact]
    public void In_a_group_of_the_restaurant_a_member_is_answered_once_a_minute()
    {
        _rig.Know(UpdateRig.Hall);
        _rig.Say(UpdateRig.Stranger, "/secret", UpdateRig.Hall).ShouldBe(ManagersOnly);
        _rig.Say(UpdateRig.Stranger, "/secret", UpdateRig.Hall).ShouldBeEmpty();
        _rig.Say(UpdateRig.Boris, "/secret", UpdateRig.Hall).ShouldBe(ManagersOnly);
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        _rig.Say(UpdateRig.Stranger, "/secret", UpdateRig.Hall).ShouldBe(ManagersOnly);
    }

    [Fact]
    public void A_stranger_can_not_make_the_bot_talk_without_end()
    {
        var answers = Enumerable.Range(0, 100).Count(_ => _rig.Say(UpdateRig.Stranger, "/help").Length > 0);
        answers.ShouldBe(1);
    }

    [Fact]
    public void An_anonymous_admin_hears_why_he_is_not_known_and_what_to_do()
    {
        var answer = _rig.Say(UpdateRig.AnonymousAdmin, "/secret x", UpdateRig.Hall, anonymous: true);
        answer.ShouldBe(
            "Вы пишете анонимно, поэтому я не вижу, кто вы. Отключите «Анонимность» в своих правах администратора группы и повторите "
                + "команду."
        );
    }

    [Fact]
    public void An_anonymous_admin_may_go_on_with_buttons_which_are_pressed_in_his_own_name()
    {
        _rig.Know(UpdateRig.Hall);
        var answer = _rig.Say(UpdateRig.AnonymousAdmin, "/asking", UpdateRig.Hall, anonymous: true);
        answer.ShouldContain("Выберите кнопками ниже");
        answer.ShouldEndWith("--\nWhich?\n[This]");
        _rig.Press(UpdateRig.Stranger, "This", UpdateRig.Hall).ShouldBe("(Извините, это только для менеджеров.)\nWhich?\n[This]");
        _rig.Press(UpdateRig.Anna, "This", UpdateRig.Hall).ShouldBe("You chose this");
    }

    [Fact]
    public void Nobody_is_a_manager_by_writing_anonymously_with_a_managers_id() =>
        _rig.Say(UpdateRig.Anna, "/secret x", UpdateRig.Hall, anonymous: true).ShouldStartWith("Вы пишете анонимно");

    [Fact]
    public void A_channel_hears_nothing() =>
        _rig.Say(UpdateRig.Anna, "/secret", new ChatInfo(-1005, ChatKind.Channel, "Новости")).ShouldBeEmpty();

    [Fact]
    public void A_press_reaches_its_command_and_edits_its_message()
    {
        _rig.Say(UpdateRig.Anna, "/secret", UpdateRig.Hall);
        _rig.Press(UpdateRig.Anna, "Again", UpdateRig.Hall).ShouldBe("pressed [again]");
    }

    [Fact]
    public void A_strangers_press_does_nothing()
    {
        _rig.Say(UpdateRig.Anna, "/secret", UpdateRig.Hall);
        _rig.Press(UpdateRig.Stranger, "Again", UpdateRig.Hall).ShouldBe("(Извините, это только для менеджеров.)\nheard []\n[Again]");
    }

    [Theory]
    [InlineData("gone:1")]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("help:x")]
    public void A_button_that_nothing_knows_any_more_says_so(string data) =>
        _rig.PressData(UpdateRig.Anna, data, UpdateRig.Hall, 5).ShouldBe("(Эта кнопка устарела. Повторите команду.)\n");

    [Fact]
    public void A_press_whose_message_telegram_forgot_is_answered() =>
        _rig.Write(transaction =>
                _rig.Handler.Handle(transaction, new IncomingUpdate.ButtonPress(1, "q", UpdateRig.Anna, null, 0, 0, "secret:again"))
            )
            .ShouldBe(new PressAnswer("q", "Эта кнопка устарела. Повторите команду.", false));

    [Fact]
    public void A_word_from_a_chat_that_refused_us_is_a_sign_of_life()
    {
        _rig.Say(UpdateRig.Anna, "/secret", UpdateRig.Hall);
        _rig.Refuse(UpdateRig.Hall.Id);
        _rig.Outbox.Touched.Clear();
        _rig.Say(UpdateRig.Stranger, "nothing for the bot", UpdateRig.Hall);
        _rig.Outbox.Touched.ShouldBe([UpdateRig.Hall.Id]);
    }

    public void Dispose() => _rig.Dispose();
}

using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Commands;

public sealed class LanguageTests : IDisposable
{
    private readonly UpdateRig _rig = new UpdateRig("1").Arrive();

    [Fact]
    public void The_language_is_the_chats_and_is_used_from_the_answer_on()
    {
        _rig.Say(UpdateRig.Anna, "/language EN", UpdateRig.Hall).ShouldBe("Language of this chat: English");
        _rig.Say(UpdateRig.Stranger, "/secret", UpdateRig.Hall).ShouldBe("Sorry, this command is for managers only.");
        _rig.Say(UpdateRig.Stranger, "/secret").ShouldBe("Извините, эта команда только для менеджеров.");
    }

    [Fact]
    public void Without_words_it_asks_with_buttons_and_the_same_message_shows_the_choice()
    {
        _rig.Say(UpdateRig.Anna, "/language", UpdateRig.Hall).ShouldBe("Язык этого чата: Русский\n[✓ Русский]\n[English]");
        _rig.Press(UpdateRig.Anna, "English", UpdateRig.Hall).ShouldBe("Language of this chat: English\n[Русский]\n[✓ English]");
        _rig.Press(UpdateRig.Anna, "✓ English", UpdateRig.Hall).ShouldBe("Language of this chat: English\n[Русский]\n[✓ English]");
    }

    [Fact]
    public void A_language_may_be_called_by_its_own_name() =>
        _rig.Say(UpdateRig.Anna, "/language english").ShouldBe("Language of this chat: English");

    [Fact]
    public void An_unknown_language_is_answered_with_those_there_are() =>
        _rig.Say(UpdateRig.Anna, "/language <klingon>")
            .ShouldBe("Нет языка «<klingon>». Есть:\n/language ru — Русский\n/language en — English");

    [Fact]
    public void In_private_whoever_is_no_stranger_may_set_his_own()
    {
        _rig.Say(UpdateRig.Stranger, "/language en").ShouldBe("Извините, эта команда только для менеджеров.");
        _rig.Hire(UpdateRig.Boris);
        _rig.Say(UpdateRig.Boris, "/language en").ShouldBe("Language of this chat: English");
        _rig.Say(UpdateRig.Boris, "/secret").ShouldBe("Sorry, this command is for managers only.");
    }

    [Fact]
    public void In_a_group_only_managers_set_it()
    {
        _rig.Say(UpdateRig.Stranger, "/language en", UpdateRig.Hall).ShouldBe("Извините, эта команда только для менеджеров.");
        _rig.Say(UpdateRig.Anna, "/language", UpdateRig.Hall);
        _rig.Press(UpdateRig.Stranger, "English", UpdateRig.Hall)
            .ShouldStartWith("(Извините, это только для менеджеров.)\nЯзык этого чата: Русский");
    }

    [Fact]
    public void An_anonymous_admin_gets_the_buttons()
    {
        _rig.Know(UpdateRig.Hall);
        _rig.Say(UpdateRig.AnonymousAdmin, "/language", UpdateRig.Hall, anonymous: true).ShouldEndWith("[✓ Русский]\n[English]");
        _rig.Press(UpdateRig.Anna, "English", UpdateRig.Hall).ShouldStartWith("Language of this chat: English");
    }

    public void Dispose() => _rig.Dispose();
}

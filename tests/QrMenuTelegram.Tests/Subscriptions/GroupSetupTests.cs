using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.UpdateRig;

namespace QrMenuTelegram.Tests.Subscriptions;

/// <summary>A manager sets a group up by tapping.</summary>
public sealed class GroupSetupTests : IDisposable
{
    private readonly UpdateRig _rig = new UpdateRig("1").Arrive();

    public GroupSetupTests()
    {
        _rig.Say(Anna, "/start");
        _rig.Handle(new IncomingUpdate.BotStatusChanged(_rig.NextId, Hall, Anna, BotStanding.Outside, BotStanding.MayWrite));
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void One_tap_is_enough()
    {
        _rig.Press(Anna, "Официанты", Hall)
            .ShouldBe(
                """
                ✅ Этот чат получает: официанты · все столы (№1)
                [Только часть столов…]
                [🧪 Проверить]
                """
            );
        _rig.Press(Anna, "🧪", Hall);
        _rig.Notices[^1].Read().ShouldStartWith("Стол 6 · 🧪 проверка\n🔔 Зовут официанта");
    }

    [Fact]
    public void Nobody_without_rights_sets_it_up()
    {
        _rig.Hire(Boris);
        _rig.Press(Boris, "Официанты", Hall).ShouldStartWith("(Извините, это только для менеджеров.)");
        Subscriptions().ShouldBeEmpty();
    }

    [Fact]
    public void Fewer_tables_take_the_place_of_all()
    {
        _rig.Press(Anna, "Официанты", Hall);
        _rig.Press(Anna, "Только часть", Hall).ShouldContain("Какие столы?");
        _rig.Press(Anna, "Выбрать", Hall);
        _rig.Press(Anna, "1–10", Hall).ShouldStartWith("✅ Этот чат получает: официанты · столы 1-10 (№2)");
        Subscriptions().ShouldBe(["официанты · столы 1-10"]);
    }

    [Theory]
    [InlineData("‹ Назад")]
    [InlineData("Отмена")]
    public void Who_changes_his_mind_keeps_what_there_is(string button)
    {
        _rig.Press(Anna, "Официанты", Hall);
        _rig.Press(Anna, "Только часть", Hall);
        _rig.Press(Anna, button, Hall).ShouldStartWith("✅ Этот чат получает: официанты · все столы (№1)\n[Только часть столов…]");
        Subscriptions().ShouldBe(["официанты · все столы"]);
    }

    [Fact]
    public void Numbers_are_asked_for_and_taken_as_a_reply()
    {
        _rig.Press(Anna, "Официанты", Hall);
        _rig.Press(Anna, "Только часть", Hall);
        _rig.Press(Anna, "Выбрать", Hall);
        _rig.Press(Anna, "✏️", Hall);
        var question = _rig.Notices[^1];
        question.Html.ShouldBe(
            "<a href=\"tg://user?id=1\">Анна</a>, ответьте на это сообщение номерами столов, например: <code>1-8 12 VIP</code>"
        );
        Reply(question.Id, "стол вып").ShouldStartWith("Стола «вып» ещё не было.");
        Reply(question.Id, "с 1 по 8 и 12").ShouldBe("✅ Этот чат получает: официанты · столы 1-8, 12 (№2)\n[🧪 Проверить]");
        Subscriptions().ShouldBe(["официанты · столы 1-8, 12"]);

        // What is talked about afterwards is no answer.
        Reply(question.Id, "1-8").ShouldBeEmpty();
        _rig.Notices.Count(notice => notice.Html == "Столы названы в ответе ниже.").ShouldBe(1);
    }

    [Fact]
    public void What_others_reply_counts_for_nothing()
    {
        _rig.Press(Anna, "Официанты", Hall);
        _rig.Press(Anna, "Только часть", Hall);
        _rig.Press(Anna, "Выбрать", Hall);
        _rig.Press(Anna, "✏️", Hall);
        Reply(_rig.Notices[^1].Id, "1-3", Stranger).ShouldBeEmpty();
        Subscriptions().ShouldBe(["официанты · все столы"]);
    }

    private string Reply(long notice, string text, Sender? from = null) =>
        _rig.Handle(new IncomingUpdate.TextMessage(_rig.NextId, Hall, 0, from ?? Anna, Anonymous: false, text) { RepliedMessage = notice });

    private List<string> Subscriptions() =>
        [
            .. _rig.Say(Anna, "/subscriptions", Hall)
                .Split('\n')
                .Where(line => line.StartsWith('№'))
                .Select(line => line[(line.IndexOf(' ') + 1)..]),
        ];
}

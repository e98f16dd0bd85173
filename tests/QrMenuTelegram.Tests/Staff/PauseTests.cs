using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.UpdateRig;

namespace QrMenuTelegram.Tests.Staff;

public sealed class PauseTests : IDisposable
{
    private readonly UpdateRig _rig = new UpdateRig().Arrive();

    public PauseTests()
    {
        _rig.Hire(Anna);
        _rig.Hire(Boris);
        _rig.Say(Anna, "/take 5");
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_break_sends_the_calls_to_the_hall_until_it_is_over()
    {
        _rig.Say(Anna, "/pause 30m").ShouldBe("⏸ Пауза до 19:30: вызовы ваших столов идут сразу в чат зала.\n[Вернуться сейчас]");
        Owner().ShouldBeNull();
        _rig.Time.Advance(TimeSpan.FromMinutes(30));
        Owner().ShouldBe(Anna.Id);
    }

    [Fact]
    public void It_is_ended_by_typing_or_by_a_button()
    {
        _rig.Say(Anna, "/pause 1h30m").ShouldStartWith("⏸ Пауза до 20:30");
        _rig.Press(Anna, "Вернуться").ShouldBe("▶️ Вы на месте. На сколько прерваться?\n[15\u00A0мин] [30\u00A0мин] [1\u00A0ч]");
        Owner().ShouldBe(Anna.Id);
        _rig.Press(Anna, "15\u00A0мин").ShouldStartWith("⏸ Пауза до 19:15");
        _rig.Say(Anna, "/pause off").ShouldBe("▶️ С возвращением: вызовы ваших столов снова приходят вам.");
        Owner().ShouldBe(Anna.Id);
    }

    [Fact]
    public void The_buttons_are_for_the_one_who_asked()
    {
        _rig.Say(Anna, "/pause", UpdateRig.Hall).ShouldStartWith("Анна. ▶️ Вы на месте.");
        _rig.Press(Boris, "30", UpdateRig.Hall).ShouldStartWith("(Эти кнопки — для Анна. Напишите /pause сами. OK)\nАнна. ▶️");
        _rig.Press(Stranger, "30", UpdateRig.Hall).ShouldStartWith("(Извините, это только для персонала.)");
        Owner().ShouldBe(Anna.Id);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("30m 5-8")]
    [InlineData("13h")]
    [InlineData("99999")]
    public void What_is_no_span_is_answered_with_the_form(string words)
    {
        _rig.Say(Anna, "/pause " + words).ShouldBe("Пишите так: /pause 30m, /pause 1h (не больше 12\u00A0ч) или /pause off");
        Owner().ShouldBe(Anna.Id);
    }

    [Theory]
    [InlineData("pause:1:99999")]
    [InlineData("pause:1:x")]
    [InlineData("pause:1:")]
    public void Odd_data_changes_nothing(string data)
    {
        _rig.Say(Anna, "/pause");
        _rig.PressData(Anna, data, Private(Anna), (int)_rig.Newest).ShouldStartWith("▶️ Вы на месте.");
        Owner().ShouldBe(Anna.Id);
    }

    private long? Owner() => _rig.Write(t => _rig.Owners.OwnerOf(t, "Центр", "", new TableName("5")));
}

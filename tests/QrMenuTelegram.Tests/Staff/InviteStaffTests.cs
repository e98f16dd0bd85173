using QrMenuTelegram.People;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.UpdateRig;

namespace QrMenuTelegram.Tests.Staff;

public sealed class InviteStaffTests : IDisposable
{
    private readonly UpdateRig _rig = new UpdateRig("1").Arrive();

    public InviteStaffTests() => _rig.Appoint(Anna);

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("waiter")]
    [InlineData("Официант")]
    public void An_invitation_makes_one_of_the_staff_once_and_no_manager(string word)
    {
        var invitation = _rig.Say(Anna, "/invite " + word);
        invitation.ShouldStartWith("Перешлите эту ссылку сотруднику:\nhttps://t.me/Hall_Bot?start=");
        invitation.ShouldContain("войдёт в персонал");
        var said = _rig.Say(Boris, "/start " + Code(invitation));
        said.ShouldStartWith("Борис <b>, теперь вы в персонале: я присылаю вызовы гостей.");
        said.ShouldEndWith("✅ Борис <b> теперь в персонале — по вашему приглашению.\nЕсли это не тот человек: /staff");
        _rig.IsManager(Boris).ShouldBeFalse();
        IsStaff().ShouldBe([Boris.Id]);
        _rig.Say(Stranger, "/start " + Code(invitation)).ShouldBe("Этот код не подходит. Попросите менеджера прислать новую ссылку.");
    }

    [Fact]
    public void Whoever_is_of_the_staff_or_a_manager_uses_none_up()
    {
        var code = Code(_rig.Say(Anna, "/invite waiter"));
        _rig.Hire(Boris);
        _rig.Say(Anna, "/start " + code).ShouldStartWith("Вы уже менеджер.");
        _rig.Say(Boris, "/start " + code)
            .ShouldBe("Вы уже в персонале. Приглашение не израсходовано — им может воспользоваться другой человек.");
        _rig.Say(Stranger, "/start " + code).ShouldStartWith("Eve, теперь вы в персонале");
    }

    [Fact]
    public void One_of_the_staff_may_become_a_manager()
    {
        _rig.Hire(Boris);
        _rig.Say(Boris, "/start " + Code(_rig.Say(Anna, "/invite manager"))).ShouldStartWith("Борис <b>, теперь вы менеджер.");
        _rig.IsManager(Boris).ShouldBeTrue();
        IsStaff().ShouldBe([Boris.Id]);
    }

    [Fact]
    public void It_is_good_for_a_day_and_void_when_its_manager_is_none_any_more()
    {
        var old = Code(_rig.Say(Anna, "/invite waiter"));
        _rig.Time.Advance(TimeSpan.FromHours(24));
        _rig.Say(Boris, "/start " + old).ShouldStartWith("Этот код не подходит.");
        _rig.Appoint(Boris);
        var code = Code(_rig.Say(Boris, "/invite waiter"));
        _rig.Say(Anna, "/managers");
        _rig.Press(Anna, "Убрать");
        _rig.Press(Anna, "Убрать");
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        _rig.Say(Stranger, "/start " + code).ShouldStartWith("Этот код не подходит.");
        IsStaff().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Официант", "Перешлите эту ссылку сотруднику:")]
    [InlineData("Менеджер", "Перешлите эту ссылку новому менеджеру:")]
    public void Without_words_it_asks_whom(string button, string link)
    {
        _rig.Say(Anna, "/invite").ShouldBe("Кого пригласить?\n[Официант] [Менеджер]");
        _rig.Press(Anna, button).ShouldNotContain("[");
        _rig.Notices[^1].Html.ShouldStartWith(link);
    }

    [Fact]
    public void No_text_has_a_command_with_words_that_a_tap_would_cut_to_a_managers_link()
    {
        foreach (var said in new[] { "/help", "/staff", "/staff add", "/invite cook" })
        {
            _rig.Say(Anna, said);
            System.Text.RegularExpressions.Regex.Replace(_rig.Notices[^1].Html, "<code>.*?</code>", "").ShouldNotContain("/invite waiter");
        }
    }

    [Fact]
    public void Nobody_else_invites_anybody()
    {
        _rig.Hire(Boris);
        _rig.Say(Boris, "/invite waiter").ShouldBe("Извините, эта команда только для менеджеров.");
        _rig.Say(Anna, "/invite cook").ShouldStartWith("Пишите так: /invite");
    }

    [Fact]
    public void The_staff_are_told_what_they_may_do()
    {
        _rig.Hire(Boris);
        _rig.Say(Boris, "/start").ShouldStartWith("Борис <b>, вы в персонале: я присылаю вызовы гостей.");
        _rig.Say(Boris, "/help").ShouldStartWith("Мои столы\n/take");
        _rig.Say(Boris, "/help", UpdateRig.Hall).ShouldStartWith("Мои столы\n/take");
    }

    private static string Code(string invitation) => invitation.Split("?start=")[1].Split('\n')[0];

    private List<long> IsStaff() => [.. _rig.Write(StaffStore.All).Select(member => member.Id)];
}

using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Staff;

public sealed class ManagersTests : IDisposable
{
    private readonly UpdateRig _rig = new UpdateRig("1").Arrive();

    [Fact]
    public void Those_the_settings_name_are_managers_and_can_not_be_removed()
    {
        _rig.Appoint(UpdateRig.Boris);
        _rig.Say(UpdateRig.Anna, "/managers")
            .ShouldBe(
                """
                Менеджеры
                • Анна (@anna) — это вы — из настроек программы
                • Борис <b>

                Добавить: /invite
                [Убрать: Борис <b>]
                """
            );
        _rig.PressData(UpdateRig.Boris, "managers:ask:1", UpdateRig.Private(UpdateRig.Anna), (int)_rig.Newest)
            .ShouldStartWith("(Анна — менеджер по настройке Telegram__Managers. Убрать можно только там, с перезапуском программы. OK)");
        _rig.PressData(UpdateRig.Boris, "managers:remove:1", UpdateRig.Private(UpdateRig.Anna), (int)_rig.Newest);
        _rig.IsManager(UpdateRig.Anna).ShouldBeTrue();
    }

    [Fact]
    public void A_manager_is_removed_after_a_question_and_told_so()
    {
        _rig.Appoint(UpdateRig.Boris);
        _rig.Say(UpdateRig.Anna, "/managers");
        _rig.Press(UpdateRig.Anna, "Убрать").ShouldBe("Убрать из менеджеров: Борис <b>?\n[Убрать]\n[Отмена]");
        _rig.Press(UpdateRig.Anna, "Убрать")
            .ShouldBe(
                """
                (Больше не менеджер: Борис <b>)
                Менеджеры
                • Анна (@anna) — это вы — из настроек программы

                Добавить: /invite
                """
            );
        _rig.IsManager(UpdateRig.Boris).ShouldBeFalse();
        _rig.Notices[^1]
            .ShouldSatisfyAllConditions(
                notice => notice.ChatId.ShouldBe(UpdateRig.Boris.Id),
                notice => notice.Html.ShouldBe("Анна убрал(а) вас из менеджеров. Настраивать бота вы больше не можете.")
            );
    }

    [Fact]
    public void A_change_of_mind_shows_the_list_again()
    {
        _rig.Appoint(UpdateRig.Boris);
        var list = _rig.Say(UpdateRig.Anna, "/managers");
        _rig.Press(UpdateRig.Anna, "Убрать");
        _rig.Press(UpdateRig.Anna, "Отмена").ShouldBe(list);
    }

    [Fact]
    public void The_last_manager_can_not_be_removed()
    {
        using var rig = new UpdateRig().Arrive();
        rig.Appoint(UpdateRig.Boris);
        rig.Say(UpdateRig.Boris, "/managers").ShouldNotContain("[");
        rig.PressData(UpdateRig.Boris, "managers:remove:2", UpdateRig.Private(UpdateRig.Boris), (int)rig.Newest)
            .ShouldStartWith("(Это последний менеджер, его убрать нельзя. Сначала пригласите другого: /invite OK)");
        rig.IsManager(UpdateRig.Boris).ShouldBeTrue();
    }

    [Fact]
    public void Of_two_who_remove_each_other_at_once_one_stays()
    {
        using var rig = new UpdateRig().Arrive();
        rig.Appoint(UpdateRig.Anna);
        rig.Appoint(UpdateRig.Boris);
        foreach (var person in new[] { UpdateRig.Anna, UpdateRig.Boris })
        {
            rig.Say(person, "/managers");
            rig.Press(person, person == UpdateRig.Anna ? "Убрать: Борис" : "Убрать: Анна");
        }
        var message = (int)rig.Newest;
        rig.Press(UpdateRig.Anna, "Убрать").ShouldStartWith("(Больше не менеджер: Борис <b>)");
        rig.PressData(UpdateRig.Boris, "managers:remove:1", UpdateRig.Private(UpdateRig.Boris), message)
            .ShouldStartWith("(Извините, это только для менеджеров.)");
        (rig.IsManager(UpdateRig.Anna), rig.IsManager(UpdateRig.Boris)).ShouldBe((true, false));
    }

    [Fact]
    public void A_second_press_on_the_same_button_is_answered()
    {
        _rig.Appoint(UpdateRig.Boris);
        _rig.Say(UpdateRig.Anna, "/managers");
        var message = (int)_rig.Newest;
        _rig.PressData(UpdateRig.Anna, "managers:remove:2", UpdateRig.Private(UpdateRig.Anna), message);
        _rig.PressData(UpdateRig.Anna, "managers:remove:2", UpdateRig.Private(UpdateRig.Anna), message)
            .ShouldStartWith("(Этот человек уже не менеджер.)\nМенеджеры");
    }

    [Fact]
    public void Whoever_removes_himself_sees_the_others_no_more()
    {
        _rig.Appoint(UpdateRig.Boris);
        _rig.Say(UpdateRig.Boris, "/managers");
        _rig.Press(UpdateRig.Boris, "Убрать: Борис").ShouldStartWith("Вы перестанете быть менеджером.");
        _rig.Press(UpdateRig.Boris, "Убрать").ShouldBe("(Больше не менеджер: Борис <b>)\nВы больше не менеджер.");
    }

    [Fact]
    public void Invitations_of_a_removed_manager_are_void()
    {
        _rig.Appoint(UpdateRig.Boris);
        var code = _rig.Say(UpdateRig.Boris, "/invite manager").Split("?start=")[1].Split('\n')[0];
        _rig.Say(UpdateRig.Anna, "/managers");
        _rig.Press(UpdateRig.Anna, "Убрать");
        _rig.Press(UpdateRig.Anna, "Убрать");
        _rig.Say(UpdateRig.Boris, "/start " + code).ShouldStartWith("Этот код не подходит.");
    }

    [Fact]
    public void The_list_is_shown_in_private_only() =>
        _rig.Say(UpdateRig.Anna, "/managers", UpdateRig.Hall).ShouldBe("Список менеджеров показываю только в личной переписке: @Hall_Bot.");

    [Theory]
    [InlineData("managers:ask:")]
    [InlineData("managers:ask:x")]
    [InlineData("managers:remove:-2")]
    [InlineData("managers:remove:99999999999999999999")]
    [InlineData("managers:what:2")]
    [InlineData("managers:")]
    public void Odd_data_removes_nobody(string data)
    {
        _rig.Appoint(UpdateRig.Boris);
        _rig.Say(UpdateRig.Anna, "/managers");
        _rig.PressData(UpdateRig.Anna, data, UpdateRig.Private(UpdateRig.Anna), (int)_rig.Newest).ShouldContain("Менеджеры");
        _rig.IsManager(UpdateRig.Boris).ShouldBeTrue();
    }

    public void Dispose() => _rig.Dispose();
}

using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.UpdateRig;

namespace QrMenuTelegram.Tests.Staff;

public sealed class TakeTests : IDisposable
{
    private static readonly ChatInfo Place = UpdateRig.Hall;

    private readonly UpdateRig _rig = new UpdateRig().Arrive();

    public TakeTests()
    {
        _rig.Hire(Anna);
        _rig.Hire(Boris);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Tables_are_taken_by_typing_and_given_back()
    {
        _rig.Say(Anna, "/take 5-8 VIP").ShouldBe("✅ Ваши столы — 5-8, VIP, до 09:00 завтра. Их вызовы приходят вам лично.");
        _rig.Say(Anna, "/release 6 99").ShouldBe("✅ Столы отпущены — 6. Остались: 5, 7, 8, VIP.\nЭто не ваши столы: 99");
        _rig.Say(Anna, "/release 99").ShouldBe("Ничего не изменилось. Ваши столы: 5, 7, 8, VIP\nЭто не ваши столы: 99");
        _rig.Say(Anna, "/release").ShouldBe("✅ Столы отпущены — 5, 7, 8, VIP. Смена окончена.");
        _rig.Say(Anna, "/release all").ShouldBe("За вами нет столов. Взять: /take");
    }

    [Fact]
    public void Taking_over_tells_both()
    {
        _rig.Say(Anna, "/take 5-8");
        _rig.Say(Boris, "/take 7 8 9", Place)
            .ShouldBe(
                """
                Борис <b> берёт ваши столы: 7, 8. Их вызовы теперь приходят не вам.
                --
                ✅ Борис <b>: ваши столы — 7-9, до 09:00 завтра. Их вызовы приходят вам лично.
                До этого: Анна — 7, 8
                """
            );
        _rig.Notices[^2].ChatId.ShouldBe(Anna.Id);
    }

    [Fact]
    public void Halls_are_taken_by_button_and_given_back_by_the_same()
    {
        DefineHall("Терраса", "20", "21");
        _rig.Say(Anna, "/take 5");
        _rig.Say(Anna, "/take", Place)
            .ShouldBe(
                """
                Анна. Ваши столы — 5, до 09:00 завтра.
                Взять зал можно кнопкой, столы — словами: /take 5-8 12
                Смена окончена: /release
                [Терраса]
                """
            );
        _rig.Press(Anna, "Терраса", Place)
            .ShouldBe(
                """
                (Зал «Терраса» теперь ваш.)
                Анна. Ваши столы — 5, 20, 21, до 09:00 завтра.
                Взять зал можно кнопкой, столы — словами: /take 5-8 12
                Смена окончена: /release
                [✅ Терраса]
                """
            );
        _rig.Press(Anna, "✅ Терраса", Place).ShouldStartWith("(Зал «Терраса» больше не ваш.)\nАнна. Ваши столы — 5, до");
    }

    [Fact]
    public void The_buttons_are_for_the_one_who_asked()
    {
        DefineHall("Терраса", "20");
        _rig.Say(Anna, "/take", Place);
        _rig.Press(Boris, "Терраса", Place)
            .ShouldStartWith("(Эти кнопки — для Анна. Напишите /take сами. OK)\nАнна. За вами пока нет столов.");
        _rig.Press(Stranger, "Терраса", Place).ShouldStartWith("(Извините, это только для персонала.)");
        _rig.Write(t => _rig.Owners.OwnerOf(t, "Центр", "", new TableName("20"))).ShouldBeNull();
    }

    [Fact]
    public void A_hall_is_taken_by_its_name()
    {
        DefineHall("Летняя веранда", "20", "21", "22");
        _rig.Say(Anna, "/take летняя  веранда").ShouldStartWith("✅ Ваши столы — 20-22, до 09:00 завтра.");
        _rig.Say(Boris, "/take Летняя веранта")
            .ShouldStartWith("Нет ни зала, ни стола «Летняя веранта». Может быть, зал \"Летняя веранда\"?");
        _rig.Say(Anna, "/release Летняя веранда").ShouldBe("✅ Столы отпущены — 20-22. Смена окончена.");
    }

    [Fact]
    public void Who_is_no_manager_is_not_told_how_to_define_a_hall()
    {
        _rig.Say(Anna, "/take Летняя Веранда").ShouldNotContain("/hall");
        _rig.Appoint(Boris);
        _rig.Say(Boris, "/take Летняя Веранда").ShouldContain("/hall");
    }

    [Fact]
    public void All_are_the_tables_that_are_known()
    {
        _rig.Say(Anna, "/take all").ShouldBe("Пока не встречался ни один стол. Назовите столы: /take 5-8 12");
        DefineHall("Терраса", "20");
        _rig.Write(t => TableStore.Learn(t, "Центр", "1", "7", EventCodes.WaiterCall, new(1)));
        _rig.Say(Anna, "/take все").ShouldStartWith("✅ Ваши столы — 7, 20, до");
    }

    [Fact]
    public void Whoever_can_not_be_written_to_is_told_what_to_do()
    {
        var carl = new Sender(3, "Карл", null, null);
        _rig.Hire(carl, started: false);
        _rig.Say(carl, "/take 5", Place)
            .ShouldBe(
                "✅ Карл: ваши столы — 5, до 09:00 завтра.\n⚠️ Писать вам лично я пока не могу. Откройте https://t.me/Hall_Bot и нажмите "
                    + "«Запустить»."
            );
    }

    [Fact]
    public void Tables_show_their_owners()
    {
        _rig.Appoint(Anna);
        _rig.Write(t => TableStore.Learn(t, "Центр", "1", "7", EventCodes.WaiterCall, _rig.Clock.Now));
        _rig.Say(Boris, "/take 7");
        _rig.Say(Anna, "/tables").ShouldContain("7 · 🙋 Борис <b> · ⚠️ никто не подписан");
    }

    [Theory]
    [InlineData("/take 5")]
    [InlineData("/release")]
    public void A_stranger_learns_nothing(string typed) =>
        _rig.Say(Stranger, typed).ShouldBe("Извините, эта команда только для персонала. Попросите у менеджера ссылку-приглашение.");

    [Theory]
    [InlineData("take:")]
    [InlineData("take:1")]
    [InlineData("take:1:h:x")]
    [InlineData("take:1:h:99")]
    [InlineData("take:1:p:99999999999999999999")]
    [InlineData("take:1:p:7")]
    [InlineData("take:-1:h:1")]
    public void Odd_data_takes_nothing(string data)
    {
        DefineHall("Терраса", "20");
        _rig.Say(Anna, "/take");
        _rig.PressData(Anna, data, Private(Anna), (int)_rig.Newest).ShouldContain("За вами пока нет столов.");
    }

    private void DefineHall(string name, params string[] tables) =>
        _rig.Write(t => _rig.Get<HallStore>().Set(t, null, name, [.. tables.Select(table => new TableName(table))]));
}

using Dapper;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.UpdateRig;

namespace QrMenuTelegram.Tests.Staff;

public sealed class StaffTests : IDisposable
{
    private static readonly ChatInfo Place = UpdateRig.Hall;
    private static readonly Sender Carl = new(3, "Карл", "carl", "ru");

    private readonly UpdateRig _rig = new UpdateRig("1", ("Calls__PosWaiterOwns", "true")).Arrive();

    public StaffTests()
    {
        _rig.Appoint(Anna);
        _rig.Hire(Boris);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_list_shows_tables_breaks_and_who_can_not_be_written_to()
    {
        _rig.Hire(Carl, started: false);
        _rig.Say(Boris, "/take 5-8");
        _rig.Say(Boris, "/pause 30m");
        _rig.Say(Anna, "/staff")
            .ShouldBe(
                """
                Персонал
                1. Борис <b> · столы 5-8 · ⏸ до 19:30
                2. Карл (@carl) · ⚠️

                Пригласить: /invite waiter. Из группы: ответьте там на сообщение человека командой /staff add.
                ⚠️ — лично писать пока нельзя: пусть откроет https://t.me/Hall_Bot и нажмёт «Запустить».
                [1. Борис <b>] [2. Карл]
                """
            );
    }

    [Fact]
    public void A_person_is_renamed_by_typing_and_back()
    {
        _rig.Say(Anna, $"/staff rename {Boris.Id} Боря  Второй").ShouldBe("✅ Борис <b> теперь Боря Второй.");
        _rig.Say(Anna, "/staff").ShouldContain("1. Боря Второй");
        _rig.Say(Boris, "/take 5", Place).ShouldStartWith("✅ Боря Второй: ваши столы — 5");
        _rig.Say(Anna, $"/staff rename {Boris.Id} -").ShouldBe("✅ Боря Второй теперь Борис <b>.");
        _rig.Say(Anna, "/staff rename 1 Ваня").ShouldBe("✅ Борис <b> теперь Ваня.");
        _rig.Say(Anna, "/staff rename Ваня Боря К.").ShouldBe("✅ Ваня теперь Боря К..");
        _rig.Say(Anna, "/staff rename боря -").ShouldBe("✅ Боря К. теперь Борис <b>.");
        _rig.Say(Anna, "/staff rename 9 X")
            .ShouldBe("В персонале нет «9». Нажмите в /staff на человека, потом «Имя»: там готовая команда для него.");
        _rig.Say(Anna, "/staff rename X").ShouldStartWith("Пишите так:");
    }

    [Fact]
    public void A_person_with_a_username_is_called_by_it_whatever_place_in_the_list()
    {
        _rig.Hire(Carl);
        _rig.Say(Anna, "/staff");
        _rig.Press(Anna, "2. Карл");
        _rig.Press(Anna, "Имя").ShouldContain("/staff rename @carl Новое имя");
        _rig.Write(t =>
        {
            StaffStore.Remove(t, Boris.Id);
            return 0;
        });
        _rig.Say(Anna, "/staff rename @Carl Карл Большой").ShouldBe("✅ Карл теперь Карл Большой.");
        _rig.Say(Anna, "/staff rename @boris Боря").ShouldStartWith("В персонале нет «@boris».");
    }

    [Fact]
    public void A_person_is_tied_to_the_waiter_of_the_POS_and_may_be_named_as_there()
    {
        Order("Иванов Б.", "w1");
        _rig.Say(Anna, "/staff");
        _rig.Press(Anna, "1. Борис").ShouldBe("Борис <b>\nКасса: не привязан(а)\n[Имя] [Касса]\n[Убрать из персонала]\n[‹ Назад]");
        _rig.Press(Anna, "Касса").ShouldBe("Кто в кассе Борис <b>? Показаны официанты из заказов за месяц.\n[Иванов Б.]\n[‹ Назад]");
        _rig.Press(Anna, "Иванов").ShouldContain("Касса: Иванов Б.");
        _rig.Write(t => _rig.Owners.OwnerOf(t, "Центр", "t1", new TableName("6"))).ShouldBe(Boris.Id);
        _rig.Press(Anna, "Имя")
            .ShouldBe(
                $"Сейчас: Борис <b>. Новое имя отправьте так:\n/staff rename {Boris.Id} Новое имя\n[Как в кассе: Иванов Б.]\n[‹ Назад]"
            );
        _rig.Press(Anna, "Как в кассе").ShouldStartWith("Иванов Б. · в Telegram: Борис <b>");
        _rig.Press(Anna, "Имя").ShouldContain("[Как в Telegram: Борис <b>]");
        _rig.Press(Anna, "Как в Telegram").ShouldStartWith("Борис <b>\nКасса: Иванов Б.");
        _rig.Press(Anna, "Касса").ShouldContain("[✅ Иванов Б.]\n[Отвязать от кассы]");
        _rig.Press(Anna, "Отвязать").ShouldContain("не привязан(а)");
    }

    [Fact]
    public void A_waiter_of_the_POS_is_one_person()
    {
        Order("Иванов Б.", "w1");
        _rig.Hire(Carl);
        foreach (var name in new[] { "1. Борис", "2. Карл" })
        {
            _rig.Say(Anna, "/staff");
            _rig.Press(Anna, name);
            _rig.Press(Anna, "Касса");
            _rig.Press(Anna, "Иванов");
        }
        _rig.Write(StaffStore.All).Select(member => member.PosWaiterId).ShouldBe([null, "w1"]);
    }

    [Fact]
    public void A_manager_ends_a_shift_and_a_break_and_the_person_is_told()
    {
        _rig.Say(Boris, "/take 5-8");
        _rig.Say(Boris, "/pause 1h");
        _rig.Say(Anna, "/staff");
        _rig.Press(Anna, "1. Борис");
        _rig.Press(Anna, "Отпустить столы")
            .ShouldBe(
                "Борис <b>\n⏸ На паузе до 20:00\nКасса: не привязан(а)\n[Имя] [Касса]\n[Снять с паузы]\n[Убрать из персонала]\n[‹ Назад]"
            );
        _rig.Notices[^1]
            .ShouldSatisfyAllConditions(
                notice => notice.ChatId.ShouldBe(Boris.Id),
                notice => notice.Html.ShouldBe("Анна завершает вашу смену, столы отпущены: <b>5-8</b>.")
            );
        _rig.Press(Anna, "Снять с паузы").ShouldNotContain("⏸");
    }

    [Fact]
    public void Whoever_is_removed_loses_tables_tie_and_commands_and_is_told()
    {
        Order("Иванов Б.", "w1");
        _rig.Write(t =>
        {
            StaffStore.Tie(t, Boris.Id, "Центр", "w1");
            return 0;
        });
        _rig.Say(Boris, "/take 5");
        _rig.Say(Anna, "/staff");
        _rig.Press(Anna, "1. Борис");
        _rig.Press(Anna, "Убрать").ShouldBe("Убрать из персонала: Борис <b>? Столы будут отпущены.\n[Убрать]\n[Отмена]");
        var message = (int)_rig.Newest;
        _rig.Press(Anna, "Убрать").ShouldStartWith("(Больше не в персонале: Борис <b>)\nПерсонал: пока никого.");
        _rig.Notices[^1].Html.ShouldBe("Анна убрал(а) вас из персонала. Вызовы вам больше не приходят.");
        _rig.Say(Boris, "/take 5").ShouldStartWith("Извините, эта команда только для персонала.");
        _rig.Write(t => OwnerStore.All(t, _rig.Clock.Now)).ShouldBeEmpty();
        _rig.Write(t => t.Connection.ExecuteScalar<long>("SELECT count(*) FROM people WHERE pos_waiter_id IS NOT NULL")).ShouldBe(0);
        _rig.PressData(Anna, "staff:R:2", Private(Anna), message).ShouldStartWith("(Этого человека уже нет в персонале.)");
    }

    [Fact]
    public void A_reply_in_a_group_takes_its_author_in_and_says_how_to_be_written_to()
    {
        _rig.Handle(_rig.Message(Anna, "/staff add", Place, repliedTo: Carl))
            .ShouldBe(
                "✅ Карл теперь в персонале. ⚠️ Чтобы вызовы приходили лично, нужно открыть https://t.me/Hall_Bot и нажать «Запустить»."
            );
        _rig.Handle(_rig.Message(Anna, "/staff add", Place, repliedTo: Carl)).ShouldStartWith("Карл уже в персонале. ⚠️");
        _rig.Say(Carl, "/start").ShouldStartWith("Карл, вы в персонале: я присылаю вызовы гостей.");
        _rig.Handle(_rig.Message(Anna, "/staff add", Place, repliedTo: Carl)).ShouldBe("Карл уже в персонале.");
    }

    [Fact]
    public void Whoever_has_started_the_bot_is_greeted_in_private()
    {
        _rig.Say(Carl, "/start");
        var said = _rig.Handle(_rig.Message(Anna, "/staff add", Place, repliedTo: Carl));
        said.ShouldStartWith("Карл, теперь вы в персонале: я присылаю вызовы гостей.");
        said.ShouldEndWith("\n--\n✅ Карл теперь в персонале.");
        _rig.Notices[^2].ChatId.ShouldBe(Carl.Id);
    }

    [Fact]
    public void Without_a_reply_it_says_how()
    {
        _rig.Say(Anna, "/staff add", Place)
            .ShouldBe("Ответьте на сообщение человека командой /staff add. Или пришлите ему ссылку: /invite waiter");
        _rig.Say(Anna, "/staff", Place).ShouldStartWith("Список персонала показываю только в личной переписке: @Hall_Bot.");
    }

    [Fact]
    public void Those_who_take_calls_without_being_of_the_staff_are_offered()
    {
        _rig.Write(t =>
        {
            PeopleStore.Remember(t, Carl, new(1));
            return 0;
        });
        Call(Carl.Id);
        Call(Boris.Id);
        _rig.Say(Anna, "/staff").ShouldEndWith("[1. Борис <b>]\n[➕ Карл]");
        _rig.Press(Anna, "➕ Карл")
            .ShouldStartWith(
                "(✅ Карл теперь в персонале. ⚠️ Чтобы вызовы приходили лично, нужно открыть https://t.me/Hall_Bot и нажать "
                    + "«Запустить». OK)\nПерсонал"
            );
        _rig.Write(StaffStore.All).Select(member => member.Name).ShouldBe(["Карл", "Борис <b>"], ignoreOrder: true);
    }

    [Fact]
    public void Who_is_no_manager_learns_and_changes_nothing()
    {
        _rig.Say(Anna, "/staff");
        var message = (int)_rig.Newest;
        foreach (var who in new[] { Boris, Stranger })
        {
            _rig.Say(who, "/staff").ShouldBe("Извините, эта команда только для менеджеров.");
            _rig.Handle(_rig.Message(who, "/staff add", Place, repliedTo: Carl)).ShouldBe("Извините, эта команда только для менеджеров.");
            _rig.PressData(who, "staff:R:2", Private(Anna), message).ShouldStartWith("(Извините, это только для менеджеров.)");
        }
        _rig.Write(StaffStore.All).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("staff:")]
    [InlineData("staff:R")]
    [InlineData("staff:R:x")]
    [InlineData("staff:R:99999999999999999999")]
    [InlineData("staff:W:2:nonsense")]
    [InlineData("staff:N:2:pos")]
    [InlineData("staff:a:77")]
    [InlineData("staff:l:99")]
    [InlineData("staff:?:2")]
    public void Odd_data_changes_nobody(string data)
    {
        var before = _rig.Write(StaffStore.All);
        _rig.Say(Anna, "/staff");
        _rig.PressData(Anna, data, Private(Anna), (int)_rig.Newest).ShouldContain("Борис");
        _rig.Write(StaffStore.All).ShouldBe(before);
    }

    [Fact]
    public void A_long_list_has_pages()
    {
        for (var i = 0; i < 12; i++)
        {
            _rig.Hire(new Sender(100 + i, "Имя " + i, null, null));
        }
        _rig.Say(Anna, "/staff").ShouldContain("[Дальше ›]");
        _rig.Press(Anna, "Дальше").ShouldContain("13. Имя 11");
    }

    private void Order(string waiter, string id) =>
        _rig.Write(t =>
        {
            TableStore.Learn(t, "Центр", "t1", "6", EventCodes.SaveOrder, _rig.Clock.Now);
            PosWaiterStore.Learn(t, "Центр", "t1", new MenuOrder("g", 1, 1, "0", "Система", [], [], []), _rig.Clock.Now);
            PosWaiterStore.Learn(t, "Центр", "t1", new MenuOrder("g", 1, 1, id, waiter, [], [], []), _rig.Clock.Now);
            return 0;
        });

    private void Call(long by) => _rig.Write(t => ACall.Add(t, "6", _rig.Clock.Now, closedBy: by));
}

using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Updates;

public sealed class StartTests : IDisposable
{
    private const string NotValid = "Этот код не подходит. Попросите менеджера прислать новую ссылку.";

    private readonly UpdateRig _rig = new UpdateRig().Arrive();

    [Fact]
    public void A_stranger_learns_who_the_bot_is_and_his_own_number_and_nothing_of_the_restaurant() =>
        _rig.Say(UpdateRig.Stranger, "/start")
            .ShouldBe(
                """
                Здравствуйте! Я бот для персонала ресторана. Настраивать меня могут только менеджеры.

                Вы официант или станете менеджером? Попросите у менеджера ссылку-приглашение и откройте её.
                Менеджера ещё нет. Ссылка для первого — в журнале программы, на компьютере, где она запущена.
                Ваш ID в Telegram: 666
                """
            );

    [Fact]
    public void The_code_printed_at_start_makes_the_first_manager_once()
    {
        var code = PrintedCode();
        code.ShouldMatch("^[A-Za-z0-9_-]{20,64}$");
        _rig.Say(UpdateRig.Anna, "/start " + code).ShouldStartWith("Анна, теперь вы менеджер.");
        _rig.IsManager(UpdateRig.Anna).ShouldBeTrue();
        _rig.Say(UpdateRig.Stranger, "/start " + code).ShouldBe(NotValid);
        _rig.IsManager(UpdateRig.Stranger).ShouldBeFalse();
    }

    [Fact]
    public void Each_start_without_a_manager_prints_a_new_code_and_all_of_them_are_good_until_there_is_one()
    {
        var old = PrintedCode();
        _rig.Arrive();
        var other = PrintedCode();
        other.ShouldNotBe(old);
        _rig.Say(UpdateRig.Anna, "/start " + old).ShouldStartWith("Анна, теперь вы менеджер.");
        _rig.Say(UpdateRig.Boris, "/start " + other).ShouldBe(NotValid);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData(" https://t.me/Hall_Bot?start={0}\n")]
    public void A_code_or_a_link_that_is_pasted_counts(string form)
    {
        _rig.Say(UpdateRig.Anna, string.Format(System.Globalization.CultureInfo.InvariantCulture, form, PrintedCode()))
            .ShouldStartWith("Анна, теперь вы менеджер.");
    }

    [Fact]
    public void With_a_manager_no_code_is_printed()
    {
        using var rig = new UpdateRig("1").Arrive();
        rig.Log.Lines.ShouldNotContain(line => line.Text.Contains("?start="));
    }

    [Fact]
    public void A_code_is_void_once_somebody_else_became_manager_and_the_bridge_started_again()
    {
        var code = PrintedCode();
        _rig.Appoint(UpdateRig.Boris);
        _rig.Arrive();
        _rig.Say(UpdateRig.Anna, "/start " + code).ShouldBe(NotValid);
    }

    [Fact]
    public void An_expired_code_is_refused_in_the_same_words_as_a_wrong_one()
    {
        var code = PrintedCode();
        _rig.Time.Advance(TimeSpan.FromDays(7));
        _rig.Say(UpdateRig.Anna, "/start " + code).ShouldBe(NotValid);
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        _rig.Say(UpdateRig.Boris, "/start wrong").ShouldBe(NotValid);
    }

    [Fact]
    public void One_person_may_try_five_codes_a_minute_and_the_right_one_does_not_help_then()
    {
        var code = PrintedCode();
        for (var i = 0; i < 5; i++)
        {
            _rig.Say(UpdateRig.Stranger, "/start " + new string((char)('a' + i), code.Length)).ShouldBe(i == 0 ? NotValid : "");
        }
        _rig.Say(UpdateRig.Stranger, "/start " + code).ShouldBeEmpty();
        _rig.IsManager(UpdateRig.Stranger).ShouldBeFalse();
        _rig.Say(UpdateRig.Anna, "/start " + code).ShouldStartWith("Анна, теперь вы менеджер.");
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        _rig.Say(UpdateRig.Stranger, "/start guess").ShouldBe(NotValid);
    }

    [Fact]
    public void A_code_in_a_group_is_not_taken()
    {
        _rig.Say(UpdateRig.Anna, "/start@Hall_Bot " + PrintedCode(), UpdateRig.Hall)
            .ShouldBe("Код принимаю только в личной переписке: откройте ссылку-приглашение там.");
        _rig.IsManager(UpdateRig.Anna).ShouldBeFalse();
    }

    [Fact]
    public void A_manager_does_not_use_up_an_invitation()
    {
        _rig.Appoint(UpdateRig.Anna);
        var code = InvitedCode(UpdateRig.Anna);
        _rig.Say(UpdateRig.Anna, "/start " + code)
            .ShouldBe("Вы уже менеджер. Приглашение не израсходовано — им может воспользоваться другой человек.");
        _rig.Say(UpdateRig.Boris, "/start " + code).ShouldStartWith("Борис <b>, теперь вы менеджер.");
        _rig.Say(UpdateRig.Anna, "/start " + code).ShouldBe("Вы уже менеджер.");
        _rig.Say(UpdateRig.Anna, "/start abracadabra").ShouldBe("Вы уже менеджер.");
    }

    [Fact]
    public void The_one_who_invited_hears_who_came_and_the_link_disappears()
    {
        _rig.Appoint(UpdateRig.Anna);
        var code = InvitedCode(UpdateRig.Anna);
        var link = _rig.Notices[^1];
        link.Html.ShouldContain($"https://t.me/Hall_Bot?start={code}");
        link.Html.ShouldContain("в течение 24 часов");
        _rig.Say(UpdateRig.Boris, "/start " + code)
            .ShouldEndWith(
                """
                --
                ✅ Борис <b> теперь менеджер — по вашему приглашению.
                Если это не тот человек: /managers
                """
            );
        _rig.Notices.Single(notice => notice.Id == link.Id).Html.ShouldBe("✅ Приглашением воспользовались, ссылка больше не действует.");
        _rig.Notices.ShouldAllBe(notice => !notice.Html.Contains(code));
    }

    [Fact]
    public void An_invitation_is_good_for_a_day()
    {
        _rig.Appoint(UpdateRig.Anna);
        var code = InvitedCode(UpdateRig.Anna);
        _rig.Time.Advance(TimeSpan.FromHours(24));
        _rig.Say(UpdateRig.Boris, "/start " + code).ShouldBe(NotValid);
    }

    [Fact]
    public void What_nobody_heard_of_is_looked_for_as_soon_as_there_is_a_new_manager()
    {
        _rig.Appoint(UpdateRig.Anna);
        var (waiter, manager) = (CodeIn(_rig.Say(UpdateRig.Anna, "/invite waiter")), InvitedCode(UpdateRig.Anna));
        var refusing = Refuses(_rig, UpdateRig.Anna.Id);
        _rig.Say(UpdateRig.Stranger, "/start " + waiter);
        refusing.ShouldBeEmpty();
        _rig.Say(UpdateRig.Boris, "/start " + manager).ShouldContain("теперь вы менеджер");
        refusing.ShouldBe([UpdateRig.Anna.Id]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void And_when_a_manager_of_the_settings_writes_for_the_first_time_but_not_where_the_chat_seems_to_be_back(bool seemsBack)
    {
        using var rig = new UpdateRig("1,2").Arrive();
        rig.Say(UpdateRig.Anna, "/start");
        var refusing = Refuses(rig, UpdateRig.Anna.Id);
        if (seemsBack)
        {
            rig.Database.Write(t => rig.States.SignOfLife(t, UpdateRig.Anna.Id));
        }
        rig.Say(UpdateRig.Boris, "/start");
        refusing.ShouldBe(seemsBack ? [] : [UpdateRig.Anna.Id]);
    }

    [Fact]
    public void Nobody_is_invited_in_a_group()
    {
        _rig.Appoint(UpdateRig.Anna);
        _rig.Say(UpdateRig.Anna, "/invite", UpdateRig.Hall)
            .ShouldBe("Ссылку увидят все в группе. Напишите мне /invite в личной переписке: @Hall_Bot.");
    }

    [Fact]
    public void Codes_are_stored_only_as_hashes()
    {
        var code = PrintedCode();
        _rig.Database.Read(connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT group_concat(code_hash) FROM invitations";
                return (string)command.ExecuteScalar()!;
            })
            .ShouldSatisfyAllConditions(stored => stored.ShouldNotContain(code), stored => stored.Length.ShouldBe(64));
    }

    [Fact]
    public void A_manager_is_told_the_next_steps_and_a_group_is_told_little()
    {
        _rig.Appoint(UpdateRig.Anna);
        _rig.Say(UpdateRig.Anna, "/start").ShouldEndWith("[➕ Добавить в группу]");
        _rig.Notices[^1].AllButtons.ShouldHaveSingleItem().Url.ShouldBe("https://t.me/Hall_Bot?startgroup=setup&admin=pin_messages");
        _rig.Say(UpdateRig.Anna, "/start", UpdateRig.Hall).ShouldContain("Для кого эта группа?");
        _rig.Say(UpdateRig.Stranger, "/start", UpdateRig.Hall)
            .ShouldBe("Я передаю вызовы гостей из QR-меню в чаты персонала. Настраивают меня менеджеры.");
    }

    public void Dispose() => _rig.Dispose();

    // What is looked for from now on.
    private static List<long> Refuses(UpdateRig rig, long chat)
    {
        var looked = new List<long>();
        rig.Facts.On<DeliveryFact.StillRefuses>(fact => looked.Add(fact.Chat.Id));
        rig.Database.Write(t => rig.States.Refused(t, chat, RefusalReason.BlockedByUser));
        return looked;
    }

    private string PrintedCode() => CodeIn(_rig.Log.Lines.Last(line => line.Text.Contains("?start=")).Text);

    private string InvitedCode(Sender by) => CodeIn(_rig.Say(by, "/invite manager"));

    private static string CodeIn(string text) => text.Split("?start=")[1].Split(' ', '\n')[0];
}

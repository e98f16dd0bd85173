using QrMenuTelegram.Events;
using QrMenuTelegram.People;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Subscriptions;

public sealed class MuteTests : IDisposable
{
    private readonly CallRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("/mute на час", "20:02")]
    [InlineData("/mute до 22:00", "22:00")]
    [InlineData("/mute на полчаса", "19:32")]
    public void Spans_are_understood_as_people_say_them(string typed, string until)
    {
        Said(typed).ShouldStartWith($"🔕 До {until} в этот чат не приходит: все события · все столы.");
        Said("/mute off").ShouldBe("🔔 Сюда снова приходит всё.");
    }

    [Fact]
    public void A_muted_chat_hears_nothing_of_it_until_it_is_over_and_others_do()
    {
        Said("/mute 30m 5-8")
            .ShouldBe(
                "🔕 До 19:32 в этот чат не приходит: все события · столы 5-8.\nЧто отключат во всех чатах, увидят менеджеры. Включить: "
                    + "/unmute"
            );
        Heard(EventCodes.BillRequest, "6").ShouldBe([Cashiers.Id]);
        Heard(EventCodes.BillRequest, "9").ShouldBe([CallRig.Hall.Id, Cashiers.Id]);
        _rig.Time.Advance(TimeSpan.FromMinutes(30));
        Heard(EventCodes.BillRequest, "7").ShouldBe([CallRig.Hall.Id, Cashiers.Id]);
    }

    [Fact]
    public void What_every_chat_has_muted_goes_to_the_managers_each_time_and_marked_so()
    {
        Said("/mute 1h waiter_call");
        var seen = _rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem();
        seen.ChatId.ShouldBe(Boss.Id);
        seen.Text.ShouldContain("🔕 Все подписанные чаты это отключили, поэтому оно пришло вам.");
        Heard(EventCodes.WaiterCall, "7").ShouldBe([Boss.Id]);
        Said("/mute 1h save_order");
        _rig.Guest(EventCodes.SaveOrder).ShouldHaveSingleItem().Text.ShouldContain("🔕 Все подписанные чаты это отключили");
        _rig.Guest(EventCodes.SaveOrder).ShouldHaveSingleItem().ChatId.ShouldBe(Boss.Id);
    }

    [Fact]
    public void A_chat_that_mutes_a_call_it_has_is_reminded_of_it_no_more_and_where_all_do_the_managers_are()
    {
        _rig.Guest(EventCodes.BillRequest);
        Said("/mute 30m");
        _rig.Pass(TimeSpan.FromSeconds(90)).Select(seen => seen.ChatId).ShouldBe([Cashiers.Id]);
        _rig.Say(Boss, "/mute 30m", Cashiers);
        var heard = _rig.Pass(TimeSpan.FromMinutes(2));
        heard.Select(seen => seen.ChatId).ShouldBe([Boss.Id, Boss.Id]);
        heard[0].Text.ShouldContain("🔕 Все подписанные чаты это отключили");
        heard[1].Text.ShouldStartWith("🚨 Стол");
    }

    [Fact]
    public void A_hall_is_muted_by_name_and_all_by_button()
    {
        _rig.Say(Boss, "/hall Терраса 20-22", CallRig.Hall);
        Said("/mute 2h терраса").ShouldStartWith("🔕 До 21:02 в этот чат не приходит: все события · зал «Терраса».");
        Heard(EventCodes.WaiterCall, "21").ShouldBe([Boss.Id]);
        Said("/mute")
            .ShouldBe(
                "🔕 Сейчас в этот чат не приходит:\n🔕 все события · зал «Терраса» — до 21:02\n[🔕 30 мин] [🔕 1 ч] [🔕 2 ч]\n[🔔 Включить]"
            );
        _rig.Press(Boss, "🔕 30").ShouldBeNull();
        Heard(EventCodes.WaiterCall, "9").ShouldBe([Boss.Id]);
        _rig.Press(Boss, "🔔").ShouldBeNull();
        Heard(EventCodes.WaiterCall, "10").ShouldBe([CallRig.Hall.Id]);
    }

    [Fact]
    public void The_same_extent_is_muted_once()
    {
        Said("/mute 30m");
        Said("/mute 1h");
        _rig.Count("SELECT count(*) FROM mutes").ShouldBe(1);
        Said("/unmute").ShouldBe("🔔 Сюда снова приходит всё.");
        Said("/unmute").ShouldBe("Здесь ничего не отключено.");
    }

    [Fact]
    public void Why_subscriptions_and_status_tell_of_it()
    {
        Said("/mute 30m 6 VIP");
        Said("/why 6 waiter_call")
            .ShouldBe(
                """
                Стол 6

                вызов официанта:
                • 👥 Зал ← №1 официанты · все столы 🔕 отключено до 19:32
                🔕 Отключено во всех чатах, поэтому увидят менеджеры:
                • 👥 другой чат
                """
            );
        Said("/why 7 waiter_call").ShouldNotContain("🔕");
        Said("/subscriptions").ShouldBe("Подписки этого чата:\n№1 официанты · все столы\n🔕 все события · столы 6, VIP — до 19:32");
        Said("/status").ShouldEndWith("Отключено:\n👥 Зал 🔕 все события · столы 6, VIP — до 19:32");
    }

    [Fact]
    public void One_of_the_staff_mutes_what_comes_to_him_in_private_and_nothing_else()
    {
        _rig.Write(t => StaffStore.Add(t, Ivan.Id));
        _rig.Meet(Ivan);
        _rig.Say(Ivan, "/take 6");
        Heard(EventCodes.WaiterCall, "6").ShouldBe([Ivan.Id, CallRig.Hall.Id]);
        _rig.Say(Ivan, "/mute 30m", CallRig.Hall).Single().Text.ShouldBe("Извините, эта команда только для менеджеров.");
        _rig.Say(Ivan, "/mute 30m bill_request")
            .Single()
            .Text.ShouldStartWith("🔕 До 19:32 сюда не приходит: просьба о счёте · все столы.");
        Heard(EventCodes.BillRequest, "6").ShouldBe([CallRig.Hall.Id, Cashiers.Id]);
        Said("/why 6 waiter_call").ShouldContain("• 🙋 Иван ← столы этого сотрудника, лично\n• 👥 Зал");
        Said("/why 6 bill_request").ShouldNotContain("🙋");
        _rig.Say(Ivan, "/unmute").Single().Text.ShouldBe("🔔 Сюда снова приходит всё.");
        _rig.Say(Olga, "/mute 30m").Single().Text.ShouldBe("Извините, эта команда только для менеджеров.");
    }

    [Theory]
    [InlineData("/mute 5-8", "Сначала на сколько (до 7 дней), потом что:")]
    [InlineData("/mute 0m", "Сначала на сколько")]
    [InlineData("/mute 999h", "Сначала на сколько")]
    [InlineData("/mute 30m waiter_cal", "Нет события «waiter_cal». Может быть, waiter_call?")]
    [InlineData("/mute 30m 8-5", "«8-5» — наоборот.")]
    public void What_is_not_understood_mutes_nothing(string typed, string answer)
    {
        Said(typed).ShouldStartWith(answer);
        _rig.Count("SELECT count(*) FROM mutes").ShouldBe(0);
    }

    [Theory]
    [InlineData("mute:")]
    [InlineData("mute:99999")]
    [InlineData("mute:x")]
    public void Odd_data_mutes_nothing(string data)
    {
        Said("/mute");
        _rig.PressData(Boss, data, CallRig.Hall, (int)_rig.Notices[^1].Id).ShouldBe("Эта кнопка устарела. Повторите команду.");
        _rig.PressData(Olga, "mute:30", CallRig.Hall, (int)_rig.Notices[^1].Id).ShouldBe("Извините, это только для менеджеров.");
        _rig.Count("SELECT count(*) FROM mutes").ShouldBe(0);
    }

    private string Said(string text) => _rig.Say(Boss, text, CallRig.Hall).ShouldHaveSingleItem().Text;

    private IEnumerable<long> Heard(string code, string table) => _rig.Guest(code, table).Select(seen => seen.ChatId);
}

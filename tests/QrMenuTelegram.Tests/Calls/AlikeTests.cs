using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

/// <summary>Two calls of one table, and two tables of one name.</summary>
public sealed class AlikeTests : IDisposable
{
    private readonly CallRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_call_and_a_bill_of_one_table_are_told_apart_by_icon_and_only_they()
    {
        _rig.Guest(EventCodes.WaiterCall, "2");
        _rig.Guest(EventCodes.BillRequest, "2");
        _rig.Guest(EventCodes.WaiterCall, "3");
        _rig.Say(Ivan, "/claim", Hall).ShouldHaveSingleItem().Text.ShouldEndWith("[Принять · 2 🔔] [Принять · 2 🧾]\n[Принять · 3]");
    }

    [Fact]
    public void So_they_are_in_a_message_that_both_share()
    {
        _rig.ShowsAtOnce = false;
        _rig.Guest(EventCodes.WaiterCall, "2");
        _rig.Guest(EventCodes.BillRequest, "2");
        _rig.Guest(EventCodes.WaiterCall, "3");
        Packed().ShouldBe(["Принять · 2 🔔", "Принять · 3", "Принять · 2 🧾"]);
        _rig.Press(Ivan, "Принять");
        Packed().ShouldContain("Отпустить · 3");
    }

    [Fact]
    public void A_claim_of_a_name_that_two_tables_have_asks_which()
    {
        _rig.Guest(EventCodes.WaiterCall, "6", tableId: "101");
        _rig.Guest(EventCodes.WaiterCall, "6", tableId: "202");
        var asked = _rig.Say(Ivan, "/claim 6", Hall).ShouldHaveSingleItem().Text;
        asked.ShouldStartWith("Столов «6» несколько. Какой?");
        asked.ShouldContain("Стол 6 (id 101)");
        asked.ShouldEndWith("[Принять · 6 🔔 (101)] [Принять · 6 🔔 (202)]");
        _rig.Count("SELECT count(*) FROM calls WHERE claimed_by IS NOT NULL").ShouldBe(0);
        _rig.Press(Ivan, "Принять · 6 🔔 (202)");
        _rig.Count("SELECT count(*) FROM calls WHERE claimed_by IS NOT NULL AND table_id = '202'").ShouldBe(1);
    }

    [Fact]
    public void Everything_that_lists_them_says_which()
    {
        _rig.Guest(EventCodes.SaveOrder, "6", tableId: "101");
        _rig.Guest(EventCodes.SaveOrder, "6", tableId: "202")[0].Text.ShouldStartWith("Стол 6 (id 202)");
        _rig.Guest(EventCodes.WaiterCall, "6", tableId: "101").ShouldHaveSingleItem().Text.ShouldStartWith("Стол 6 (id 101)");
        _rig.Say(Boss, "/open").ShouldHaveSingleItem().Text.ShouldContain("6 (id 101) · вызов официанта");
        _rig.Say(Boss, "/tables").ShouldHaveSingleItem().Text.ShouldContain("6 (id 202) · ");
        _rig.Say(Boss, "/why 6").ShouldHaveSingleItem().Text.ShouldContain("Так называются несколько столов (id 101, 202)");
        _rig.Say(Boss, "/subscribe waiter 6", Cashiers)[^1].Text.ShouldContain("Так называются несколько столов (id 101, 202)");
        _rig.Pass(TimeSpan.FromSeconds(61)).ShouldContain(seen => seen.Text.StartsWith("🔁 Повтор: стол 6 (id 101) ждёт"));
    }

    private IReadOnlyList<string> Packed() =>
        _rig.Write(t =>
        {
            var waiting = NoticeStore.WaitingFor(t, Hall.Id, 0, 10);
            return new Composer(_rig.Get<IDeliveryQuestions>())
                .Compose(t, Hall.Id, waiting)
                .Buttons.SelectMany(row => row)
                .Select(button => button.Text)
                .ToList();
        });
}

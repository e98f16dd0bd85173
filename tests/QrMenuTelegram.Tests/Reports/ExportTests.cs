using System.Text;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reports;

public sealed class ExportTests
{
    [Theory]
    [InlineData(-100, "ru")]
    [InlineData(-200, "en")]
    public void Calls_and_orders_come_as_two_files_in_the_chats_language(long chat, string language)
    {
        using var rig = new ReportRig();
        rig.Remember(new ChatInfo(-200, ChatKind.Group, "Floor"), "en");
        rig.Call("2026-11-24 12:05:07", taken: 48);
        rig.Call("2026-11-24 12:40", table: "=cmd|' /C calc'!A0", taken: 400, by: 2, bill: true, times: 3);
        rig.Call("2026-11-24 18:20", table: "VIP; \"у окна\"", taken: null, outcome: CallOutcomes.Missed);
        rig.Call("2026-11-24 19:00", taken: 60, outcome: CallOutcomes.Missed);
        rig.Call("2026-11-24 19:44", taken: null, outcome: null);
        rig.Call("2026-11-24 19:44", table: "8", taken: 5, outcome: null);
        rig.Event("2026-11-24 12:10", EventCodes.SaveOrder, "a-1", 1250.5m, waiter: "Пётр");
        rig.Event("2026-11-24 19:12", EventCodes.OnlinePayment, "a-1", 1250.5m, table: "-1");
        rig.Event("2026-11-24 19:13", EventCodes.WaiterCall);
        var shown = rig.Made(transaction => rig.Orders.Export(transaction, new Destination(chat), rig.Period("today")));
        shown
            .Select(file => (file.Kind, file.FileName))
            .ShouldBe([("document", "calls-2026-11-24.csv"), ("document", "orders-2026-11-24.csv")]);
        shown.ShouldAllBe(file => file.Content!.Take(3).SequenceEqual(new byte[] { 0xEF, 0xBB, 0xBF }));
        Snapshot.Match(
            $"export.{language}",
            string.Join("\n", shown.Select(file => $"{file}\n{Encoding.UTF8.GetString(file.Content![3..]).Replace("\r\n", "\n")}"))
        );
    }

    [Fact]
    public void A_period_without_anything_is_said()
    {
        using var rig = new ReportRig();
        var shown = rig.Made(transaction => rig.Orders.Export(transaction, new Destination(-100), rig.Period("18.11-20.11"))).Single();
        (shown.Kind, shown.ToString()).ShouldBe((null, "Отчёт за 18.11.2026 – 20.11.2026: ни вызовов, ни заказов."));
    }
}

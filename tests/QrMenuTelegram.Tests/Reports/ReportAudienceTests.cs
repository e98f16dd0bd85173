using QrMenuTelegram.Delivery;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reports;

public sealed class ReportAudienceTests : IDisposable
{
    private readonly ReportRig _rig = new();

    public ReportAudienceTests()
    {
        _rig.Call("2026-11-24 12:00");
        _rig.Call("2026-11-24 13:00", by: 2);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_managers_group_reads_who_took_how_many()
    {
        var report = _rig.Report();
        report.Html.ShouldContain("Иван — 1");
        report.Buttons.ShouldContain("waiters");
        _rig.Charts.Single().Waiters.ShouldNotBeNull();
    }

    [Fact]
    public void Any_other_group_reads_all_but_that_and_where_it_is()
    {
        _rig.Unsubscribe(ReportRig.Hall);
        var report = _rig.Report();
        report.Html.ShouldContain("Вызовов: <b>2</b>");
        report.Html.ShouldNotContain("Иван");
        report.Html.ShouldEndWith("<i>Кто сколько принял — /report в личной переписке или в группе менеджеров.</i>");
        report.Buttons.ShouldNotContain("waiters");
        _rig.Charts.Single().Waiters.ShouldBeNull();
    }

    [Fact]
    public void Any_other_group_reads_no_money_either()
    {
        _rig.Event("2026-11-24 12:00", "save_order", order: "a", sum: 4321);
        _rig.Event("2026-11-24 12:30", "online_payment", order: "a", sum: 4321);
        _rig.Report().Html.Replace("\u00A0", "").ShouldContain("4321");
        _rig.Unsubscribe(ReportRig.Hall);
        var report = _rig.Report().Html.Replace("\u00A0", "");
        report.ShouldNotContain("4321");
        report.ShouldNotContain("сумма неизвестна");
        report.ShouldContain("Заказов: <b>1</b>");
        report.ShouldEndWith("<i>Кто сколько принял и суммы — /report в личной переписке или в группе менеджеров.</i>");
    }

    [Fact]
    public void A_button_of_before_tells_nobody_more()
    {
        _rig.Unsubscribe(ReportRig.Hall);
        var details = _rig.Made(transaction =>
                _rig.Orders.Section(
                    transaction,
                    new Destination(ReportRig.Hall.Id),
                    new ReportButtons(false, "waiters", _rig.Period(""), 0),
                    null
                )
            )
            .Single();
        details.Html.ShouldNotContain("Иван");
        details.Html.ShouldContain("в группе менеджеров");
    }
}

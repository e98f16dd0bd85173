using System.Text;
using Dapper;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reports;

public sealed class ReportDeskTests
{
    private static readonly ChatInfo English = new(-200, ChatKind.Group, "Floor");

    [Theory]
    [InlineData(-100, "ru")]
    [InlineData(-200, "en")]
    public void The_report_says_it_all_in_the_chats_language(long chat, string language)
    {
        using var rig = Evening();
        var today = rig.Report("today", chat);
        (today.Kind, today.FileName).ShouldBe(("photo", "report.png"));
        TelegramHtml.VisibleLength(today.Html).ShouldBeLessThanOrEqualTo(TelegramHtml.MaxCaption);
        var text = new StringBuilder($"{today}\n\n== chart\n").Append(string.Join('\n', rig.Charts.Select(Describe)));
        foreach (var section in (string[])["waiters", "tables", "halls", "hours", "days"])
        {
            text.Append($"\n\n== {section}\n").Append(Section(rig, chat, section, section == "days" ? "week" : "today"));
        }
        text.Append("\n\n== a day without anything\n").Append(rig.Report("1.11.2026", chat));
        Snapshot.Match($"report.{language}", text.ToString());
    }

    [Fact]
    public void A_day_without_calls_has_no_picture_and_no_buttons()
    {
        using var rig = new ReportRig();
        rig.Event("2026-11-24 13:00", EventCodes.SaveOrder, "a", 100);
        var report = rig.Report();
        (report.Kind, report.Buttons).ShouldBe((null, ""));
        report.Html.ShouldContain("Вызовов не было.");
        report.Html.ShouldContain("Заказов: <b>1</b>, на 100");
    }

    [Fact]
    public void Only_what_happened_in_the_period_counts_to_the_millisecond()
    {
        using var rig = new ReportRig();
        rig.Call("2026-11-24 04:59:59.999");
        rig.Call("2026-11-24 05:00:00");
        rig.Call("2026-11-25 04:59:59.999");
        rig.Call("2026-11-25 05:00:00");
        rig.EventAt(rig.At("2026-11-24 05:00:00") - 1, EventCodes.SaveOrder, "early", 1);
        rig.EventAt(rig.At("2026-11-24 05:00:00"), EventCodes.SaveOrder, "first", 20);
        rig.EventAt(rig.At("2026-11-25 05:00:00") - 1, EventCodes.SaveOrder, "last", 300);
        rig.EventAt(rig.At("2026-11-25 05:00:00"), EventCodes.SaveOrder, "late", 4000);
        rig.Time.Advance(TimeSpan.FromDays(2));
        var report = rig.Report("24.11").Html;
        report.ShouldContain("Вызовов: <b>2</b>");
        report.ShouldContain("Заказов: <b>2</b>, на 320");
    }

    [Fact]
    public void More_events_than_are_read_at_once_all_count()
    {
        using var rig = new ReportRig();
        var at = rig.At("2026-11-24 12:00");
        for (var i = 0; i < (2 * FiguresStore.AtOnce) + 7; i++)
        {
            rig.EventAt(at + (i / 100), i % 2 == 0 ? EventCodes.SaveOrder : EventCodes.OnlinePayment, $"{i / 2}", 1);
        }
        var report = rig.Report().Html;
        report.ShouldContain($"Заказов: <b>{FiguresStore.AtOnce + 4}</b>");
        report.ShouldContain($"Онлайн-оплат: <b>{FiguresStore.AtOnce + 3}</b>");
    }

    [Fact]
    public void Where_the_picture_can_not_be_drawn_the_words_come_alone_and_the_log_says_so_once()
    {
        using var rig = new ReportRig();
        rig.Call("2026-11-24 12:00");
        rig.Desk.Drawing = _ => throw new DllNotFoundException("libSkiaSharp");
        (rig.Report().Kind, rig.Report().Kind).ShouldBe((null, null));
        rig.Log.Lines.Count(line => line.Text.Contains("libSkiaSharp")).ShouldBe(1);
    }

    [Fact]
    public void What_can_not_be_made_is_said_and_holds_up_no_other()
    {
        using var rig = new ReportRig();
        var shown = rig.Made(transaction =>
        {
            transaction.Connection.Execute(
                "INSERT INTO report_requests (chat_id, topic_id, what, first_day, last_day, requested_at) VALUES (-100, 0, 'report', "
                    + "-5, -5, 0)"
            );
            rig.Orders.Report(transaction, new Destination(-100), rig.Period("today"));
        });
        shown.Count.ShouldBe(2);
        shown[0].Html.ShouldContain("внутренняя ошибка");
        shown[1].Html.ShouldContain("Отчёт за 24.11.2026");
    }

    [Fact]
    public void What_was_asked_for_before_a_crash_is_made_after_it_once()
    {
        using var rig = new ReportRig();
        rig.Database.Write(transaction => rig.Orders.Report(transaction, new Destination(-100, 5), rig.Period("today")));
        rig.Start();
        var before = rig.Newest;
        rig.Desk.Turn();
        rig.Desk.Turn();
        rig.Since(before).Count.ShouldBe(1);
    }

    [Fact]
    public void Details_replace_those_that_the_message_shows_and_no_other_message()
    {
        using var rig = Evening();
        var waiters = rig.Made(transaction =>
                rig.Orders.Section(transaction, new Destination(-100), new ReportButtons(false, "waiters", rig.Period("today"), 0), null)
            )
            .Single();
        rig.Made(transaction =>
                rig.Orders.Section(
                    transaction,
                    new Destination(-100),
                    new ReportButtons(true, "tables", rig.Period("today"), 0),
                    waiters.Id
                )
            )
            .ShouldBeEmpty();
        rig.Since(waiters.Id - 1).Single().Html.ShouldStartWith("<b>Столы</b>");

        var other = rig.Database.Write(transaction =>
            rig.Get<Outbox>().Add(transaction, new NewNotice(new Destination(-100), Urgency.Call, "a call"))
        );
        rig.Made(transaction =>
            rig.Orders.Section(transaction, new Destination(-100), new ReportButtons(true, "tables", rig.Period("today"), 0), other)
        );
        rig.Since(other - 1).Single().Html.ShouldBe("a call");
    }

    [Fact]
    public void Many_tables_come_in_pages_that_fit()
    {
        using var rig = new ReportRig();
        for (var i = 1; i <= 40; i++)
        {
            rig.Call("2026-11-24 12:00", table: $"{i} <&> у окна, где всегда сидит тот самый гость с собакой, которую все знают");
        }
        var first = Section(rig, -100, "tables", "today", 0);
        first.ShouldContain("Страница 1 из 3");
        first.ShouldContain("[Дальше ›]");
        var last = Section(rig, -100, "tables", "today", 99);
        last.ShouldContain("Страница 3 из 3");
        last.ShouldContain("[‹ Назад]");
        last.Split('\n').Count(line => line.Contains(" — 1")).ShouldBe(10);
    }

    [Fact]
    public void Tables_of_several_restaurants_say_whose_they_are()
    {
        using var rig = new ReportRig(servers: ["Центр", "Пляж"]);
        rig.Call("2026-11-24 12:00", table: "6");
        rig.Call("2026-11-24 12:00", table: "6", server: "Пляж");
        var tables = Section(rig, -100, "tables", "today");
        tables.ShouldContain("6 (Центр) — 1");
        tables.ShouldContain("6 (Пляж) — 1");
    }

    [Fact]
    public void Data_of_buttons_is_read_back_and_anything_else_is_none()
    {
        var period = new Period(new DateOnly(2026, 11, 18), new DateOnly(2026, 11, 24));
        var data = ReportButtons.Data(true, "waiters", period, 12);
        Encoding.UTF8.GetByteCount(data).ShouldBeLessThanOrEqualTo(64);
        ReportButtons.Read(data["report:".Length..]).ShouldBe(new ReportButtons(true, "waiters", period, 12));
        foreach (
            var payload in (string[])
                [
                    "",
                    "n",
                    "n:waiters:1:1",
                    "x:waiters:1:1:0",
                    "n:what:1:1:0",
                    "n:waiters:2:1:0",
                    "n:waiters:1:999:0",
                    "n:waiters:-1:1:0",
                    "n:waiters:3652058:3652058:0",
                    "n:waiters:1:1:99999999999",
                ]
        )
        {
            ReportButtons.Read(payload).ShouldBeNull(payload);
        }
    }

    private static string Section(ReportRig rig, long chat, string section, string period, int page = 0) =>
        rig.Made(transaction =>
                rig.Orders.Section(transaction, new Destination(chat), new ReportButtons(false, section, rig.Period(period), page), null)
            )
            .Single()
            .ToString();

    private static string Describe(QrMenuTelegram.Reports.Picture.ReportChart chart) =>
        string.Join(
            '\n',
            [
                chart.Title,
                chart.Subtitle,
                chart.Calls.Title,
                string.Join(' ', chart.Calls.Columns),
                .. chart.Calls.Series.Select(series => $"{series.Name}: {string.Join(' ', series.Counts)}"),
                $"{chart.Waiters?.Title} ({chart.Waiters?.MedianName}, {chart.Waiters?.SlowName})",
                .. chart.Waiters?.Rows.Select(row => $"{row.Name}: {row.Median.TotalSeconds} {row.Slow.TotalSeconds} {row.Label}") ?? [],
            ]
        );

    private static ReportRig Evening()
    {
        var rig = new ReportRig();
        rig.Remember(English, "en");
        rig.DefineHall("Терраса", "6", "7");
        rig.Call("2026-11-23 20:00", taken: 10);
        rig.Call("2026-11-24 12:05", table: "6", taken: 48);
        rig.Call("2026-11-24 12:40", table: "7", taken: 190, by: 2, times: 3);
        rig.Call("2026-11-24 13:10", table: "12", taken: 12, by: 1, bill: true);
        rig.Call("2026-11-24 15:00", table: "6", taken: 61, by: 2);
        rig.Call("2026-11-24 18:20", table: "7", taken: 420, by: 3, outcome: CallOutcomes.Missed);
        rig.Call("2026-11-24 18:30", table: "6", taken: null, outcome: CallOutcomes.Missed, times: 2);
        rig.Call("2026-11-24 19:10", table: "VIP & <1>", taken: null, outcome: CallOutcomes.Paid, bill: true);
        rig.Call("2026-11-24 19:44", table: "7", taken: null, outcome: null);
        rig.Event("2026-11-24 12:10", EventCodes.SaveOrder, "a", 1250.50m);
        rig.Event("2026-11-24 12:50", EventCodes.AdditionalOrder, "a", 2000);
        rig.Event("2026-11-24 13:00", EventCodes.SaveOrder, "b");
        rig.Event("2026-11-24 19:12", EventCodes.OnlinePayment, "a", 2000);
        return rig;
    }
}

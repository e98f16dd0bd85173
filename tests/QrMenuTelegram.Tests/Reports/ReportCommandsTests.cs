using Dapper;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reports;

public sealed class ReportCommandsTests : IDisposable
{
    private readonly UpdateRig _rig = new();

    public ReportCommandsTests()
    {
        _rig.Arrive();
        _rig.Appoint(UpdateRig.Anna);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_report_is_asked_for_where_it_was_typed_and_for_the_days_that_were_typed()
    {
        _rig.Say(UpdateRig.Anna, "/report").ShouldBe("");
        _rig.Say(UpdateRig.Anna, "/report вчера", UpdateRig.Hall, topic: 7).ShouldBe("");
        _rig.Say(UpdateRig.Anna, "/export week").ShouldBe("");
        var today = new DateOnly(2026, 1, 5).DayNumber;
        Asked().ShouldBe([$"1/0 report {today}-{today}", $"-100/7 report {today - 1}-{today - 1}", $"1/0 export {today - 6}-{today}"]);
    }

    [Fact]
    public void Tables_that_name_people_come_to_managers_only()
    {
        _rig.Say(UpdateRig.Anna, "/export", UpdateRig.Hall)
            .ShouldBe("Выгрузка называет людей: отправьте /export в личной переписке или в группе менеджеров.");
        Asked().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_no_period_is_answered_with_examples()
    {
        _rig.Say(UpdateRig.Anna, "/report <b>")
            .ShouldBe(
                """
                Не понимаю, за какие дни отчёт: «<b>». Например:
                /report — за сегодня
                /report yesterday — за вчера
                /report week — за 7 дней
                /report 24.11 — за день
                /report 18.11-24.11 — за несколько дней, не больше 92
                """
            );
        _rig.Say(UpdateRig.Anna, "/export tomorrow").ShouldContain("/export week");
    }

    [Fact]
    public void Nobody_but_managers_gets_them()
    {
        _rig.Hire(UpdateRig.Boris);
        _rig.Say(UpdateRig.Stranger, "/report").ShouldContain("менеджеров");
        _rig.Say(UpdateRig.Boris, "/export").ShouldContain("менеджеров");
        _rig.Say(UpdateRig.Boris, "/report at 10:00").ShouldContain("менеджеров");
        Asked().ShouldBeEmpty();
    }

    [Fact]
    public void The_daily_report_is_set_looked_at_and_ended()
    {
        _rig.Say(UpdateRig.Anna, "/report at").ShouldBe("Сам отчёт сюда не приходит. Чтобы приходил: /report at 23:30");
        _rig.Say(UpdateRig.Anna, "/report at 23:30")
            .ShouldBe("✅ Отчёт за этот день будет приходить сюда ежедневно в 23:30. Первый — 05.01.2026.\nОтменить: /report at off");
        _rig.Say(UpdateRig.Anna, "/report в 9")
            .ShouldBe("✅ Отчёт за прошедший день будет приходить сюда ежедневно в 09:00. Первый — 06.01.2026.\nОтменить: /report at off");
        _rig.Say(UpdateRig.Anna, "/report at").ShouldContain("ежедневно в 09:00");
        _rig.Say(UpdateRig.Anna, "/report at off").ShouldBe("✅ Сам отчёт сюда больше не придёт.");
        _rig.Say(UpdateRig.Anna, "/report at off").ShouldContain("не приходит");
        foreach (var typed in (string[])["24:00", "12:60", "noon", "1:1", "-1:00", "12:30 завтра"])
        {
            _rig.Say(UpdateRig.Anna, "/report at " + typed).ShouldContain("Не понимаю время");
        }
    }

    [Fact]
    public void A_press_asks_for_details_in_a_message_of_their_own_and_then_in_the_same()
    {
        _rig.Say(UpdateRig.Anna, "/help");
        var notice = (int)_rig.Newest;
        var day = Period.SingleDay(new DateOnly(2026, 1, 5));
        _rig.PressData(UpdateRig.Anna, ReportButtons.Data(false, "waiters", day, 0), UpdateRig.Private(UpdateRig.Anna), notice);
        _rig.PressData(UpdateRig.Anna, ReportButtons.Data(true, "tables", day, 2), UpdateRig.Private(UpdateRig.Anna), notice);
        Asked()
            .Select(line => line[^(line.Length - line.IndexOf(' ') - 1)..])
            .ShouldBe([
                $"section {day.First.DayNumber}-{day.First.DayNumber} waiters 0 ",
                $"section {day.First.DayNumber}-{day.First.DayNumber} tables 2 {notice}",
            ]);
        _rig.PressData(UpdateRig.Anna, "report:nonsense", UpdateRig.Private(UpdateRig.Anna), notice).ShouldContain("устарела");
        _rig.PressData(UpdateRig.Stranger, ReportButtons.Data(false, "waiters", day, 0), UpdateRig.Hall, notice)
            .ShouldContain("менеджеров");
        Asked().Count.ShouldBe(2);
    }

    [Fact]
    public void A_person_sees_own_figures_and_in_private_only()
    {
        _rig.Hire(UpdateRig.Boris);
        Call(UpdateRig.Boris.Id, daysAgo: 0, seconds: 30);
        Call(UpdateRig.Boris.Id, daysAgo: 0, seconds: 90, outcome: "missed");
        Call(UpdateRig.Boris.Id, daysAgo: 3, seconds: 200);
        Call(UpdateRig.Boris.Id, daysAgo: 9, seconds: 1);
        Call(UpdateRig.Anna.Id, daysAgo: 0, seconds: 5);
        _rig.Say(UpdateRig.Boris, "/me")
            .Replace('\u00A0', ' ')
            .ShouldBe(
                """
                Борис <b>: ваши вызовы

                Сегодня
                Приняли: 2, закрыли: 1
                ⏱ Половину — за 30 с, 9 из 10 — за 1 мин 30 с

                За 7 дней
                Приняли: 3, закрыли: 2
                ⏱ Половину — за 1 мин 30 с, 9 из 10 — за 3 мин 20 с
                """
            );
        _rig.Say(UpdateRig.Boris, "/me", UpdateRig.Hall).ShouldContain("только вам");
        _rig.Say(UpdateRig.Stranger, "/me").ShouldContain("только для персонала");
    }

    private IReadOnlyList<string> Asked() =>
        _rig.Write(transaction =>
            transaction
                .Connection.Query<string>(
                    """
                    SELECT rtrim(chat_id || '/' || topic_id || ' ' || what || ' ' || first_day || '-' || last_day
                        || iif(what = 'section', ' ' || section || ' ' || page || ' ' || ifnull(notice_id, ''), ''), '')
                    FROM report_requests ORDER BY id
                    """
                )
                .AsList()
        );

    private void Call(long by, int daysAgo, int seconds, string outcome = "done")
    {
        var at = _rig.Clock.Now - TimeSpan.FromDays(daysAgo) - TimeSpan.FromHours(1);
        var call = new PastCall(at)
        {
            FirstClaimedAt = at + TimeSpan.FromSeconds(seconds),
            ClaimedBy = by,
            ClaimedName = "x",
            Outcome = outcome,
        };
        _rig.Write(transaction =>
        {
            call.Insert(transaction.Connection);
            return 0;
        });
    }
}

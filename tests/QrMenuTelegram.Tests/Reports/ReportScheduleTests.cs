using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reports;

public sealed class ReportScheduleTests
{
    private static readonly Destination To = new(-100);

    [Fact]
    public void It_comes_each_day_once_at_its_time_about_that_day()
    {
        using var rig = new ReportRig("2026-11-24 19:45");
        Set(rig, 23, 30).ShouldBe("24.11 23:30");
        Pass(rig, TimeSpan.FromDays(3)).ShouldBe(["24.11 23:30 24.11", "25.11 23:30 25.11", "26.11 23:30 26.11"]);
    }

    [Fact]
    public void A_time_that_has_passed_today_comes_tomorrow()
    {
        using var rig = new ReportRig("2026-11-24 19:45");
        Set(rig, 19, 0).ShouldBe("25.11 19:00");
        Pass(rig, TimeSpan.FromDays(1)).ShouldBe(["25.11 19:00 25.11"]);
    }

    [Fact]
    public void In_the_morning_and_in_the_night_it_is_about_the_day_before()
    {
        using var rig = new ReportRig("2026-11-24 19:45");
        Set(rig, 9, 0);
        Pass(rig, TimeSpan.FromDays(1)).ShouldBe(["25.11 09:00 24.11"]);
        Set(rig, 1, 30);
        Pass(rig, TimeSpan.FromDays(1)).ShouldBe(["26.11 01:30 25.11"]);
    }

    [Fact]
    public void After_days_of_outage_the_last_one_comes_late_and_no_other()
    {
        using var rig = new ReportRig("2026-11-24 19:45");
        Set(rig, 23, 30);
        rig.Time.Advance(TimeSpan.FromDays(3) + TimeSpan.FromHours(8));
        Pass(rig, TimeSpan.FromHours(20)).ShouldBe(["28.11 03:45 27.11", "28.11 23:30 28.11"]);
    }

    [Fact]
    public void A_restart_sends_nothing_twice()
    {
        using var rig = new ReportRig("2026-11-24 23:29:59");
        Set(rig, 23, 30);
        Pass(rig, TimeSpan.FromMinutes(2)).Count.ShouldBe(1);
        rig.Start();
        Pass(rig, TimeSpan.FromHours(5)).ShouldBeEmpty();
    }

    [Fact]
    public void A_clock_that_is_set_back_after_it_brings_no_second_one_and_one_set_forward_does_not_skip_it()
    {
        using var rig = new ReportRig("2026-11-24 23:29");
        var time = new JumpingTimeProvider(rig.Wall("2026-11-24 23:29"));
        var clock = new Clock(time);
        var daily = new DailyReports(rig.Database, rig.Orders, rig.Days, clock, NullLogger<DailyReports>.Instance);
        rig.Database.Write(transaction => daily.Set(transaction, To, new TimeSpan(23, 30, 0)));
        Asked().ShouldBe(0);
        time.Jump(TimeSpan.FromHours(2));
        Asked().ShouldBe(1);
        time.Jump(TimeSpan.FromHours(-2));
        for (var i = 0; i < 180; i++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            Asked().ShouldBe(1);
        }
        time.Advance(TimeSpan.FromHours(24));
        Asked().ShouldBe(2);

        time.Jump(TimeSpan.FromDays(3650));
        Asked().ShouldBe(3);
        time.Jump(TimeSpan.FromDays(-3650));
        Asked().ShouldBe(3);
        time.Advance(TimeSpan.FromHours(24));
        Asked().ShouldBe(4);

        long Asked()
        {
            daily.AskForDue();
            return rig.Database.Read(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM report_requests"));
        }
    }

    [Fact]
    public void When_the_clocks_change_it_still_comes_once_a_day()
    {
        using var rig = new ReportRig("2026-03-28 12:00", "Europe/Berlin");
        Set(rig, 2, 30);
        Pass(rig, TimeSpan.FromDays(3)).ShouldBe(["29.03 03:00 28.03", "30.03 02:30 29.03", "31.03 02:30 30.03"]);

        using var autumn = new ReportRig("2026-10-24 12:00", "Europe/Berlin");
        Set(autumn, 2, 30);
        Pass(autumn, TimeSpan.FromDays(2)).ShouldBe(["25.10 02:30 24.10", "26.10 02:30 25.10"]);
    }

    [Fact]
    public void Set_anew_or_ended_it_obeys_the_newest_wish()
    {
        using var rig = new ReportRig("2026-11-24 19:45");
        Set(rig, 23, 30);
        Set(rig, 20, 0);
        Pass(rig, TimeSpan.FromHours(12)).ShouldBe(["24.11 20:00 24.11"]);
        rig.Database.Write(transaction => DailyReports.TimeOf(transaction, To)).ShouldBe(TimeSpan.FromHours(20));
        rig.Database.Write(transaction => DailyReports.End(transaction, To)).ShouldBeTrue();
        rig.Database.Write(transaction => DailyReports.End(transaction, To)).ShouldBeFalse();
        Pass(rig, TimeSpan.FromDays(2)).ShouldBeEmpty();
    }

    private static string Set(ReportRig rig, int hour, int minute) =>
        Local(rig, rig.Database.Write(transaction => rig.Daily.Set(transaction, To, new TimeSpan(hour, minute, 0))).First);

    // When each came, and the day that it is about.
    private static List<string> Pass(ReportRig rig, TimeSpan span)
    {
        List<string> came = [];
        var end = rig.Clock.Now + (long)span.TotalMilliseconds;
        while (true)
        {
            var before = rig.Newest;
            var due = rig.Desk.Turn()!.Value;
            came.AddRange(
                rig.Since(before)
                    .Select(shown =>
                        $"{Local(rig, rig.Clock.Wall)} {shown.Html[(shown.Html.IndexOf("за ", StringComparison.Ordinal) + 3)..][..5]}"
                    )
            );
            if (rig.Clock.Now >= end)
            {
                return came;
            }
            rig.Time.Advance(Instant.Max(rig.Clock.Now + 1, Instant.Min(due, end)) - rig.Clock.Now);
        }
    }

    private static string Local(ReportRig rig, DateTimeOffset at) =>
        rig.Days.Local(at).ToString("dd.MM HH:mm", CultureInfo.InvariantCulture);
}

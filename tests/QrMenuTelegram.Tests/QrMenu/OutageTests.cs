using Microsoft.Extensions.Logging;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>What managers and the log hear when a server is away, and how old the events say they may be.</summary>
public sealed class OutageTests
{
    private static readonly PollAnswer.Failed Gone = new(PollFailure.Unreachable, "no connection to 10.0.0.5:8443");

    private static async Task<PollingRig> Running(QrMenuOptions? options = null)
    {
        var rig = new PollingRig(options);
        rig.Start();
        rig.Server.Make(table: "0");
        await rig.Pass(20);
        return rig;
    }

    private static TimeSpan Between(Alert alert, string from, string until) => alert.Time(until) - alert.Time(from);

    [Fact]
    public async Task Managers_hear_once_after_30_s_once_when_the_queue_is_outlived_and_once_when_it_is_back()
    {
        using var rig = await Running();
        var last = rig.Clock.Now;
        rig.Server.Failing = Gone;
        await rig.Pass(29);
        rig.Alerts.ShouldBeEmpty();
        await rig.Pass(1);
        var first = rig.Alerts.ShouldHaveSingleItem();
        first.Key.ShouldBe("alert.server_unreachable");
        (first.At - last).ShouldBe(TimeSpan.FromSeconds(30));
        first.Values["server"].ShouldBe("R");
        first.Values["reason"].ShouldBe("unreachable");
        first.Values["variable"].ShouldBe("QrMenu__Servers__R__Url");
        first.Values["detail"].ShouldBe(Gone.Detail);
        await rig.Pass(269);
        rig.Alerts.Count.ShouldBe(1);
        await rig.Pass(1);
        rig.Alerts.Count.ShouldBe(2);
        rig.Alerts[1].Key.ShouldBe("alert.server_losing");
        Between(rig.Alerts[1], "since", "until").ShouldBe(TimeSpan.FromMinutes(5));
        await rig.Pass(420);
        rig.Alerts.Count.ShouldBe(2);
        rig.Server.Failing = null;
        await rig.Pass(15);
        rig.Alerts.Count.ShouldBe(3);
        var back = rig.Alerts[2];
        back.Key.ShouldBe("alert.server_back");
        back.Values["lost"].ShouldBe("true");
        Between(back, "since", "until").ShouldBeInRange(TimeSpan.FromSeconds(420), TimeSpan.FromSeconds(435));
        back.Span("gone").ShouldBeInRange(TimeSpan.FromSeconds(720), TimeSpan.FromSeconds(735));
        await rig.Pass(3600);
        rig.Alerts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_outage_shorter_than_the_queue_loses_nothing_and_says_so()
    {
        using var rig = await Running();
        rig.Server.Failing = Gone;
        await rig.Pass(100);
        rig.Server.Failing = null;
        await rig.Pass(15);
        rig.Alerts.Select(alert => alert.Key).ShouldBe(["alert.server_unreachable", "alert.server_back"]);
        rig.Alerts[1].Values["lost"].ShouldBe("false");
    }

    [Fact]
    public async Task A_short_outage_is_no_news()
    {
        using var rig = await Running();
        for (var i = 0; i < 50; i++)
        {
            rig.Server.Failing = Gone;
            await rig.Pass(20);
            rig.Server.Failing = null;
            await rig.Pass(10);
        }
        rig.Alerts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(PollFailure.WrongToken, "wrong_token")]
    [InlineData(PollFailure.Untrusted, "untrusted")]
    [InlineData(PollFailure.Refused, "refused")]
    [InlineData(PollFailure.TimedOut, "timed_out")]
    [InlineData(PollFailure.ServerError, "server_error")]
    [InlineData(PollFailure.Unreadable, "unreadable")]
    public async Task The_alert_says_why_and_which_variable_mends_it(PollFailure failure, string reason)
    {
        using var rig = await Running();
        rig.Server.Failing = new PollAnswer.Failed(failure, "why") { Fingerprint = "AB12", Variable = "QrMenu__Servers__R__TokenFile" };
        await rig.Pass(31);
        var values = rig.Alerts.ShouldHaveSingleItem().Values;
        (values["reason"], values["variable"], values["fingerprint"]).ShouldBe((reason, "QrMenu__Servers__R__TokenFile", "AB12"));
    }

    [Fact]
    public async Task A_certificate_that_is_no_longer_trusted_is_logged_though_the_server_was_away_before()
    {
        using var rig = await Running();
        rig.Server.Failing = Gone;
        await rig.Pass(31);
        rig.Server.Failing = new PollAnswer.Failed(PollFailure.Untrusted, "the certificate changed");
        await rig.Pass(60);
        rig.Log.Lines.Count(line => line.Text.Contains("no events, Unreachable", StringComparison.Ordinal)).ShouldBe(1);
        rig.Log.Lines.Count(line => line.Text.Contains("no events, Untrusted: the certificate changed", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_manager_who_comes_later_still_hears_of_the_outage()
    {
        using var rig = new PollingRig { HasManager = false };
        rig.Server.Failing = new PollAnswer.Failed(PollFailure.WrongToken, "status 401");
        rig.Start();
        await rig.Pass(60);
        rig.AddManager();
        await rig.Pass(16);
        rig.Alerts.ShouldHaveSingleItem().Key.ShouldBe("alert.server_unreachable");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restart_in_an_outage_tells_nothing_twice_and_forgets_nothing(bool clean)
    {
        using var rig = await Running();
        rig.Server.Failing = Gone;
        await rig.Pass(60);
        for (var i = 0; i < 3; i++)
        {
            if (clean)
            {
                rig.Stop();
            }
            else
            {
                rig.Crash();
            }
            rig.Start();
            await rig.Pass(40);
        }
        rig.Alerts.Select(alert => alert.Key).ShouldBe(["alert.server_unreachable"]);
        rig.Stop();
        rig.Server.Failing = null;
        rig.Start();
        await rig.Pass(60);
        rig.Crash();
        rig.Start();
        await rig.Pass(60);
        rig.Alerts.Select(alert => alert.Key).ShouldBe(["alert.server_unreachable", "alert.server_back"]);
    }

    [Fact]
    public async Task A_server_that_is_off_when_the_bridge_starts_after_a_night_is_told_of_after_30_s()
    {
        using var rig = await Running();
        rig.Stop();
        await rig.Pass(TimeSpan.FromHours(9));
        rig.Server.Failing = Gone;
        rig.Start();
        await rig.Pass(29);
        rig.Alerts.ShouldBeEmpty();
        await rig.Pass(1);
        rig.Alerts.Select(alert => alert.Key).ShouldBe(["alert.server_unreachable", "alert.server_losing"]);
    }

    [Fact]
    public async Task The_first_start_ever_is_no_outage()
    {
        using var rig = new PollingRig();
        rig.Server.Make();
        rig.Start();
        await rig.Pass(600);
        rig.Alerts.ShouldBeEmpty();
        rig.Announced.ShouldHaveSingleItem().OlderBy.ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(10, 0, 0)]
    [InlineData(60, 60, 76)]
    [InlineData(3600, 300, 300)]
    public async Task Events_after_a_gap_say_how_old_they_may_be(int gap, int least, int most)
    {
        using var rig = await Running();
        rig.Announced.Clear();
        rig.Server.Failing = Gone;
        await rig.Pass(gap);
        rig.Server.Make(table: "1");
        rig.Server.Failing = null;
        await rig.Pass(15);
        rig.Server.Make(table: "2");
        await rig.Pass(2);
        rig.Announced.Count.ShouldBe(2);
        rig.Announced[0].OlderBy.TotalSeconds.ShouldBeInRange(least, most);
        rig.Announced[1].OlderBy.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task One_line_is_logged_when_it_breaks_and_one_when_it_is_back_with_how_long_it_was_gone()
    {
        using var rig = await Running();
        rig.Server.Failing = Gone;
        await rig.Pass(400);
        rig.Log.Lines.ShouldHaveSingleItem().ShouldBe((LogLevel.Warning, "R: no events, Unreachable: no connection to 10.0.0.5:8443"));
        rig.Server.Failing = null;
        await rig.Pass(400);
        rig.Log.Lines.Count.ShouldBe(2);
        rig.Log.Lines[1].Level.ShouldBe(LogLevel.Information);
        rig.Log.Lines[1].Text.ShouldMatch("^R: answers again after 00:0(6:[45]|7:0)");
    }

    [Fact]
    public async Task An_alert_that_can_not_be_stored_is_tried_again_and_logged_once()
    {
        using var rig = await Running();
        rig.Telling = () => throw new Microsoft.Data.Sqlite.SqliteException("database or disk is full", SQLitePCL.raw.SQLITE_FULL);
        rig.Server.Failing = Gone;
        await rig.Pass(200);
        rig.Log.Lines.Count.ShouldBe(2);
        rig.Telling = null;
        await rig.Pass(15);
        rig.Alerts.ShouldHaveSingleItem().Key.ShouldBe("alert.server_unreachable");
    }

    [Fact]
    public async Task While_it_fails_polls_are_at_most_5_s_apart_and_at_the_first_success_a_second_again()
    {
        using var rig = await Running();
        rig.Server.Failing = Gone;
        List<long> asked = [];
        rig.Server.Meanwhile = () => asked.Add(rig.Clock.Now.Milliseconds);
        await rig.Pass(600);
        asked.Zip(asked.Skip(1), (a, b) => b - a).Max().ShouldBeInRange(3_000, 5_000);
        rig.Server.Failing = null;
        await rig.Pass(15);
        asked.Clear();
        await rig.Pass(10);
        asked.Count.ShouldBe(10);
    }

    [Fact]
    public async Task The_status_tells_how_the_server_does()
    {
        using var rig = new PollingRig();
        rig.Start();
        rig.Poller.Status.ShouldBe(new MenuServerStatus("R", null, null, null, null, 0, 0, 0, TimeSpan.Zero, null));
        rig.Server.Make();
        rig.Server.Meanwhile = () => rig.Time.Advance(TimeSpan.FromMilliseconds(300));
        await rig.Pass(2);
        var status = rig.Poller.Status;
        (status.FailingSince, status.EventsRead, status.LastTook).ShouldBe((null, 1, TimeSpan.FromMilliseconds(300)));
        status.LastEventAt.ShouldNotBeNull();
        await rig.Pass(2);
        rig.Poller.Status.LastEventAt.ShouldBe(status.LastEventAt);
        status = rig.Poller.Status;
        rig.Server.Failing = Gone;
        await rig.Pass(20);
        var failing = rig.Poller.Status;
        (failing.Failure, failing.Detail, failing.LastSuccessAt).ShouldBe((PollFailure.Unreachable, Gone.Detail, status.LastSuccessAt));
        failing.FailingSince.ShouldNotBeNull().ShouldBeInRange(status.LastSuccessAt!.Value, status.LastSuccessAt.Value + 2000);
    }
}

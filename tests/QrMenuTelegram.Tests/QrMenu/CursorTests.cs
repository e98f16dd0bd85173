using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>Whatever a server does with a hash that it no longer holds: each event once, and none much later.</summary>
public sealed class CursorTests
{
    public static TheoryData<UnknownHash> EveryManner => new(Enum.GetValues<UnknownHash>());

    [Theory]
    [MemberData(nameof(EveryManner))]
    public async Task Over_hours_of_events_now_and_then_each_comes_once_within_seconds(UnknownHash manner)
    {
        using var rig = new PollingRig { Server = { UnknownHash = manner } };
        rig.Start();
        List<MenuEvent> made = [];
        for (var i = 0; i < 60; i++)
        {
            // From a burst to a silence of two windows.
            await rig.Pass(new[] { 1, 3, 20, 100, 290, 301, 600 }[i % 7]);
            made.Add(rig.Server.Make(table: (i % 9).ToString()));
            await rig.Pass(2);
            rig.Announced.Select(a => a.Event).ShouldBe(made);
        }
        rig.Alerts.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EveryManner))]
    public async Task A_server_that_restarts_with_an_empty_queue_and_new_hashes_delays_an_event_by_15_s_at_the_most(UnknownHash manner)
    {
        using var rig = new PollingRig { Server = { UnknownHash = manner } };
        rig.Start();
        for (var i = 0; i < 40; i++)
        {
            rig.Server.Make();
            await rig.Pass(10 + i);
            rig.Server.Restart();
            rig.Announced.Clear();
            var made = rig.Server.Make();
            var at = rig.Clock.Now;
            await rig.Pass(25);
            var announced = rig.Announced.ShouldHaveSingleItem();
            announced.Event.ShouldBe(made);
            (announced.At - at).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(15));
        }
    }

    [Theory]
    [MemberData(nameof(EveryManner))]
    public async Task A_bridge_that_was_down_for_4_minutes_loses_and_doubles_nothing(UnknownHash manner)
    {
        using var rig = new PollingRig { Server = { UnknownHash = manner } };
        rig.Start();
        await rig.Pass(600);
        var before = rig.Server.Make(table: "1");
        await rig.Pass(5);
        rig.Crash();
        await rig.Pass(120);
        var meanwhile = rig.Server.Make(table: "2");
        await rig.Pass(120);
        rig.Start();
        await rig.Pass(600);
        rig.Announced.Select(a => a.Event).ShouldBe([before, meanwhile]);
        rig.Announced[0].OlderBy.ShouldBe(TimeSpan.Zero);
        rig.Announced[1].OlderBy.ShouldBeInRange(TimeSpan.FromSeconds(240), TimeSpan.FromSeconds(260));
        rig.Alerts.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EveryManner))]
    public async Task A_bridge_that_was_down_for_an_hour_shows_what_the_queue_still_holds_and_says_what_may_be_lost(UnknownHash manner)
    {
        using var rig = new PollingRig { Server = { UnknownHash = manner } };
        rig.Start();
        rig.Server.Make();
        await rig.Pass(60);
        rig.Stop();
        var stopped = rig.Time.GetUtcNow();
        await rig.Pass(1800);
        rig.Server.Make(); // gone before anybody asks
        await rig.Pass(1800 - 200);
        var held = rig.Server.Make();
        await rig.Pass(200);
        rig.Announced.Clear();
        rig.Start();
        var started = rig.Clock.Now;
        await rig.Pass(600);
        var announced = rig.Announced.ShouldHaveSingleItem();
        announced.Event.ShouldBe(held);
        announced.OlderBy.ShouldBe(TimeSpan.FromMinutes(5));
        var alert = rig.Alerts.ShouldHaveSingleItem();
        alert.Key.ShouldBe("alert.bridge_was_off");
        alert.Time("since").ShouldBe(stopped, TimeSpan.FromSeconds(2));
        alert.Time("until").ShouldBe(rig.Clock.ToWall(started - 300_000), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Restarts_in_a_row_double_nothing_though_the_queue_keeps_showing_the_event()
    {
        using var rig = new PollingRig();
        rig.Start();
        var made = rig.Server.Make();
        await rig.Pass(3);
        for (var i = 0; i < 12; i++)
        {
            rig.Crash();
            await rig.Pass(20);
            rig.Start();
            await rig.Pass(5);
        }
        rig.Announced.ShouldHaveSingleItem().Event.ShouldBe(made);
    }

    [Fact]
    public async Task A_queue_that_holds_events_far_longer_than_configured_doubles_nothing()
    {
        using var rig = new PollingRig { Server = { ClearsLate = TimeSpan.FromHours(2) } };
        rig.Start();
        rig.Server.Make(table: "1");
        await rig.Pass(TimeSpan.FromHours(1));
        rig.Stop();
        await rig.Pass(120);
        rig.Start();
        rig.Server.Make(table: "2");
        await rig.Pass(TimeSpan.FromHours(2));
        rig.Announced.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_events_of_one_answer_with_the_same_hash_and_different_codes_are_two()
    {
        using var rig = new PollingRig();
        rig.Start();
        rig.Server.Make(EventCodes.OnlinePayment, "1000028", "0xa1fb9fc1");
        rig.Server.Make(EventCodes.BillRequest, "1000028", "0xa1fb9fc1");
        rig.Server.Make(EventCodes.BillRequest, "1000029", "0xa1fb9fc1");
        await rig.Pass(400);
        rig.Announced.Select(a => (a.Event.Code, a.Event.TableId))
            .ShouldBe([(EventCodes.OnlinePayment, "1000028"), (EventCodes.BillRequest, "1000028"), (EventCodes.BillRequest, "1000029")]);
    }

    [Fact]
    public async Task A_second_event_with_the_hash_of_the_cursor_comes_within_15_s()
    {
        using var rig = new PollingRig();
        rig.Start();
        rig.Server.Make(EventCodes.OnlinePayment, "1", "0xa1fb9fc1");
        await rig.Pass(3);
        rig.Server.Make(EventCodes.BillRequest, "1", "0xa1fb9fc1");
        await rig.Pass(15);
        rig.Announced.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_hash_code_and_table_a_month_later_is_a_new_event(bool restarted)
    {
        using var rig = new PollingRig(new QrMenuOptions { PollInterval = TimeSpan.FromSeconds(30) });
        rig.Start();
        rig.Server.Make(hash: "0xd8833dd3");
        await rig.Pass(1000);
        if (restarted)
        {
            rig.Stop();
        }
        await rig.Pass(restarted ? TimeSpan.FromDays(30) : TimeSpan.FromHours(1));
        if (restarted)
        {
            rig.Start();
        }
        rig.Server.Make(hash: "0xd8833dd3");
        await rig.Pass(60);
        rig.Announced.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_repeats_the_event_of_the_cursor_doubles_nothing_and_writes_nothing()
    {
        using var rig = new PollingRig { Server = { IncludesCursor = true } };
        rig.Start();
        rig.Server.Make();
        await rig.Pass(2);
        var changes = rig.Changes();
        await rig.Pass(7);
        rig.Changes().ShouldBe(changes);
        rig.Announced.Count.ShouldBe(1);
        rig.Server.Asked.Count(cursor => cursor is not null).ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task After_a_failed_poll_the_whole_queue_is_asked_for()
    {
        using var rig = new PollingRig();
        rig.Start();
        rig.Server.Make();
        await rig.Pass(3);
        rig.Server.Asked[^1].ShouldNotBeNull();
        rig.Server.Failing = new PollAnswer.Failed(PollFailure.TimedOut, "slow");
        await rig.Pass(2);
        rig.Server.Failing = null;
        rig.Server.Asked.Clear();
        await rig.Pass(5);
        rig.Server.Asked[0].ShouldBeNull();
        rig.Server.Asked[^1].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_cursor_that_a_full_look_no_longer_shows_is_not_asked_with_again()
    {
        using var rig = new PollingRig { Server = { UnknownHash = UnknownHash.AnswersNothing } };
        rig.Start();
        rig.Server.Make();
        await rig.Pass(2);
        rig.Server.Restart();
        await rig.Pass(16);
        rig.Server.Make(table: "2");
        await rig.Pass(1);
        rig.Announced.Count.ShouldBe(2);
    }

    [Fact]
    public async Task In_a_busy_hour_nearly_all_polls_spare_the_server_the_whole_queue()
    {
        using var rig = new PollingRig();
        rig.Start();
        for (var i = 0; i < 360; i++)
        {
            rig.Server.Make(table: (i % 20).ToString());
            await rig.Pass(10);
        }
        rig.Announced.Count.ShouldBe(360);
        ((double)rig.Server.Asked.Count(cursor => cursor is null) / rig.Server.Asked.Count).ShouldBeInRange(0.05, 0.08);
    }
}

using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

public sealed class CourierTests : IDisposable
{
    private const long Group = -100;
    private const long Person = 7;
    private readonly DeliveryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_single_notice_gets_its_own_message_at_once()
    {
        _run.Wish(Group, "one", Urgency.Call);
        _run.Pass(TimeSpan.FromMilliseconds(50));
        _run.Telegram.In(Group).Single().Text.ShouldBe("one");
    }

    [Fact]
    public void In_one_chat_notices_of_one_urgency_keep_their_order_and_urgent_ones_overtake()
    {
        for (var i = 0; i < 40; i++)
        {
            _run.Wish(Person, $"order {i:00}.");
        }
        _run.Wish(Person, "call", Urgency.Call);
        _run.Pass(TimeSpan.FromMinutes(1));
        var text = string.Join('\n', _run.Telegram.In(Person).Select(message => message.Text));
        var orders = text.Split('\n').Where(line => line.StartsWith("order", StringComparison.Ordinal)).ToList();
        orders.ShouldBe(orders.Order());
        orders.Count.ShouldBe(40);
        text.IndexOf("call", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("order 01", StringComparison.Ordinal));
    }

    [Fact]
    public void Five_hundred_events_for_25_groups_are_shown_within_three_seconds_and_no_limit_is_broken()
    {
        for (var i = 0; i < 500; i++)
        {
            _run.Wish(-1 - (i % 25), $"<b>{i}</b> order with some dishes\nSoup\nSalad × 2", (Urgency)(i % 5));
        }
        _run.Pass(TimeSpan.FromSeconds(3));
        _run.Count("SELECT count(*) FROM notices WHERE shown_version = 0").ShouldBe(0);
        _run.Telegram.Throttled.ShouldBe(0);
    }

    [Fact]
    public void Ten_changes_cost_one_edit_to_the_newest_state()
    {
        var id = _run.Wish(Group, "state 0");
        _run.Pass(TimeSpan.FromSeconds(1));
        for (var i = 1; i <= 10; i++)
        {
            _run.Change(id, $"state {i}");
        }
        _run.Pass(TimeSpan.FromSeconds(1));
        var message = _run.Telegram.In(Group).Single();
        (message.Text, message.Edits).ShouldBe(("state 10", 1));
    }

    [Fact]
    public void A_change_while_the_send_is_under_way_is_edited_in_afterwards()
    {
        _run.Telegram.Travel = () => (500, 500);
        var id = _run.Wish(Group, "before");
        _run.Pass(TimeSpan.FromMilliseconds(200));
        _run.Change(id, "after");
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Telegram.In(Group).Single().Text.ShouldBe("after");
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void A_crash_in_mid_send_doubles_at_most_what_was_under_way_and_loses_nothing(bool arrived, int times)
    {
        _run.Wish(Group, "call", Urgency.Call);
        _run.Pass(TimeSpan.FromMilliseconds(1));
        _run.Telegram.UnderWay.ShouldBe(1);
        _run.Crash(_ => arrived);
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Telegram.In(Group).Count(message => message.Text == "call").ShouldBe(times);
        _run.Status.InDoubt.ShouldBe(1);
    }

    [Fact]
    public void Crashes_one_soon_after_the_other_do_not_make_the_clock_run_ahead()
    {
        _run.Wish(Person, "call", Urgency.Call);
        _run.Pass(TimeSpan.FromMilliseconds(1));
        for (var crash = 0; crash < 3; crash++)
        {
            _run.Crash();
            _run.Pass(TimeSpan.FromMilliseconds(100));
            _run.Clock.Now.ShouldBe(new Instant(_run.Time.GetUtcNow().ToUnixTimeMilliseconds()));
        }
        _run.Telegram.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void What_is_shown_late_says_how_late()
    {
        _run.Facts.LateMark = by => $"late by {by.TotalMinutes:0}";
        _run.Telegram.Decide = _ => new(new SendOutcome.Unknown("away"));
        _run.Wish(Group, "call", Urgency.Call);
        _run.Pass(TimeSpan.FromMinutes(10));
        _run.Telegram.Decide = _ => null;
        _run.Pass(TimeSpan.FromSeconds(20));
        _run.Telegram.In(Group).Single().Text.ShouldBe("late by 10\ncall");
    }

    [Fact]
    public void Throttling_is_obeyed_to_the_end_and_delays_no_other_chat()
    {
        var throttled = true;
        _run.Telegram.Decide = request =>
            throttled && request.ChatId == Group ? new(new SendOutcome.Throttled(TimeSpan.FromHours(3))) : null;
        _run.Wish(Group, "waits", Urgency.Call);
        _run.Wish(-200, "flows", Urgency.Call);
        _run.Pass(TimeSpan.FromHours(1));
        throttled = false;
        _run.Pass(TimeSpan.FromHours(1.9));
        _run.Telegram.In(Group).ShouldBeEmpty();
        _run.Telegram.In(-200).Count().ShouldBe(1);
        _run.Telegram.Requests.Count(request => request.ChatId == Group).ShouldBe(1);
        _run.Pass(TimeSpan.FromHours(0.2));
        _run.Telegram.In(Group).Count().ShouldBe(1);
    }

    [Fact]
    public void Patience_outlives_a_restart()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.Throttled(TimeSpan.FromMinutes(30)));
        _run.Wish(Group, "waits");
        _run.Pass(TimeSpan.FromMinutes(1));
        _run.Crash();
        _run.Pass(TimeSpan.FromMinutes(20));
        _run.Telegram.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void The_last_minute_is_remembered_over_restarts()
    {
        for (var round = 0; round < 12; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                _run.Wish(Group, $"{round}.{i}", Urgency.Call);
                _run.Pass(TimeSpan.FromSeconds(1));
            }
            _run.Crash();
        }
        _run.Pass(TimeSpan.FromMinutes(3));
        _run.Telegram.Throttled.ShouldBe(0);
        _run.Count("SELECT count(*) FROM notices WHERE shown_version = 0").ShouldBe(0);
    }

    [Fact]
    public void A_slow_chat_delays_no_other()
    {
        _run.Telegram.Travel = () => (10, 10);
        _run.Telegram.Decide = request => null;
        var slow = true;
        _run.Telegram.Travel = () => slow ? (5000, 5000) : (10, 10);
        _run.Wish(Group, "slow");
        _run.Pass(TimeSpan.FromMilliseconds(1));
        slow = false;
        _run.Wish(-200, "quick");
        _run.Pass(TimeSpan.FromMilliseconds(100));
        _run.Telegram.In(-200).Count().ShouldBe(1);
        _run.Telegram.In(Group).ShouldBeEmpty();
    }

    [Fact]
    public void When_the_token_is_refused_everything_is_kept_and_tried_slowly()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.Unauthorized());
        for (var i = 0; i < 20; i++)
        {
            _run.Wish(-i - 1, "call", Urgency.Call);
        }
        _run.Pass(TimeSpan.FromMinutes(10));
        _run.Status.UnauthorizedSince.ShouldNotBeNull();
        _run.Telegram.Requests.Count.ShouldBeLessThan(30);
        _run.Telegram.Decide = _ => null;
        _run.Pass(TimeSpan.FromMinutes(6));
        _run.Telegram.Messages.Count.ShouldBe(20);
        _run.Status.UnauthorizedSince.ShouldBeNull();
    }

    [Fact]
    public void When_telegram_is_away_one_probe_at_a_time_goes_out_and_calls_come_first_afterwards()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.Unknown("connection refused"));
        for (var i = 0; i < 300; i++)
        {
            _run.Wish(-1 - (i % 30), $"n{i}", i % 10 == 0 ? Urgency.Call : Urgency.Order);
        }
        _run.Pass(TimeSpan.FromHours(1));
        _run.Telegram.Requests.Count.ShouldBeLessThan(2000, "an hour, one probe each 1 s to 3 s");
        _run.Telegram.Decide = _ => null;
        _run.Pass(TimeSpan.FromSeconds(30));
        _run.Count("SELECT count(*) FROM notices WHERE shown_version = 0").ShouldBe(0);
        _run.Telegram.Throttled.ShouldBe(0);
        foreach (var chat in _run.Telegram.Messages.GroupBy(message => message.ChatId).Where(chat => chat.Key % 10 == -1))
        {
            chat.First().Text.ShouldStartWith("n");
        }
    }

    [Fact]
    public void Silent_notices_arrive_silently_unless_one_of_them_rings()
    {
        _run.Wish(Person, "a", silent: true);
        _run.Pass(TimeSpan.FromMilliseconds(10));
        _run.Wish(Person, "b", silent: true);
        _run.Wish(Person, "c");
        _run.Pass(TimeSpan.FromSeconds(3));
        _run.Telegram.In(Person).Select(message => message.Silent).ShouldBe([true, false]);
    }

    [Fact]
    public void What_is_to_stand_alone_never_shares_a_message()
    {
        for (var i = 0; i < 6; i++)
        {
            _run.Wish(Person, $"n{i}", alone: i == 3);
        }
        _run.Pass(TimeSpan.FromSeconds(10));
        _run.Telegram.In(Person).ShouldContain(message => message.Text == "n3");
    }
}

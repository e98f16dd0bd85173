using QrMenuTelegram.Delivery;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>What guests asked for goes before all that people type.</summary>
public sealed class GuestsFirstTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly DeliveryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(Urgency.Call)]
    [InlineData(Urgency.Bill)]
    [InlineData(Urgency.Payment)]
    [InlineData(Urgency.Order)]
    public void A_member_who_types_without_end_delays_nothing_of_his_group(Urgency urgency)
    {
        for (var second = 0; second < 300; second++)
        {
            _run.Wish(-1, $"answer {second}", Urgency.Reply, alone: true);
            if (second % 7 == 3)
            {
                _run.Wish(-1, $"GUEST {second}", urgency);
                _run.Pass(TimeSpan.FromMilliseconds(100));
                _run.Telegram.In(-1).Select(message => message.Text).ShouldContain($"GUEST {second}");
                _run.Pass(TimeSpan.FromMilliseconds(900));
            }
            else
            {
                _run.Pass(Second);
            }
        }
        _run.Telegram.Throttled.ShouldBe(0);
        Answers().Count.ShouldBeInRange(10, 35, "they have what guests leave of half of each minute");
    }

    [Fact]
    public void No_answer_goes_while_a_guest_waits()
    {
        _run.Wish(-1, "answer", Urgency.Reply, alone: true);
        for (var i = 0; i < 5; i++)
        {
            _run.Wish(-1, $"order {i}");
        }
        _run.Pass(Second);
        _run.Telegram.In(-1).Select(message => message.Text).ShouldBe(["order 0", "order 1", "order 2", "order 3", "order 4", "answer"]);
    }

    [Fact]
    public void In_a_rush_that_does_not_end_an_answer_waits_but_not_without_end()
    {
        for (var second = 0; second < 60; second++)
        {
            _run.Wish(-1, $"order {second}", alone: true);
            _run.Pass(Second);
        }
        _run.Wish(-1, "answer", Urgency.Reply, alone: true);
        for (var second = 0; second < 60 && !Answers().Contains("answer"); second++)
        {
            _run.Wish(-1, $"more {second}", alone: true);
            _run.Pass(Second);
        }
        Answers().ShouldContain("answer");
        _run.Count("SELECT count(*) FROM notices WHERE message_id IS NULL AND urgency = 3")
            .ShouldBeGreaterThan(0, "orders wait all the time");
    }

    [Fact]
    public void A_call_does_not_wait_for_an_answer_that_is_on_its_way()
    {
        _run.Telegram.Travel = () => (3000, 3000);
        _run.Wish(-1, "report", Urgency.Reply);
        _run.Pass(Second);
        _run.Telegram.Travel = () => (20, 20);
        _run.Wish(-1, "CALL", Urgency.Call);
        _run.Pass(TimeSpan.FromMilliseconds(100));
        _run.Telegram.In(-1).Select(message => message.Text).ShouldBe(["CALL"]);
    }

    [Fact]
    public void Replies_to_many_people_leave_a_third_of_the_second_to_guests()
    {
        for (var chat = 1; chat <= 200; chat++)
        {
            _run.Wish(chat, "answer", Urgency.Reply);
        }
        _run.Pass(TimeSpan.FromMilliseconds(500));
        for (var chat = 1; chat <= 9; chat++)
        {
            _run.Wish(-chat, "order");
        }
        _run.Pass(TimeSpan.FromMilliseconds(100));
        _run.Telegram.Messages.Count(message => message.Text == "order").ShouldBe(7, "3 of the 30 are for calls, 20 went to answers");
    }

    [Fact]
    public void What_a_group_was_answered_in_the_last_minute_counts_after_a_crash()
    {
        for (var i = 0; i < 20; i++)
        {
            _run.Wish(-1, $"answer {i}", Urgency.Reply, alone: true);
        }
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Telegram.Messages.Count.ShouldBe(10);
        _run.Crash();
        _run.Pass(TimeSpan.FromSeconds(30));
        _run.Telegram.Messages.Count.ShouldBe(10);
        _run.Wish(-1, "order");
        _run.Pass(TimeSpan.FromMilliseconds(100));
        _run.Telegram.Messages[^1].Text.ShouldBe("order");
    }

    private List<string> Answers() =>
        [.. _run.Telegram.In(-1).Select(message => message.Text).Where(text => text.StartsWith("answer", StringComparison.Ordinal))];
}

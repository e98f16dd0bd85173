using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>What is remembered of sends and edits, over a crash and between turns, and what is forgotten.</summary>
public sealed class RememberedTests : IDisposable
{
    private const long Group = -100;
    private readonly DeliveryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void After_a_crash_the_groups_minute_is_as_long_as_it_was_and_no_longer()
    {
        for (var i = 0; i < 20; i++)
        {
            _run.Wish(Group, $"call {i}", Urgency.Call);
            _run.Pass(TimeSpan.FromMilliseconds(500));
        }
        _run.Pass(TimeSpan.FromMilliseconds(49_500));
        _run.Crash();
        _run.Wish(Group, "one more", Urgency.Call);
        _run.Pass(TimeSpan.FromMilliseconds(700));
        (_run.Telegram.Throttled, _run.Telegram.In(Group).Last().Text).ShouldBe((0, "one more"));
    }

    [Fact]
    public void Attempts_are_forgotten_once_no_limit_counts_them()
    {
        for (var i = 0; i < 60; i++)
        {
            _run.Wish(Group, $"call {i}", Urgency.Call);
            _run.Pass(TimeSpan.FromSeconds(10));
        }
        _run.Count("SELECT count(*) FROM attempts").ShouldBeInRange(6, 16);
    }

    [Fact]
    public void An_answer_that_comes_just_when_the_courier_looks_for_what_has_none_counts()
    {
        _run.Telegram.Travel = () => (50, 50);
        for (var i = 0; i < 700; i++)
        {
            _run.Wish(-1 - i, "call", Urgency.Call);
            _run.Pass(TimeSpan.FromMilliseconds(100));
        }
        _run.Telegram.Messages.Count.ShouldBe(700);
    }

    [Fact]
    public void What_a_commit_stored_although_it_said_that_it_had_not_goes_out_all_the_same()
    {
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Wish(Group, "call", Urgency.Call);
        _run.Database.Passing = step => _ = step == WriteStep.Committed ? throw new IOException("simulated") : 0;
        Should.Throw<IOException>(() => _run.Courier.Turn());
        _run.Database.Passing = null;
        _run.Telegram.Requests.ShouldBeEmpty();
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.In(Group).Single().Text.ShouldBe("call");
    }

    [Fact]
    public void Whoever_counts_how_long_a_notice_has_been_seen_hears_of_each_that_a_crash_makes_wait_again()
    {
        var told = new List<long>();
        _run.Facts.On<DeliveryFact.WaitsAgain>(fact => told.AddRange(fact.Notices));
        var id = _run.Wish(Group, "call", Urgency.Call);
        _run.Pass(TimeSpan.FromMilliseconds(1));
        _run.Crash();
        _run.Pass(TimeSpan.FromMilliseconds(1));
        told.ShouldBe([id]);
    }

    [Fact]
    public void An_edit_of_one_message_says_nothing_of_what_another_shows()
    {
        var (one, other) = (_run.Wish(Group, "one"), _run.Wish(Group, "other"));
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Change(one, "same");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Change(other, "same");
        _run.Pass(TimeSpan.FromSeconds(30));
        _run.Telegram.In(Group).Select(message => message.Text).ShouldBe(["same", "same"]);
    }

    [Fact]
    public void What_was_due_before_it_was_wished_is_late_from_then_on()
    {
        _run.Facts.LateMark = by => $"late by {by.TotalMinutes:0}";
        _run.Wish(new NewNotice(new Destination(Group, 0), Urgency.Call, "reminder") { DueAt = _run.Clock.Now - 600_000 });
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.In(Group).Single().Text.ShouldBe("late by 10\nreminder");
    }
}

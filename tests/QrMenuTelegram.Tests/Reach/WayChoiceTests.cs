using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Reach;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reach;

public sealed class WayChoiceTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    private readonly FakeTimeProvider _time = new();
    private readonly WayChoice _choice;

    public WayChoiceTests() =>
        _choice = new WayChoice(
            [.. new[] { "direct", "proxy", "relay" }.Select(name => new TelegramWay(name, new ScriptedTelegram()))],
            new Clock(_time)
        );

    private Way Direct => _choice.All[0];

    private Way Proxy => _choice.All[1];

    private Way Relay => _choice.All[2];

    [Fact]
    public void The_preferred_one_is_used_until_it_fails_then_the_next()
    {
        _choice.Current.ShouldBe(Direct);
        _choice.Failed(Direct, "reset", inDoubt: false)!.To.ShouldBe(Proxy);
        _choice.Failed(Relay, "reset", inDoubt: false).ShouldBeNull("it is not in use");
        _choice.Current.ShouldBe(Proxy);
        _choice.NoneSince.ShouldBeNull();
    }

    [Fact]
    public void A_request_is_offered_what_works_first_and_each_way_once()
    {
        _choice.Failed(Direct, "reset", inDoubt: true);
        _choice.Failed(Relay, "reset", inDoubt: false);
        var tried = new HashSet<Way>();
        var order = new List<Way>();
        while (_choice.Next(tried) is { } way)
        {
            tried.Add(way);
            order.Add(way);
        }
        order.ShouldBe([Proxy, Relay, Direct], "what is in doubt has to show a sign of life before it may be used");
    }

    [Fact]
    public void When_none_works_the_first_that_answers_is_used()
    {
        foreach (var way in _choice.All)
        {
            _choice.Failed(way, "gone", inDoubt: true);
        }
        _choice.NoneSince.ShouldNotBeNull();
        var change = _choice.Answered(Relay, Quick)!;
        change.To.ShouldBe(Relay);
        change.NoneSince.ShouldNotBeNull();
        _choice.NoneSince.ShouldBeNull();
        _choice.Statuses.Select(status => status.InUseSince is not null).ShouldBe([false, false, true]);
    }

    [Fact]
    public void Who_waits_by_a_way_that_is_left_is_told()
    {
        var left = Direct.Left.Token;
        _choice.Failed(Direct, "reset", inDoubt: false)!.Left!.Cancel();
        left.IsCancellationRequested.ShouldBeTrue();
        Direct.Left.IsCancellationRequested.ShouldBeFalse("whoever uses it next time waits anew");
    }

    [Fact]
    public void It_goes_back_to_a_preferred_way_that_has_answered_for_minutes_and_later_each_time_it_flaps()
    {
        foreach (var minutes in new[] { 3, 6, 12, 24, 48, 60, 60 })
        {
            _choice.Failed(Direct, "reset", inDoubt: false)!.To.ShouldBe(Proxy);
            Answers(Direct, TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(10)).ShouldBeNull($"{minutes} minutes are not over");
            Answers(Direct, TimeSpan.FromSeconds(20))!.To.ShouldBe(Direct);
            _time.Advance(TimeSpan.FromMinutes(1));
        }
        _time.Advance(TimeSpan.FromHours(2));
        _choice.Failed(Direct, "reset", inDoubt: false);
        Answers(Direct, TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(10))!
            .To.ShouldBe(Direct, "it was well for hours: trusted as at first");
    }

    [Fact]
    public void A_slow_answer_proves_nothing()
    {
        _choice.Failed(Direct, "reset", inDoubt: false);
        Answers(Direct, TimeSpan.FromMinutes(2));
        _choice.Answered(Direct, Slow);
        Answers(Direct, TimeSpan.FromMinutes(2)).ShouldBeNull();
        Answers(Direct, TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(10))!.To.ShouldBe(Direct);
    }

    [Fact]
    public void A_way_many_times_slower_than_another_is_left()
    {
        _choice.Answered(Proxy, Quick);
        _choice.Answered(Direct, Slow).ShouldBeNull();
        _choice.Answered(Direct, Slow).ShouldBeNull("two say little");
        var change = _choice.Answered(Direct, Slow)!;
        change.To.ShouldBe(Proxy);
        change.From.Failure.ShouldBe("it is slow: 3.0 s, by proxy 0.1 s");
    }

    [Fact]
    public void Where_all_are_slow_nothing_changes()
    {
        for (var i = 0; i < 10; i++)
        {
            _choice.All.ShouldAllBe(way => _choice.Answered(way, Slow) == null);
        }
        _choice.Current.ShouldBe(Direct);
    }

    private WayChange? Answers(Way way, TimeSpan forSo)
    {
        WayChange? change = null;
        for (var passed = TimeSpan.Zero; passed < forSo; passed += TimeSpan.FromSeconds(10))
        {
            change ??= _choice.Answered(way, Quick);
            _time.Advance(TimeSpan.FromSeconds(10));
        }
        return change ?? _choice.Answered(way, Quick);
    }
}

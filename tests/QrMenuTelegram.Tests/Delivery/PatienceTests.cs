using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>A board is edited only with room that nobody misses.</summary>
public sealed class PatienceTests
{
    private const long Group = -1;

    [Fact]
    public void With_room_it_is_edited_at_once()
    {
        using var run = new DeliveryRun();
        var board = Board(run, Group);
        run.Change(board, "second");
        run.Pass(TimeSpan.FromSeconds(1));
        run.Telegram.In(Group).Single().Text.ShouldBe("second");
    }

    [Fact]
    public void It_waits_while_half_of_the_groups_minute_is_used_and_then_shows_the_newest_state()
    {
        using var run = new DeliveryRun();
        var board = Board(run, Group);
        for (var i = 0; i < 10; i++)
        {
            run.Wish(Group, $"call {i}", Urgency.Call);
            run.Pass(TimeSpan.FromSeconds(1));
        }
        run.Change(board, "second");
        run.Pass(TimeSpan.FromSeconds(30));
        run.Change(board, "third");
        run.Telegram.Messages[0].Text.ShouldBe("first");
        run.Pass(TimeSpan.FromSeconds(40));
        run.Telegram.Messages[0].Text.ShouldBe("third");
        run.Telegram.Messages[0].Edits.ShouldBe(1);
    }

    [Fact]
    public void Another_edit_of_the_chat_does_not_wait_so()
    {
        using var run = new DeliveryRun();
        var dialog = Board(run, Group, patient: false);
        for (var i = 0; i < 10; i++)
        {
            run.Wish(Group, $"call {i}", Urgency.Call);
            run.Pass(TimeSpan.FromSeconds(1));
        }
        run.Change(dialog, "second");
        run.Pass(TimeSpan.FromSeconds(10));
        run.Telegram.Messages[0].Text.ShouldBe("second");
    }

    [Theory]
    [InlineData(Group)]
    [InlineData(7)]
    public void A_call_does_not_wait_for_the_answer_to_its_edit(long chat)
    {
        using var run = new DeliveryRun();
        var board = Board(run, chat);
        run.Pass(TimeSpan.FromSeconds(5));
        run.Telegram.Travel = () => (20, 20_000);
        run.Change(board, "second");
        run.Pass(TimeSpan.FromSeconds(2));
        run.Telegram.UnderWay.ShouldBe(1);
        run.Telegram.Travel = () => (20, 20);
        run.Wish(chat, "a call", Urgency.Call);
        run.Pass(TimeSpan.FromMilliseconds(50));
        if (chat < 0)
        {
            run.Telegram.In(chat).Last().Text.ShouldBe("a call");
        }
        run.Change(board, "third");
        run.Pass(TimeSpan.FromSeconds(15));
        run.Telegram.In(chat).First().Text.ShouldBe("second", "two edits of a board are never under way at once");
        run.Pass(TimeSpan.FromSeconds(30));
        run.Telegram.In(chat).First().Text.ShouldBe("third");
    }

    [Fact]
    public void Of_two_requests_for_patience_the_longer_counts()
    {
        using var run = new DeliveryRun();
        var board = Board(run, Group);
        run.Telegram.Travel = () => (20, 1000);
        run.Telegram.Decide = request => new ModelTelegram.Fate(
            new SendOutcome.Throttled(TimeSpan.FromSeconds(request.TelegramId is null ? 10 : 40))
        );
        run.Change(board, "second");
        run.Pass(TimeSpan.FromMilliseconds(100));
        run.Wish(Group, "a call", Urgency.Call);
        run.Pass(TimeSpan.FromSeconds(2));
        run.Telegram.UnderWay.ShouldBe(0);
        run.Telegram.Decide = _ => null;
        run.Pass(TimeSpan.FromSeconds(38));
        run.Telegram.In(Group).ShouldHaveSingleItem();
        run.Pass(TimeSpan.FromSeconds(5));
        run.Telegram.In(Group).Count().ShouldBe(2);
    }

    [Fact]
    public void An_edit_without_an_answer_holds_back_no_call()
    {
        using var run = new DeliveryRun();
        var board = Board(run, Group);
        run.Telegram.Decide = request => request.TelegramId is null ? null : new ModelTelegram.Fate(new SendOutcome.Unknown("reset"));
        run.Change(board, "second");
        run.Pass(TimeSpan.FromSeconds(1));
        run.Wish(Group, "a call", Urgency.Call);
        run.Pass(TimeSpan.FromMilliseconds(50));
        run.Telegram.In(Group).Last().Text.ShouldBe("a call");
        run.Telegram.Decide = _ => null;
        run.Pass(TimeSpan.FromMinutes(1));
        run.Telegram.Messages[0].Text.ShouldBe("second");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void However_busy_the_group_calls_come_when_they_would_without_it(int secondsBetweenOrders)
    {
        var (with, without) = (Calls(withBoard: true, secondsBetweenOrders), Calls(withBoard: false, secondsBetweenOrders));
        with.Select(call => call.Text).ShouldBe(without.Select(call => call.Text));
        if (secondsBetweenOrders == 1)
        {
            with.ShouldBe(without);
        }

        // An order that the board put off by a little may be on its way just then, as another would be at another time.
        with.Zip(without, (one, other) => (one.At - other.At).Duration()).ShouldAllBe(by => by <= TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public void It_is_kept_over_a_crash()
    {
        using var run = new DeliveryRun();
        var board = Board(run, Group);
        run.Change(board, "second");
        run.Courier.Turn();
        run.Crash();
        run.Pass(TimeSpan.FromSeconds(5));
        run.Telegram.In(Group).Single().Text.ShouldBe("second");
    }

    // When each call was shown, in a group that orders keep busy; with a board that wants to change each second.
    private static List<(string Text, DateTimeOffset At)> Calls(bool withBoard, int secondsBetweenOrders)
    {
        using var run = new DeliveryRun();
        var board = Board(run, Group, patient: withBoard);
        for (var second = 0; second < 300; second++)
        {
            if (withBoard)
            {
                run.Change(board, $"state {second}");
            }
            if (second % secondsBetweenOrders == 0)
            {
                run.Wish(Group, $"order {second}");
            }
            if (second % 20 == 7)
            {
                run.Wish(Group, $"call {second}", Urgency.Call);
            }
            run.Pass(TimeSpan.FromSeconds(1));
        }
        run.Telegram.Throttled.ShouldBe(0);
        if (withBoard && secondsBetweenOrders == 10)
        {
            run.Telegram.Messages[0].Edits.ShouldBeGreaterThan(5);
        }
        return
        [
            .. run
                .Telegram.In(Group)
                .Where(message => message.Text.Contains("call"))
                .Select(message => (message.Text.Split('\n')[0], message.At)),
        ];
    }

    private static long Board(DeliveryRun run, long chat, bool patient = true)
    {
        var board = run.Wish(chat, "first", alone: true, patient: patient);
        run.Pass(TimeSpan.FromSeconds(2));
        return board;
    }
}

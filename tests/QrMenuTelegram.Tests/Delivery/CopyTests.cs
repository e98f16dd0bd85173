using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>Messages that are there without our knowing their numbers, until somebody presses a button of theirs.</summary>
public sealed class CopyTests : IDisposable
{
    private const long Group = -100;
    private static readonly IReadOnlyList<Button> Take = [new Button("Take", "claim:t:1")];
    private readonly DeliveryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_second_copy_is_kept_like_the_first_once_a_press_told_its_number()
    {
        var call = SendTwice();
        Texts().ShouldBe(["call", "call"]);
        Press(1).ShouldBe([call]);
        _run.Change(call, "taken by Anna");
        _run.Pass(TimeSpan.FromSeconds(5));
        Texts().ShouldBe(["taken by Anna", "taken by Anna"]);
        _run.Change(call, "done");
        _run.Pass(TimeSpan.FromSeconds(5));
        Texts().ShouldBe(["done", "done"]);
        _run.Count("SELECT count(*) FROM messages WHERE changed = 1").ShouldBe(0);
    }

    [Theory]
    [InlineData(2, 3, 4)]
    [InlineData(4, 3, 2)]
    [InlineData(3, 2, 4)]
    public void Of_several_copies_each_is_kept_once_it_was_pressed(params int[] presses)
    {
        _run.Wish(Group, "hello");
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Telegram.Decide = _ => new ModelTelegram.Fate(new SendOutcome.Unknown("reset"), TakesEffect: true);
        var call = Wish();
        while (Texts().Count() < 1 + presses.Length)
        {
            _run.Pass(TimeSpan.FromMilliseconds(500));
        }
        _run.Telegram.Decide = _ => null;
        _run.Pass(TimeSpan.FromMinutes(1));
        foreach (var number in presses)
        {
            Press(number);
        }
        _run.Change(call, "taken by Anna");
        _run.Pass(TimeSpan.FromMinutes(1));
        Texts().Skip(1).ShouldAllBe(text => text == "taken by Anna");
    }

    [Fact]
    public void A_copy_that_is_pressed_after_the_call_was_taken_shows_so()
    {
        var call = SendTwice();
        _run.Change(call, "taken by Anna");
        _run.Pass(TimeSpan.FromSeconds(5));
        Texts().ShouldBe(["call", "taken by Anna"]);
        Press(1);
        _run.Pass(TimeSpan.FromSeconds(5));
        Texts().ShouldBe(["taken by Anna", "taken by Anna"]);
    }

    [Fact]
    public void What_left_before_a_crash_is_kept_too()
    {
        _run.Telegram.Travel = () => (20, 60_000);
        var call = Wish();
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Change(call, "taken by Anna");
        _run.Crash();
        _run.Telegram.Travel = () => (20, 20);
        _run.Pass(TimeSpan.FromSeconds(5));
        Texts().ShouldBe(["call", "taken by Anna"]);
        Press(1);
        _run.Pass(TimeSpan.FromSeconds(5));
        Texts().ShouldBe(["taken by Anna", "taken by Anna"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_copy_that_is_pressed_before_its_send_is_given_up_is_kept_too(bool crashes)
    {
        var call = PressUnderWay(new SendOutcome.Unknown("reset"), crashes);
        Texts().ShouldBe(["taken by Anna", "taken by Anna"]);
        _run.Change(call, "done");
        _run.Pass(TimeSpan.FromSeconds(5));
        Texts().ShouldBe(["done", "done"]);
    }

    [Fact]
    public void A_message_that_is_pressed_before_an_answer_without_a_number_is_kept_too()
    {
        PressUnderWay(new SendOutcome.Delivered(0), crashes: false);
        Texts().ShouldBe(["taken by Anna"]);
    }

    [Fact]
    public void An_answer_with_a_number_is_believed_rather_than_a_press()
    {
        PressUnderWay(fate: null, crashes: false, number: 99);
        Texts().ShouldBe(["taken by Anna"]);
        _run.Count("SELECT count(*) FROM messages WHERE telegram_id = 1").ShouldBe(1);
        _run.Count("SELECT count(*) FROM copies").ShouldBe(0);
    }

    [Fact]
    public void A_message_without_a_number_is_there_and_is_edited_once_a_press_told_it()
    {
        _run.Telegram.Decide = _ => new ModelTelegram.Fate(new SendOutcome.Delivered(0), TakesEffect: true);
        var call = Wish();
        _run.Pass(TimeSpan.FromMinutes(5));
        _run.Telegram.Decide = _ => null;
        _run.Change(call, "taken by Anna");
        _run.Pass(TimeSpan.FromMinutes(5));
        Texts().ShouldBe(["call"]);
        _run.Count("SELECT count(*) FROM messages WHERE telegram_id = 0 AND gone = 1").ShouldBe(1);
        Press(1).ShouldBe([call]);
        _run.Pass(TimeSpan.FromSeconds(5));
        Texts().ShouldBe(["taken by Anna"]);
    }

    [Fact]
    public void Nobody_makes_another_message_of_one_that_we_know()
    {
        SendTwice();
        Press(2);
        Press(1, "claim:t:2").ShouldBeEmpty();
        _run.Count("SELECT count(*) FROM messages WHERE gone = 0").ShouldBe(1);
    }

    [Fact]
    public void What_has_no_buttons_is_not_remembered()
    {
        _run.Telegram.Decide = _ => new ModelTelegram.Fate(new SendOutcome.Unknown("reset"), TakesEffect: true);
        _run.Wish(Group, "order");
        _run.Pass(TimeSpan.FromMilliseconds(300));
        _run.Count("SELECT (SELECT count(*) FROM copies) + (SELECT count(*) FROM messages)").ShouldBe(0);
    }

    private long PressUnderWay(SendOutcome? fate, bool crashes, long number = 1)
    {
        _run.Telegram.Travel = () => (20, 20_000);
        _run.Telegram.Decide = _ => fate is null ? null : new ModelTelegram.Fate(fate, TakesEffect: true);
        var call = Wish();
        _run.Pass(TimeSpan.FromSeconds(5));
        Press(number);
        _run.Change(call, "taken by Anna");
        _run.Telegram.Travel = () => (20, 20);
        _run.Telegram.Decide = _ => null;
        if (crashes)
        {
            _run.Crash();
        }
        _run.Pass(TimeSpan.FromSeconds(60));
        return call;
    }

    private long SendTwice()
    {
        _run.Telegram.Decide = _ => new ModelTelegram.Fate(new SendOutcome.Unknown("reset"), TakesEffect: true);
        var call = Wish();
        _run.Pass(TimeSpan.FromMilliseconds(300));
        _run.Telegram.Decide = _ => null;
        _run.Pass(TimeSpan.FromSeconds(5));
        return call;
    }

    private long Wish() => _run.Wish(new NewNotice(new Destination(Group), Urgency.Call, "call") { Buttons = [Take] });

    private IReadOnlyList<long> Press(long telegramId, string data = "claim:t:1") =>
        _run.Database.Write(transaction =>
        {
            _run.Outbox.Pressed(transaction, Group, telegramId, data);
            return Outbox.NoticesOf(transaction, Group, telegramId);
        });

    private IEnumerable<string> Texts() => _run.Telegram.In(Group).Select(message => message.Text);
}

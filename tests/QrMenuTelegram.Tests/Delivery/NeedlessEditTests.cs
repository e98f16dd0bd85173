using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>An edit is spent where the message would read otherwise, and wherever nobody knows how it reads.</summary>
public sealed class NeedlessEditTests : IDisposable
{
    private const long Group = -100;
    private readonly DeliveryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void What_is_changed_back_before_it_was_shown_costs_no_edit()
    {
        var id = Shown();
        _run.Change(id, "taken");
        _run.Change(id, "free");
        _run.Pass(TimeSpan.FromSeconds(5));
        (Message.Text, Message.Edits).ShouldBe(("free", 0));
        _run.Telegram.Requests.Count.ShouldBe(1);
        _run.Count("SELECT count(*) FROM messages WHERE changed = 1").ShouldBe(0);
        _run.Change(id, "taken");
        _run.Pass(TimeSpan.FromSeconds(5));
        (Message.Text, Message.Edits).ShouldBe(("taken", 1));
    }

    [Fact]
    public void What_is_changed_back_after_a_restart_costs_no_edit_either()
    {
        var id = Shown();
        _run.Change(id, "taken");
        _run.Crash();
        _run.Change(id, "free");
        _run.Pass(TimeSpan.FromSeconds(5));
        _run.Telegram.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void What_is_changed_back_while_its_edit_is_under_way_is_edited_back()
    {
        var id = Shown();
        _run.Telegram.Travel = () => (500, 500);
        _run.Change(id, "taken");
        _run.Pass(TimeSpan.FromMilliseconds(200));
        _run.Change(id, "free");
        _run.Pass(TimeSpan.FromSeconds(5));
        (Message.Text, Message.Edits).ShouldBe(("free", 2));
    }

    [Fact]
    public void What_is_changed_back_after_an_edit_without_an_answer_is_edited_back()
    {
        var id = Shown();
        _run.Telegram.Decide = _ => new(new SendOutcome.Unknown("cut"), TakesEffect: true);
        _run.Change(id, "taken");
        _run.Pass(TimeSpan.FromMilliseconds(100));
        _run.Telegram.Decide = _ => null;
        _run.Change(id, "free");
        _run.Pass(TimeSpan.FromSeconds(30));
        Message.Text.ShouldBe("free");
    }

    [Fact]
    public void What_is_changed_back_after_a_crash_in_mid_edit_is_edited_back()
    {
        var id = Shown();
        _run.Telegram.Travel = () => (500, 500);
        _run.Change(id, "taken");
        _run.Pass(TimeSpan.FromMilliseconds(200));
        _run.Crash(_ => true);
        Message.Text.ShouldBe("taken");
        _run.Change(id, "free");
        _run.Pass(TimeSpan.FromSeconds(30));
        Message.Text.ShouldBe("free");
    }

    [Fact]
    public void What_is_changed_back_after_its_edit_was_put_off_costs_none()
    {
        var id = Shown();
        _run.Telegram.Decide = _ => new(new SendOutcome.Throttled(TimeSpan.FromSeconds(5)));
        _run.Change(id, "taken");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.Decide = _ => null;
        _run.Change(id, "free");
        _run.Pass(TimeSpan.FromSeconds(30));
        (Message.Text, Message.Edits, _run.Telegram.Requests.Count).ShouldBe(("free", 0, 2));
    }

    [Fact]
    public void Other_buttons_are_worth_an_edit_and_the_same_text_with_the_same_buttons_is_none()
    {
        var id = Shown();
        _run.Change(id, "free").ShouldBeTrue();
        _run.Change(id, "free", [new Button("Take", "t")]).ShouldBeTrue();
        _run.Pass(TimeSpan.FromSeconds(5));
        (Message.Content.Buttons.Count, Message.Edits).ShouldBe((1, 1));
        _run.Change(id, "free", [new Button("Take", "t")]).ShouldBeTrue();
        _run.Count("SELECT version FROM notices").ShouldBe(2);
        _run.Change(id + 1, "unknown").ShouldBeFalse();
    }

    private ModelTelegram.Shown Message => _run.Telegram.In(Group).Single();

    private long Shown()
    {
        var id = _run.Wish(Group, "free", Urgency.Call);
        _run.Pass(TimeSpan.FromSeconds(1));
        return id;
    }
}

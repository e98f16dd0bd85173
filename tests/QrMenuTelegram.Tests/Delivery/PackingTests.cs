using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>What shares a message, and how it is written then.</summary>
public sealed class PackingTests : IDisposable
{
    private const long Group = -100;
    private const long Person = 7;
    private readonly DeliveryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(15, 15)]
    [InlineData(16, 16)]
    [InlineData(20, 16)]
    public void Three_quarters_of_a_groups_minute_of_calls_go_out_one_by_one_and_what_is_more_shares(int calls, int messages)
    {
        for (var i = 0; i < calls; i++)
        {
            _run.Wish(Group, $"call {i}", Urgency.Call);
        }
        _run.Pass(TimeSpan.FromSeconds(2));
        _run.Telegram.In(Group).Count().ShouldBe(messages);
        _run.Count("SELECT count(*) FROM notices WHERE shown_version = 0").ShouldBe(0);
    }

    [Fact]
    public void Where_many_chats_wait_none_takes_more_than_its_share_of_the_bots_second()
    {
        for (var chat = 1; chat <= 20; chat++)
        {
            for (var i = 0; i < 3; i++)
            {
                _run.Wish(-chat, $"call {i}", Urgency.Call);
            }
        }
        _run.Pass(TimeSpan.FromMilliseconds(500));
        _run.Count("SELECT count(*) FROM notices WHERE shown_version = 0").ShouldBe(0);
    }

    [Fact]
    public void A_button_says_what_it_is_about_only_where_it_shares_a_message()
    {
        Call("one", "two", "three", "four");
        _run.Pass(TimeSpan.FromSeconds(2));
        Call("five");
        _run.Pass(TimeSpan.FromSeconds(2));
        _run.Telegram.In(Person)
            .Select(message => string.Join(", ", message.Content.Buttons.SelectMany(row => row).Select(button => button.Text)))
            .ShouldBe(["Take one, Later, Take two, Later, Take three, Later, Take four, Later", "Take, Later"]);
    }

    [Fact]
    public void Calls_that_share_a_message_still_fit_when_each_has_grown()
    {
        var ids = Call([.. Enumerable.Range(0, 40).Select(i => new string('x', 100) + $" {i}.")]);
        _run.Pass(TimeSpan.FromSeconds(10));
        foreach (var id in ids)
        {
            _run.Change(id, new string('x', 100) + " taken by somebody with a long name, after a while" + $" {id} end.", Row("x"));
        }
        _run.Pass(TimeSpan.FromSeconds(30));
        ids.ShouldAllBe(id => _run.Telegram.In(Person).Any(message => message.Text.Contains($" {id} end.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_text_that_is_longer_than_a_caption_may_be_is_shown_whole()
    {
        var text = string.Join('\n', Enumerable.Repeat("строка", 400));
        _run.Wish(Group, text);
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.In(Group).Single().Text.ShouldBe(text);
    }

    private List<long> Call(params IReadOnlyList<string> texts) =>
        [.. texts.Select(text => _run.Wish(new NewNotice(new Destination(Person, 0), Urgency.Call, text) { Buttons = [Row(text)] }))];

    private static IReadOnlyList<Button> Row(string text) =>
        [new Button("Take", "t") { TextWhenShared = "Take " + text }, new Button("Later", "l")];
}

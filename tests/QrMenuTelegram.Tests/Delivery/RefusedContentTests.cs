using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>What Telegram will not take as it is: a defect of the bridge or of a template, which must lose nothing else.</summary>
public sealed class RefusedContentTests : IDisposable
{
    private const long Group = -100;
    private readonly DeliveryRun _run = new();
    private readonly List<string> _told = [];

    public RefusedContentTests()
    {
        _run.Facts.On<DeliveryFact.TopicGone>(fact => _told.Add($"topic {fact.Chat.Id} {fact.TopicId}"));
        _run.Facts.On<DeliveryFact.MessageRefused>(fact =>
            _told.Add($"{fact.Description} {fact.Chat.Id} {string.Join(',', fact.Lost.Select(notice => notice.Html))}")
        );
    }

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Refused_markup_goes_out_as_plain_text()
    {
        _run.Telegram.Decide = request =>
            request.Content.Format == TextFormat.Html ? new(new SendOutcome.MarkupRefused("can't parse entities")) : null;
        _run.Wish(Group, "<b>six</b> &amp; more");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.In(Group).Single().Text.ShouldBe("six & more");
        _told.ShouldBe(["can't parse entities -100 "]);
    }

    [Fact]
    public void Of_several_in_one_message_only_the_one_with_the_refused_markup_becomes_plain()
    {
        _run.Telegram.Decide = request =>
            request.Content is { Format: TextFormat.Html } content && content.Text.Contains("bad", StringComparison.Ordinal)
                ? new(new SendOutcome.MarkupRefused("can't parse entities"))
                : null;
        for (var i = 0; i < 3; i++)
        {
            _run.Wish(7, i == 1 ? "<b>bad</b>" : $"<b>good {i}</b>");
        }
        _run.Pass(TimeSpan.FromSeconds(30));
        _run.Telegram.In(7).Select(message => message.Text).ShouldBe(["<b>good 0</b>", "bad", "<b>good 2</b>"]);
        _told.ShouldBe(["can't parse entities 7 "]);
    }

    [Fact]
    public void A_message_refused_for_good_ends_alone_and_goes_to_the_managers()
    {
        _run.Telegram.Decide = request =>
            request.Content.Text.Contains("bad", StringComparison.Ordinal) ? new(new SendOutcome.Refused("BUTTON_DATA_INVALID")) : null;
        for (var i = 0; i < 6; i++)
        {
            _run.Wish(7, i == 3 ? "bad" : $"good {i}");
        }
        _run.Pass(TimeSpan.FromSeconds(30));
        _told.ShouldBe(["BUTTON_DATA_INVALID 7 bad"]);
        string.Join(' ', _run.Telegram.In(7).Select(message => message.Text.Replace("\n\n", " ")))
            .ShouldBe("good 0 good 1 good 2 good 4 good 5");
    }

    [Fact]
    public void What_stands_alone_because_its_message_was_refused_still_says_how_late_it_is_and_a_dialog_does_not()
    {
        _run.Facts.LateMark = by => $"late by {by.TotalMinutes:0}";
        _run.Telegram.Decide = _ => new(new SendOutcome.Throttled(TimeSpan.FromMinutes(10)));
        for (var i = 0; i < 3; i++)
        {
            _run.Wish(7, $"n{i}");
        }
        _run.Wish(7, "dialog", Urgency.Reply, alone: true);
        _run.Pass(TimeSpan.FromMinutes(9));
        _run.Telegram.Decide = request =>
            request.Content.Text.Contains("\n\n", StringComparison.Ordinal) ? new(new SendOutcome.Refused("MESSAGE_TOO_ODD")) : null;
        _run.Pass(TimeSpan.FromMinutes(2));
        _run.Telegram.In(7).Select(message => message.Text).ShouldBe(["dialog", "late by 10\nn0", "late by 10\nn1", "late by 10\nn2"]);
    }

    [Fact]
    public void What_is_refused_as_plain_text_too_goes_to_the_managers_and_is_not_sent_again()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.MarkupRefused("ENTITY_BOUNDS_INVALID"));
        _run.Wish(Group, "<b>six</b>");
        _run.Pass(TimeSpan.FromMinutes(5));
        _told.ShouldBe(["ENTITY_BOUNDS_INVALID -100 ", "ENTITY_BOUNDS_INVALID -100 <b>six</b>"]);
        _run.Telegram.Requests.Select(request => request.Content.Format).ShouldBe([TextFormat.Html, TextFormat.Plain]);
        _run.Count("SELECT count(*) FROM notices WHERE ended_at IS NULL").ShouldBe(0);
    }

    [Fact]
    public void An_edit_that_is_refused_is_told_and_not_tried_again_and_what_comes_next_is_shown()
    {
        var id = _run.Wish(Group, "before");
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.Decide = request => request.TelegramId is null ? null : new(new SendOutcome.Refused("MESSAGE_TOO_ODD"));
        _run.Change(id, "after");
        _run.Pass(TimeSpan.FromMinutes(1));
        _run.Change(id, "later");
        _run.Wish(Group, "next");
        _run.Pass(TimeSpan.FromMinutes(5));
        _told.ShouldBe(["MESSAGE_TOO_ODD -100 "]);
        _run.Telegram.Requests.Count(request => request.TelegramId is not null).ShouldBe(1);
        _run.Telegram.In(Group).Select(message => message.Text).ShouldBe(["before", "next"]);
    }

    [Fact]
    public void Where_telegram_knows_no_thread_although_none_was_named_the_managers_get_the_notice()
    {
        _run.Telegram.Decide = _ => new(new SendOutcome.TopicGone());
        _run.Wish(Group, "call", Urgency.Call);
        _run.Pass(TimeSpan.FromMinutes(5));
        _told.ShouldBe(["message thread not found -100 call"]);
        _run.Telegram.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void A_topic_that_is_found_gone_by_an_edit_is_told_once_and_its_message_left()
    {
        var id = _run.Wish(Group, "shown", topicId: 5);
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Telegram.Decide = request => request.TelegramId is not null ? new(new SendOutcome.TopicGone()) : null;
        _run.Change(id, "changed");
        _run.Pass(TimeSpan.FromMinutes(5));
        _told.ShouldBe(["topic -100 5"]);
        _run.Telegram.Requests.Count.ShouldBe(2);
    }
}

using System.Text;
using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

public sealed class AttachmentTests : IDisposable
{
    private const long Group = -100;

    private static readonly Attachment Picture = new(AttachmentKind.Photo, "report.png", new byte[] { 1, 2, 3 });
    private static readonly Attachment Table = new(AttachmentKind.Document, "Вызовы.csv", Encoding.UTF8.GetBytes("a;b"));

    private readonly DeliveryRun _run = new();
    private readonly List<string> _told = [];

    public AttachmentTests() =>
        _run.Facts.On<DeliveryFact.MessageRefused>(fact => _told.Add($"defect {fact.Chat.Id} {fact.Description} {fact.Lost.Count}"));

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Each_goes_out_once_as_what_it_is_with_the_text_as_its_caption()
    {
        _run.Wish(Group, "<b>Report</b>", attachment: Picture);
        _run.Wish(Group, "table", attachment: Table, silent: true, topicId: 5);
        _run.Pass(TimeSpan.FromMinutes(5));
        var shown = _run.Telegram.In(Group).OrderBy(message => message.Text.Length).ToList();
        shown.Select(message => message.Text).ShouldBe(["table", "<b>Report</b>"]);
        (shown[0].Attachment!.Kind, shown[0].Attachment!.FileName, shown[0].Silent, shown[0].TopicId).ShouldBe(
            (AttachmentKind.Document, "Вызовы.csv", true, 5)
        );
        shown[0].Attachment!.Content.ToArray().ShouldBe(Table.Content.ToArray());
        (shown[1].Attachment!.Kind, shown[1].Attachment!.FileName).ShouldBe((AttachmentKind.Photo, "report.png"));
    }

    [Fact]
    public void One_never_shares_a_message()
    {
        for (var i = 0; i < 6; i++)
        {
            _run.Wish(7, $"before {i}");
        }
        _run.Wish(7, "picture", attachment: Picture);
        for (var i = 0; i < 6; i++)
        {
            _run.Wish(7, $"after {i}");
        }
        _run.Pass(TimeSpan.FromMinutes(1));
        _run.Telegram.In(7).Single(message => message.Attachment is not null).Text.ShouldBe("picture");
        string.Join("\n\n", _run.Telegram.In(7).Select(message => message.Text))
            .Replace("\n\n", " ")
            .ShouldBe("before 0 before 1 before 2 before 3 before 4 before 5 picture after 0 after 1 after 2 after 3 after 4 after 5");
    }

    [Fact]
    public void It_is_changed_while_it_waits_and_never_once_it_is_on_its_way()
    {
        var id = _run.Wish(Group, "one", attachment: Picture);
        _run.Change(id, "two");
        _run.Telegram.Travel = () => (1000, 1000);
        _run.Pass(TimeSpan.FromMilliseconds(500));
        _run.Change(id, "three");
        _run.Pass(TimeSpan.FromMinutes(1));
        _run.Change(id, "four");
        _run.Pass(TimeSpan.FromMinutes(1));
        _run.Telegram.In(Group).Single().Text.ShouldBe("two");
        _run.Telegram.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void Its_text_is_cut_to_what_a_caption_may_have()
    {
        _run.Wish(Group, "<b>" + string.Join('\n', Enumerable.Repeat("строка", 400)) + "</b>", attachment: Picture);
        _run.Pass(TimeSpan.FromSeconds(1));
        var text = _run.Telegram.In(Group).Single().Text;
        TelegramHtml.VisibleLength(text).ShouldBeInRange(900, TelegramHtml.MaxCaption);
        TelegramHtml.Problem(text).ShouldBeNull();
    }

    [Fact]
    public void Pace_patience_doubt_and_a_crash_are_the_same_as_for_texts()
    {
        var fates = new Queue<ModelTelegram.Fate?>([
            new(new SendOutcome.Throttled(TimeSpan.FromSeconds(9))),
            new(new SendOutcome.Unknown("502")),
            new(new SendOutcome.Migrated(-1000777)),
        ]);
        _run.Telegram.Decide = _ => fates.TryDequeue(out var fate) ? fate : null;
        _run.Wish(Group, "picture", attachment: Picture);
        _run.Pass(TimeSpan.FromSeconds(8));
        _run.Telegram.Requests.Count.ShouldBe(1);
        _run.Crash();
        _run.Pass(TimeSpan.FromMinutes(1));
        _run.Telegram.Requests.Count.ShouldBe(4);
        _run.Telegram.In(-1000777).Single().Attachment!.Content.Length.ShouldBe(3);

        for (var i = 0; i < 30; i++)
        {
            _run.Wish(-200, $"{i}", attachment: Picture);
        }
        _run.Pass(TimeSpan.FromSeconds(59));
        _run.Telegram.In(-200).Count().ShouldBeInRange(5, 20);
        _run.Pass(TimeSpan.FromMinutes(2));
        _run.Telegram.In(-200).Count().ShouldBe(30);
        _run.Telegram.Throttled.ShouldBe(0);
    }

    [Fact]
    public void A_caption_whose_markup_is_refused_goes_out_plain_with_its_picture()
    {
        _run.Telegram.Decide = request =>
            request.Content.Format == TextFormat.Html ? new(new SendOutcome.MarkupRefused("can't parse entities")) : null;
        _run.Wish(Group, "<b>6</b> &amp; more", attachment: Picture);
        _run.Pass(TimeSpan.FromSeconds(10));
        var shown = _run.Telegram.In(Group).Single();
        (shown.Text, shown.Content.Format, shown.Attachment is not null).ShouldBe(("6 & more", TextFormat.Plain, true));
        _told.ShouldBe(["defect -100 can't parse entities 0"]);
    }

    [Fact]
    public void A_picture_refused_for_good_leaves_its_text_to_go_alone()
    {
        _run.Telegram.Decide = request => request.Attachment is not null ? new(new SendOutcome.Refused("PHOTO_INVALID_DIMENSIONS")) : null;
        _run.Wish(Group, "<b>Report</b>", attachment: Picture);
        _run.Pass(TimeSpan.FromSeconds(10));
        var shown = _run.Telegram.In(Group).Single();
        (shown.Text, shown.Attachment).ShouldBe(("<b>Report</b>", null));
        _told.ShouldBe(["defect -100 PHOTO_INVALID_DIMENSIONS 0"]);
        _run.Count("SELECT count(*) FROM attachments").ShouldBe(0);
    }

    [Fact]
    public void It_goes_with_its_notice_when_that_is_pruned()
    {
        _run.Wish(Group, "picture", attachment: Picture);
        _run.Pass(TimeSpan.FromSeconds(1));
        _run.Database.Write(transaction => transaction.Connection.Execute("DELETE FROM notices"));
        _run.Count("SELECT count(*) FROM attachments").ShouldBe(0);
    }
}

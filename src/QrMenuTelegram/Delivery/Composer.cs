using System.Text;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Delivery;

/// <summary>Makes one message of one or more notices, and chooses how many fit.</summary>
internal sealed class Composer(IDeliveryQuestions questions)
{
    /// <summary>Telegram shows at most 100 buttons.</summary>
    private const int MostButtons = 90;

    /// <summary>Kept free for each notice with buttons: who presses one changes its text, and it must still fit.</summary>
    private const int RoomToGrow = 100;

    private const string Between = "\n\n";

    /// <summary>The first of what waits, or, packed, as many from the first as fit into one message without changing the order.</summary>
    /// <param name="transaction">The courier's.</param>
    /// <param name="chatId">Where it waits.</param>
    /// <param name="waiting">Most urgent first; at least one.</param>
    /// <param name="pack">Whether they shall share a message.</param>
    public IReadOnlyList<Notice> Pick(Transaction transaction, long chatId, IReadOnlyList<Notice> waiting, bool pack)
    {
        var picked = new List<Notice> { waiting[0] };
        if (!pack || waiting[0].Alone)
        {
            return picked;
        }
        var (length, bytes, buttons) = (0, 0, 0);
        Fits(waiting[0]);
        foreach (var notice in waiting.Skip(1))
        {
            if (notice.Alone || notice.Plain != waiting[0].Plain || !Fits(notice))
            {
                break;
            }
            picked.Add(notice);
        }
        return picked;

        bool Fits(Notice notice)
        {
            var text = Text(transaction, chatId, notice);
            var room = notice.Buttons.Length == 0 ? Between.Length : Between.Length + RoomToGrow;
            length += TelegramHtml.VisibleLength(text) + room;
            bytes += Encoding.UTF8.GetByteCount(text) + room;
            buttons += ButtonsJson.Read(notice.Buttons).Sum(row => row.Count);
            return length <= TelegramHtml.MaxCodePoints && bytes <= TelegramHtml.MaxBytes && buttons <= MostButtons;
        }
    }

    /// <param name="transaction">The courier's.</param>
    /// <param name="chatId">Where it is shown.</param>
    /// <param name="notices">What it carries.</param>
    /// <param name="most">Code points it may have.</param>
    public MessageContent Compose(
        Transaction transaction,
        long chatId,
        IReadOnlyList<Notice> notices,
        int most = TelegramHtml.MaxCodePoints
    )
    {
        var html = TelegramHtml.Fit(string.Join(Between, notices.Select(notice => Text(transaction, chatId, notice))), most);
        var buttons = notices.SelectMany(notice => ButtonsJson.Read(notice.Buttons)).ToList();
        if (notices.Count > 1)
        {
            var shared = new Queue<Button>(Button.Shared([.. buttons.SelectMany(row => row)]));
            buttons = [.. buttons.Select(row => (IReadOnlyList<Button>)[.. row.Select(_ => shared.Dequeue())])];
        }
        return notices[0].Plain
            ? new MessageContent(TelegramHtml.ToPlain(html), TextFormat.Plain, Plainest(buttons))
            : new MessageContent(html, TextFormat.Html, buttons) { ReplyHint = notices is [{ ReplyHint: { } hint }] ? hint : null };
    }

    // Where the markup was refused: a Bot API server of one's own that is older knows no disabled ones.
    private static List<IReadOnlyList<Button>> Plainest(List<IReadOnlyList<Button>> buttons) =>
        [.. buttons.Select(row => (IReadOnlyList<Button>)[.. row.Where(button => !button.IsDisabled)]).Where(row => row.Count > 0)];

    private string Text(Transaction transaction, long chatId, Notice notice)
    {
        var late = notice.LateBy > 0 ? questions.LateMark(transaction, chatId, TimeSpan.FromMilliseconds(notice.LateBy)) : null;
        var repeat = notice is { MayRepeat: true, IsLive: false } ? questions.RepeatMark(transaction, chatId) : null;
        return string.Join('\n', new[] { late, repeat, notice.Html }.OfType<string>());
    }
}

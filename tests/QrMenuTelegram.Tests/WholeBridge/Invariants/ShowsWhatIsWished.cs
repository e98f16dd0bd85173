using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>When all is calm, every message that is still ours to change shows the newest of what it carries, with its buttons.</summary>
internal sealed class ShowsWhatIsWished(Simulation run) : Invariant(run)
{
    public override void AtEnd()
    {
        foreach (
            var notice in Rows.All<Row>(
                Run,
                """
                SELECT n.id AS Id, m.chat_id AS ChatId, m.telegram_id AS TelegramId, n.html AS Html, n.buttons AS Buttons
                FROM notices n JOIN messages m ON m.id = n.message_id WHERE m.telegram_id IS NOT NULL AND m.gone = 0
                """
            )
        )
        {
            var chat = Run.Telegram.Chats[notice.ChatId];
            if (
                chat is not { Refuses: null, MovedTo: null }
                || chat.Messages.Find(message => message.Id == notice.TelegramId) is not { } message
            )
            {
                continue;
            }
            if (message.Content.Format == TextFormat.Html && !message.Content.Text.Contains(notice.Html, StringComparison.Ordinal))
            {
                Violated($"message {message.Id} in {notice.ChatId} shows [{message.Content.Text}] instead of [{notice.Html}]");
            }
            var buttons = message.Content.Buttons.SelectMany(row => row).Select(button => button.Data).ToHashSet();
            if (ButtonsJson.Read(notice.Buttons).SelectMany(row => row).Any(button => !buttons.Contains(button.Data)))
            {
                Violated($"message {message.Id} in {notice.ChatId} lacks buttons of notice {notice.Id}");
            }
        }
    }

    internal sealed record Row(long Id, long ChatId, long TelegramId, string Html, string Buttons);
}

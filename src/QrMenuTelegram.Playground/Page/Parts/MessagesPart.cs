using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Html;

namespace QrMenuTelegram.Playground.Page.Parts;

/// <summary>What one chat shows: its last messages.</summary>
internal sealed record MessagesPart(long Chat, bool Cut, IReadOnlyList<MessagePart> Messages)
{
    private const int Most = 60;

    public static MessagesPart Of(TelegramChat chat, Person bot, TimeZoneInfo zone)
    {
        var all = chat.All;
        return new MessagesPart(
            chat.Id,
            all.Count > Most,
            [.. all.Skip(Math.Max(0, all.Count - Most)).Select(m => MessagePart.Of(m, bot, zone))]
        );
    }
}

/// <param name="Id">Telegram's.</param>
/// <param name="From">Who; 0 for an anonymous admin.</param>
/// <param name="Name">Who, in words.</param>
/// <param name="Bot">Whether it is the bot's.</param>
/// <param name="Text">Plain.</param>
/// <param name="Entities">What of it is bold, a link, …</param>
/// <param name="Buttons">Rows.</param>
/// <param name="Hint">What stands in the field of a reply that it asks for; null where it asks for none.</param>
/// <param name="Topic">0 for none.</param>
/// <param name="At">As the clock showed it.</param>
/// <param name="Edited">Whether it was.</param>
/// <param name="Silent">Whether it came without a sound.</param>
/// <param name="Service">The kind of a service message; null for others.</param>
/// <param name="Picture">Whether it carries a picture.</param>
/// <param name="File">The name of what it carries; null for nothing.</param>
internal sealed record MessagePart(
    int Id,
    long From,
    string Name,
    bool Bot,
    string Text,
    IReadOnlyList<TextEntity> Entities,
    IReadOnlyList<IReadOnlyList<ShownButton>> Buttons,
    string? Hint,
    int Topic,
    string At,
    bool Edited,
    bool Silent,
    string? Service,
    bool Picture,
    string? File
)
{
    public static MessagePart Of(ShownMessage message, Person bot, TimeZoneInfo zone) =>
        new(
            message.Id,
            message.Anonymous ? 0 : message.From.Id,
            message.Anonymous ? message.Chat.Title : message.From.Name,
            message.From == bot,
            message.Service is null ? message.Text : message.ServiceText,
            message.Content.Entities,
            message.Buttons,
            message.ReplyHint,
            message.TopicId,
            PageTime.Short(message.SentAt, zone),
            message.EditedAt is not null,
            message.Silent,
            message.Service,
            message.Attachment?.Kind == "photo",
            message.Attachment?.FileName
        );
}

using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Commands;

/// <summary>How people read a chat and its topic.</summary>
internal static class PlaceText
{
    private const int LongestTitle = 60;

    /// <summary>
    /// The chat's title, which topic, and whether it takes messages. In a group that is not the managers', another chat has
    /// no title.
    /// </summary>
    public static string Html(CommandContext context, Destination to)
    {
        if (to.ChatId != context.Chat.Id && !context.AnswersWhole)
        {
            return context.Html(TextKeys.Place.Elsewhere);
        }
        var chat = ChatStore.Find(context.Transaction, to.ChatId);
        return context.Html(
            TextKeys.Place.Line,
            ("chat", SafeText.Line(chat?.Title is { Length: > 0 } title ? title : to.ChatId.ToString(), LongestTitle)),
            ("private", chat?.Kind == "private"),
            ("topic", to.TopicId == 0 ? null : to.TopicId),
            ("refuses", chat?.RefusedAt is not null)
        );
    }
}

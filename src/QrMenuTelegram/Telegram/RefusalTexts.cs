using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.Telegram;

/// <summary>
/// What a refusal is about, by the words in it. Telegram has hundreds of texts and makes new ones, so none is known by heart
/// here: what names text, entities, markup or a field is a fault of the message, everything else is the chat's.
/// </summary>
/// <remarks>TDLib writes sentences ("Have no write access to the chat"), Telegram's servers codes ("CHAT_WRITE_FORBIDDEN").</remarks>
internal static partial class RefusalTexts
{
    private static readonly FrozenSet<string> Rights = Set(
        "right rights access accessible inaccessible forbidden permission permissions banned write admin administrator administrators"
    );

    // What no sentence about a chat names.
    private static readonly FrozenSet<string> PartsOfMessage = Set(
        "entity entities parse markup keyboard button buttons html markdown json object array field parameter utf encoded caption url "
            + "tag bounds"
    );

    private static readonly FrozenSet<string> Chats = Set(
        "chat chats channel channels group groups supergroup supergroups megagroup gigagroup community peer user users member members "
            + "participant "
            + "topic topics forum thread threads monoforum bot bots account accounts blocked deactivated deleted kicked left private "
            + "restricted "
            + "boosts payment premium privacy frozen upgraded migrated invite invited"
    );

    private static readonly FrozenSet<string> FormOfMessage = Set(
        "text long length empty short big size dimensions photo photos image file files media document documents docs webpage effect "
            + "specified expected must unsupported invalid wrong"
    );

    private static readonly FrozenSet<string> Files = Set(
        "photo photos image document documents docs media file files dimensions video videos animation audio"
    );

    private static readonly FrozenSet<string> Topics = Set("topic topics thread threads forum");

    /// <summary>Whether the same message would be taken if it said something else, or said it otherwise.</summary>
    public static bool BlameMessage(string text)
    {
        var words = Words(text);
        return !words.Overlaps(Rights) && (words.Overlaps(PartsOfMessage) || (!words.Overlaps(Chats) && words.Overlaps(FormOfMessage)));
    }

    /// <summary>Whether the formatting is at fault: plain text may be taken.</summary>
    /// <remarks>A Bot API server that is older than disabled buttons takes them for buttons of text alone.</remarks>
    public static bool BlameMarkup(string text) =>
        Words(text) is var words
        && (words.Contains("entity") || words.Contains("entities") || (words.Contains("buttons") && words.Contains("unallowed")));

    /// <summary>Whether it is about the picture or file that a message carries: without it the text may be taken.</summary>
    public static bool BlameFile(string text) => Words(text).Overlaps(Files);

    /// <summary>Whether the topic is gone, or the chat has none any more; one that is closed is still there.</summary>
    public static bool TopicIsGone(string text) => Words(text) is var words && words.Overlaps(Topics) && !words.Contains("closed");

    /// <summary>Why the chat takes no messages.</summary>
    public static RefusalReason Reason(string text)
    {
        var words = Words(text);
        bool Has(params ReadOnlySpan<string> some)
        {
            foreach (var word in some)
            {
                if (words.Contains(word))
                {
                    return true;
                }
            }
            return false;
        }
        return Has("blocked") ? RefusalReason.BlockedByUser
            : Has("initiate") ? RefusalReason.NeverStarted
            : Has("deactivated", "deleted")
                ? Has("user", "account") ? RefusalReason.UserDeactivated
                    : RefusalReason.ChatDeleted
            : Has("kicked") ? RefusalReason.Kicked
            : Has("closed") && words.Overlaps(Topics) ? RefusalReason.TopicClosed
            : Has("access", "accessible", "inaccessible") && !Has("write") ? RefusalReason.NotMember
            : words.Overlaps(Rights) || Has("restricted") ? RefusalReason.NoRightToWrite
            : Has("member", "participant", "private") ? RefusalReason.NotMember
            : Has("chat", "channel", "group", "peer", "user") && Has("found", "invalid", "empty", "unknown", "wrong")
                ? RefusalReason.ChatNotFound
            : RefusalReason.Other;
    }

    private static HashSet<string> Words(string text)
    {
        // What stands before every reason says nothing.
        text = text.StartsWith("Forbidden: ", StringComparison.Ordinal) ? text["Forbidden: ".Length..] : text;
        var words = new HashSet<string>();
        foreach (var word in Word().EnumerateMatches(text))
        {
            words.Add(text.Substring(word.Index, word.Length).ToLowerInvariant());
        }
        return words;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();
}

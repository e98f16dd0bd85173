using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.WholeBridge.Peers;

/// <summary>A message as a chat shows it.</summary>
/// <param name="id">Telegram's number of it in its chat.</param>
/// <param name="chatId">The chat's id when it was sent.</param>
/// <param name="topicId">0 for none.</param>
/// <param name="at">When it was shown; simulated milliseconds.</param>
/// <param name="content">As it was sent.</param>
internal sealed class ShownMessage(int id, long chatId, int topicId, long at, MessageContent content)
{
    public int Id => id;

    public long ChatId => chatId;

    public int TopicId => topicId;

    public long At => at;

    public MessageContent Content { get; private set; } = content;

    /// <summary>The events that it was sent for.</summary>
    public IReadOnlyList<EventMark> Marks { get; } = EventMark.In(content.Text);

    /// <summary>The bridge has written down that it is there: then nothing of it may be shown again.</summary>
    public bool IsRecorded { get; private set; }

    /// <summary>The bridge may not know what it shows.</summary>
    private bool IsInDoubt { get; set; } = true;

    /// <summary>The bridge was given its number, by an answer or by a press; it may have died before it wrote that down.</summary>
    public bool IsTold { get; set; }

    /// <summary>By the answer to its send.</summary>
    public bool IsToldByAnswer { get; set; }

    /// <summary>The bridge wrote its number down when it was sent. Else it may take it for another of the same buttons.</summary>
    public bool IsNumberKnown => IsToldByAnswer && IsRecorded;

    /// <summary>Somebody pressed one of the buttons that it had.</summary>
    public bool IsPressed { get; set; }

    /// <summary>Buttons that it showed before: somebody's screen may still do.</summary>
    public HashSet<Button> OldButtons { get; } = [];

    /// <summary>It was taken from the person whose private chat this is: the wish for what it showed is told apart no more.</summary>
    public bool IsTaken => IsTakenAway(Content.Text);

    public void Change(MessageContent content)
    {
        OldButtons.UnionWith(Content.Buttons.SelectMany(row => row));
        Content = content;
        IsInDoubt = true;
    }

    /// <summary>An edit of it is on its way: until an answer is written down, nobody knows whether it took effect.</summary>
    public void Doubt() => IsInDoubt = true;

    /// <summary>The bridge has written down what became of a request.</summary>
    public void Recorded(Request request)
    {
        IsRecorded |= request.TelegramId is null;
        IsInDoubt &= !Same(request.Content, Content);
    }

    /// <summary>Whether it shows just this, and the bridge knows: of one whose number a press told it can't be sure.</summary>
    public bool IsKnownToShow(MessageContent wanted) => !IsInDoubt && IsNumberKnown && Same(wanted, Content);

    /// <summary>Why nobody should ever change it to this; null when it may be.</summary>
    public string? Mistake(MessageContent wanted)
    {
        var (shown, will) = (
            Marks.Select(mark => (mark.Table, mark.Code)).ToList(),
            EventMark.In(wanted.Text).Select(mark => (mark.Table, mark.Code)).ToList()
        );
        return !IsNumberKnown || will.SequenceEqual(shown) || (IsTakenAway(wanted.Text) && will.TrueForAll(shown.Contains))
            ? null
            : $"message {Id} was about something else";
    }

    // Whose rights ended loses what his private chat shows.
    private bool IsTakenAway(string text) =>
        chatId > 0
        && (
            text.Contains("Это сообщение больше не для вас.", StringComparison.Ordinal)
            || text.Contains("This message is no longer for you.", StringComparison.Ordinal)
        );

    private static bool Same(MessageContent one, MessageContent other) =>
        one.Text == other.Text
        && one.Format == other.Format
        && one.Buttons.Select(row => row.Count).SequenceEqual(other.Buttons.Select(row => row.Count))
        && one.Buttons.SelectMany(row => row).SequenceEqual(other.Buttons.SelectMany(row => row));
}

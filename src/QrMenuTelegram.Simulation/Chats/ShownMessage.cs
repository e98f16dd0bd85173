using QrMenuTelegram.Simulation.Html;

namespace QrMenuTelegram.Simulation.Chats;

/// <summary>A message as it was at one moment. Immutable: <see cref="TelegramChat.Message"/> gives it as it is now.</summary>
/// <param name="Chat">Where.</param>
/// <param name="Id">Its number in the chat.</param>
/// <param name="From">Who wrote it.</param>
/// <param name="Content">What it shows.</param>
/// <param name="SentAt">By the simulator's clock.</param>
public sealed record ShownMessage(TelegramChat Chat, int Id, Person From, FormattedText Content, DateTimeOffset SentAt)
{
    /// <summary>The plain text that people read.</summary>
    public string Text => Content.Text;

    /// <summary>The text as the bot sent it, markup and all; for people's messages the same as <see cref="Text"/>.</summary>
    public string Raw { get; init; } = Content.Text;

    /// <summary>Rows of buttons; empty for none.</summary>
    public IReadOnlyList<IReadOnlyList<ShownButton>> Buttons { get; init; } = [];

    /// <summary>
    /// Where it asks for a reply: what stands in the empty field, '' for the app's own words; null where it asks for none.
    /// </summary>
    public string? ReplyHint { get; init; }

    /// <summary>Whether it came without a sound.</summary>
    public bool Silent { get; init; }

    /// <summary>The topic; 0 for none and for General.</summary>
    public int TopicId { get; init; }

    /// <summary>Written by an admin who hides behind the group.</summary>
    public bool Anonymous { get; init; }

    /// <summary>The message it answers; null for none.</summary>
    public int? ReplyTo { get; init; }

    /// <summary>When it was last edited; null for never.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>What it showed before each edit, oldest first.</summary>
    public IReadOnlyList<ShownMessage> History { get; init; } = [];

    /// <summary>A picture or a document with this message; null for none.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>The Bot API's field of a service message (<c>new_chat_members</c> …); null for an ordinary one.</summary>
    public string? Service { get; init; }

    internal object? ServiceValue { get; init; }

    /// <summary>Whom or what a service message is about: a person's name, a new title, a new id; '' for nothing.</summary>
    public string ServiceText =>
        ServiceValue switch
        {
            Person person => person.Name,
            null => "",
            var other => other.ToString()!,
        };

    /// <summary>Whether it has a button with this label or data.</summary>
    public bool HasButton(string labelOrData) => Buttons.Any(row => row.Any(b => b.Text == labelOrData || b.Data == labelOrData));

    public override string ToString() => $"{Chat.Title}#{Id}: {Text}";
}

/// <param name="Text">The label.</param>
/// <param name="Data">
/// What comes back when it is pressed; null where it opens <paramref name="Url"/> or copies <paramref name="Copy"/>.
/// </param>
/// <param name="Url">What it opens.</param>
/// <param name="Copy">What it copies.</param>
/// <param name="Style"><c>danger</c>, <c>success</c> or <c>primary</c>; null for the ordinary look.</param>
/// <param name="Disabled">Whether a press does nothing.</param>
public sealed record ShownButton(
    string Text,
    string? Data,
    string? Url = null,
    string? Copy = null,
    string? Style = null,
    bool Disabled = false
);

/// <param name="Kind"><c>photo</c> or <c>document</c>.</param>
/// <param name="FileName">As sent.</param>
/// <param name="Content">The bytes.</param>
public sealed record Attachment(string Kind, string FileName, ReadOnlyMemory<byte> Content);

public enum TopicState
{
    Open,
    Closed,
    Deleted,
}

/// <param name="Id">Its <c>message_thread_id</c>.</param>
/// <param name="Name">What people see.</param>
/// <param name="State">Whether it takes messages.</param>
public sealed record Topic(int Id, string Name, TopicState State);
